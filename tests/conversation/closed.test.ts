/** Before anybody can read a report: kind words, numbers, and no pretence. */
import { expect, test } from "vitest";
import { advance, type State } from "../../bots/conversation/index.ts";
import { bubbleOf, createTalk } from "../fakes/talk.ts";
import { START, worldAt } from "../fakes/world.ts";

const CLOSED = { world: { hotlineOpen: false } };

test("a newcomer hears that it is not open yet, whom to call, and what happens to the words", () => {
  const talk = createTalk(CLOSED);

  const greeted = talk.open();
  const heard = talk.say("anak tetangga dipegang pamannya di batang");

  for (const read of [greeted, heard]) {
    expect(read).toContain("belum dibuka");
    expect(read).toContain("SAPA 129: 129");
  }
  expect(heard).toContain("paling lama 3 hari");
  expect(talk.kept()).toContain("dipegang pamannya");
});

test("danger gets the numbers first, and the truth that nobody reads yet", () => {
  const talk = createTalk(CLOSED);

  const read = talk.say("dia teriak di rumah sebelah");

  expect(read).toContain("Keselamatan dulu");
  expect(read).toContain("belum ada petugas yang membaca");
  expect(talk.cases).toEqual([]);
});

test("nothing is filed and nothing called received; the draft goes out once somebody holds a key", () => {
  const world = { hotlineOpen: false };
  const talk = createTalk({ world });
  talk.say("anak tetangga dipegang pamannya di batang");
  talk.say("itu saja");

  const meanwhile = talk.wait(10 * 60);
  const before = talk.cases.length;
  world.hotlineOpen = true;
  const opened = talk.wait(60);

  expect(meanwhile + opened).toBe("");
  expect(before).toBe(0);
  expect(talk.cases[0]?.submission.reason).toBe("quiet");
  expect(talk.shown.map(({ text }) => text).join()).not.toContain("sudah kami terima");
});

test("a refusal at the last moment keeps the draft and says so", () => {
  const world = worldAt(START);
  let state: State | undefined;
  for (const text of [
    "ponakan saya dipegang guru ngajinya di batang, masih terus",
    "itu saja",
    "tidak ada",
    "lewati",
    "kirim",
  ]) {
    state = advance(state, { kind: "text", text }, world).state;
  }

  const { prompts, state: kept } = advance(state, { kind: "not_open" }, world);

  expect(prompts.map((prompt) => bubbleOf(prompt, "id").text).join()).toContain("belum dibuka");
  expect(JSON.stringify(kept)).toContain("ngajinya");
});

test("danger that cannot be filed after all is told so, once, and tried again with the next word", () => {
  const world = worldAt(START);
  const first = advance(undefined, { kind: "text", text: "dia teriak di rumah sebelah" }, world);

  const refused = advance(first.state, { kind: "not_open" }, world);
  const next = advance(refused.state, { kind: "text", text: "masih teriak" }, world);

  expect(refused.prompts.map(({ key }) => key)).toEqual(["bot.closed.kept"]);
  expect(refused.effects).toEqual([]);
  expect(next.effects.map(({ kind }) => kind)).toEqual(["file"]);
});

test("erasing works while closed", () => {
  const talk = createTalk(CLOSED);
  talk.say("anak tetangga dipegang pamannya di batang");

  talk.say("hapus");
  talk.say("ya");

  expect(talk.erased()).toBe(1);
  expect(talk.kept()).not.toContain("pamannya");
});
