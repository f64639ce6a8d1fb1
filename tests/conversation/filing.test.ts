/** When a report is filed, when it is not, and what happens to words that come at the wrong moment. */
import { expect, test } from "vitest";
import { MINUTE, type CaseId } from "../../api/kernel.ts";
import { advance, type State } from "../../bots/conversation/index.ts";
import { createTalk } from "../fakes/talk.ts";
import { START, worldAt } from "../fakes/world.ts";

const STORY = "ponakan saya dipegang guru ngajinya di batang, masih terus";

test("a draft with content asks to be woken half an hour after the last word", () => {
  const talk = createTalk();

  talk.say(STORY);
  const first = talk.wakeAt();
  talk.wait(10);
  talk.say("gurunya galak");

  expect(first).toBe(START + 30 * MINUTE);
  expect(talk.wakeAt()).toBe(START + 40 * MINUTE);
});

test.each([["halo kak"], ["halo", "tolong"], ["ini apa ya?"], ["hmm"]])(
  "nothing is filed where nothing was told: %s",
  (...texts) => {
    const talk = createTalk();
    for (const text of texts) talk.say(text);

    talk.wait(3 * 24 * 60);

    expect(talk.cases).toEqual([]);
    expect(talk.wakeAt()).toBeUndefined();
  },
);

test("words that triage does not understand are filed all the same: a person will read them", () => {
  const talk = createTalk();
  talk.say("bapak kos niku nggih asring mlebet kamare bocah wadon");

  talk.wait(31);

  expect(talk.cases[0]?.submission.reason).toBe("quiet");
});

test("a story told as one's own is filed after quiet when a child may be the victim", () => {
  const talk = createTalk();
  talk.say("saya dipaksa diam, anak saya dipegang omnya");

  talk.wait(31);

  expect(talk.cases[0]?.submission.reason).toBe("quiet");
});

test("a word too few is asked for once more instead of being sent", () => {
  const talk = createTalk();
  talk.say("hmm");

  const read = talk.say("itu saja");

  expect(read).toContain("Boleh ceritakan sedikit lagi?");
});

test("danger that shows only in an answer files at once, and the question it pushed aside comes after", () => {
  const talk = createTalk();
  talk.say("ada yang dipukul di batang");
  talk.say("itu saja");
  talk.say("tidak tahu");

  const read = talk.press("Sedang terjadi sekarang");

  expect(read.split("\n---\n")[0]).toContain("Keselamatan dulu");
  expect(read).toContain("Adakah pihak yang TIDAK boleh membaca");
  expect(talk.cases[0]?.submission).toMatchObject({ reason: "danger", answers: { goingOn: "now" } });
});

test("what danger filed is added to, line by line, while the questions follow gently", () => {
  const talk = createTalk();
  talk.say("perempuan dewasa teriak di rumah sebelah");

  const asked = talk.say("rumahnya di cibatu");
  talk.say("garut");
  talk.say("tidak ada");
  talk.say("aman");

  expect(asked).toContain("Yang mana?");
  expect(talk.cases).toHaveLength(1);
  expect(talk.cases[0]?.appended.map(({ text }) => text)).toEqual(["rumahnya di cibatu", "garut"]);
  expect(talk.cases[0]?.answers).toEqual([
    { place: "rumahnya di cibatu", area: undefined },
    { area: "32.05.20" },
    { contact: { kind: "yes" } },
  ]);
});

test("new danger in a sent report shows the numbers again, and is added", () => {
  const talk = createTalk();
  talk.say(STORY);
  for (const text of ["itu saja", "tidak ada", "lewati", "kirim"]) talk.say(text);

  const read = talk.say("dia teriak lagi");

  expect(read).toContain("129");
  expect(talk.cases[0]?.appended.map(({ text }) => text)).toEqual(["dia teriak lagi"]);
});

test("words that arrive between asking to file and the answer are appended, not lost", () => {
  const world = worldAt(START);
  let state: State | undefined;
  for (const text of [STORY, "itu saja", "tidak ada", "lewati", "kirim"]) {
    state = advance(state, { kind: "text", text }, world).state;
  }

  const between = advance(state, { kind: "text", text: "dan satu lagi, gurunya dua orang" }, world);
  const filed = advance(
    between.state,
    {
      kind: "filed",
      case: "case-9" as CaseId,
      code: "1023 4567 8901 2345 6789",
      readers: ["UPTD PPA Contoh"],
      byMinutes: 120,
    },
    world,
  );

  expect(filed.effects).toMatchObject([
    { kind: "append", case: "case-9", part: { text: "dan satu lagi, gurunya dua orang" } },
    { kind: "reassess", case: "case-9" },
  ]);
});

test("who blocks the bot takes every link away, but not the report", () => {
  const talk = createTalk();
  talk.say(STORY);

  const read = talk.hear({ kind: "left" });

  expect(read).toEqual([]);
  expect(talk.cases[0]?.submission.reason).toBe("quiet");
  expect(talk.erased()).toBe(1);
  expect(JSON.stringify(talk.state())).not.toMatch(/ngajinya|1023/u);
});

test("an edited message is kept as a correction beside the first", () => {
  const talk = createTalk();
  talk.say(STORY);

  talk.hear({ kind: "text", text: "maksud saya guru les, bukan guru ngaji", edited: true });
  for (const text of ["itu saja", "tidak ada", "lewati", "kirim"]) talk.say(text);

  expect(talk.cases[0]?.submission.parts.map(({ text }) => text)).toEqual([
    STORY,
    "✎ maksud saya guru les, bukan guru ngaji",
  ]);
});

test("no more than four questions are asked about the report, each may be skipped", () => {
  const talk = createTalk();
  talk.say("ada yang dipukul");
  talk.say("itu saja");

  for (const text of ["lewati", "lewati", "lewati", "lewati", "lewati", "lewati"]) talk.say(text);

  const asked = talk.steps().filter((step) => step.startsWith("asking_"));
  expect(asked.length).toBeLessThanOrEqual(4);
  expect(talk.shown.at(-1)?.key).toBe("bot.summary.all");
});

test("a new report after a sent one is a report of its own", () => {
  const talk = createTalk();
  talk.say(STORY);
  for (const text of ["itu saja", "tidak ada", "aman", "kirim"]) talk.say(text);

  talk.say("lapor baru");
  talk.say("ada prostitusi dewasa semua masih jalan di palembang");
  for (const text of ["itu saja", "tidak ada", "lewati", "kirim"]) talk.say(text);

  expect(talk.cases.map(({ submission }) => submission.parts.length)).toEqual([1, 1]);
  expect(talk.cases[0]?.appended).toEqual([]);
});

test("what is added to an early filing goes to be looked at again with all that was said, and is counted", () => {
  const talk = createTalk();
  talk.say("tolong, pintu dikunci, ada anak dipukul");
  talk.say("oknum polisi yang pegang");
  talk.say("di sukarami palembang");

  const told = talk.reassessed.map((effect) => effect.told);
  const texts = told.map(({ parts }) => parts.map(({ text }) => text));
  expect(texts.at(0)).toEqual(["tolong, pintu dikunci, ada anak dipukul", "oknum polisi yang pegang"]);
  expect(texts.at(-1)).toContain("di sukarami palembang");
  expect(told.map(({ added }) => added)).toEqual(
    told.map((_, index) => (index === 0 ? 0 : expect.any(Number))),
  );
  expect(told.at(-1)?.barred).toEqual(["police"]);
});

test("of a report opened by code only what is said now is looked at", () => {
  const talk = createTalk();
  talk.say(STORY);
  for (const text of ["itu saja", "tidak ada", "lewati", "kirim"]) talk.say(text);

  talk.say("di sukarami palembang");

  expect(talk.reassessed.at(-1)?.told).toMatchObject({
    parts: [{ text: "di sukarami palembang" }],
    added: undefined,
  });
});
