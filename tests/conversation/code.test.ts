/** The receipt code opens a report from any chat, and nothing else does. */
import { expect, test } from "vitest";
import type { CaseId } from "../../api/kernel.ts";
import { advance } from "../../bots/conversation/index.ts";
import { bubbleOf, CODES, createTalk, type Talk } from "../fakes/talk.ts";
import { START, worldAt } from "../fakes/world.ts";

function lockedTalk(): Talk {
  const talk = createTalk();
  talk.say("ponakan saya dipegang guru ngajinya di batang, masih terus");
  for (const text of ["itu saja", "tidak ada", "jangan", "kirim"]) talk.say(text);
  talk.wait(60);
  return talk;
}

test.each([
  "1023 4567 8901 2345 6789",
  "10234567890123456789",
  "1023.4567.8901.2345.6789",
  "kodenya 1023 4567 8901 2345 6789",
])("is recognised however it is written: %s", (text) => {
  const talk = lockedTalk();

  expect(talk.say(text)).toContain("menunggu diambil petugas");
});

test("words sent along with the code go to the report it opens", () => {
  const talk = lockedTalk();

  talk.say("1023 4567 8901 2345 6789 gurunya sekarang pindah rumah");

  expect(talk.cases[0]?.appended.map(({ text }) => text)).toEqual(["gurunya sekarang pindah rumah"]);
});

test("two phone numbers in a story are no code: the story is kept whole", () => {
  const talk = createTalk();
  const story = "yang jual anak itu pakai nomor 0812345678 dan 0898765432 di batang";

  talk.say(story);

  expect(talk.kept()).toContain(story);
});

test("a story begun before the code is put where the person says", () => {
  const same = lockedTalk();
  same.say("gurunya dipegang warga lalu kabur ke palembang");
  const asked = same.say(CODES[0] ?? "");
  same.say("1");
  const other = lockedTalk();
  other.say("ada prostitusi dewasa semua di palembang");
  other.say(CODES[0] ?? "");
  other.press("Laporan lain");

  expect(asked).toContain("Itu tambahan untuk laporan ini, atau laporan lain?");
  expect(same.cases[0]?.appended.map(({ text }) => text)).toEqual([
    "gurunya dipegang warga lalu kabur ke palembang",
  ]);
  expect(other.cases[0]?.appended).toEqual([]);
  expect(other.kept()).toContain("prostitusi dewasa semua");
});

test("what was answered about a story goes along when it turns out to belong to a report", () => {
  const talk = lockedTalk();
  talk.say("gurunya dipegang warga lalu kabur ke palembang");
  talk.say("itu saja");
  talk.press("Ya, ada anak");
  talk.say(CODES[0] ?? "");

  talk.press("Tambahan untuk laporan ini");

  expect(talk.cases[0]?.answers).toEqual([{ child: "yes" }]);
});

test("too many tries: an hour to wait, and somebody to call", () => {
  const world = worldAt(START);
  const waiting = advance(undefined, { kind: "text", text: "kode" }, world);

  const { prompts } = advance(
    waiting.state,
    { kind: "opened_by_code", found: undefined, tooManyTries: true },
    world,
  );

  const read = prompts.map((prompt) => bubbleOf(prompt, "id").text).join("\n");
  expect(read).toContain("satu jam lagi");
  expect(read).toContain("SAPA 129");
});

test("a lost code is answered honestly", () => {
  const talk = lockedTalk();
  talk.say("kode");

  const read = talk.say("kode hilang");

  expect(read).toContain("tanpa kode kami tidak bisa membuka laporan");
});

test("digits too few are treated as a wrong code once we asked for one, never as a story", () => {
  const talk = lockedTalk();
  talk.say("punya kode");

  const read = talk.say("1023 4567 8901");

  expect(read).toContain("tidak cocok");
  expect(talk.kept()).not.toContain('1023 4567 8901"');
});

test("a very long reply of an officer arrives whole, in pieces that fit", () => {
  const text = "Kami sudah bicara dengan ketua yayasan. ".repeat(300).trim();
  const found = {
    case: "case-1" as CaseId,
    filedAt: START,
    state: "claimed" as const,
    readBy: "UPTD PPA Contoh",
    replies: [{ at: START, text, agencyName: "UPTD PPA Contoh" }],
  };

  const { prompts } = advance(
    undefined,
    { kind: "opened_by_code", found, tooManyTries: false },
    worldAt(START),
  );

  const replies = prompts.filter(({ key }) => key === "bot.opened.reply");
  expect(replies.length).toBeGreaterThan(1);
  for (const prompt of prompts) expect(bubbleOf(prompt, "id").text.length).toBeLessThanOrEqual(4096);
  expect(replies.map(({ params }) => params?.text).join(" ")).toBe(text);
});

test("a closed case says so, and that writing opens it again", () => {
  const found = {
    case: "case-1" as CaseId,
    filedAt: START,
    state: "closed" as const,
    readBy: undefined,
    replies: [],
  };

  const { prompts, effects } = advance(
    undefined,
    { kind: "opened_by_code", found, tooManyTries: false },
    worldAt(START),
  );

  expect(bubbleOf(prompts[0] as (typeof prompts)[number], "id").text).toContain("akan dibuka lagi");
  expect(effects).toEqual([]);
});
