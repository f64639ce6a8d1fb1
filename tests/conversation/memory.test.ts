/** What is remembered between two messages: versioned, plain, and no more than is needed. */
import { expect, test } from "vitest";
import { instant } from "../../api/kernel.ts";
import { bringForward, memoryOf } from "../../bots/conversation/memory.ts";
import { createTalk } from "../fakes/talk.ts";
import { START, worldAt } from "../fakes/world.ts";

test("a state of an older version is brought forward step by step", () => {
  const migrations = {
    1: ({ words, ...rest }: Record<string, unknown>) => ({ ...rest, parts: [words] }),
    2: (older: Record<string, unknown>) => ({ ...older, asked: [] }),
  };

  const now = bringForward({ v: 1, words: "cerita" }, migrations, 3);

  expect(now).toEqual({ v: 3, parts: ["cerita"], asked: [] });
});

test("a state nobody can bring forward is refused loudly, so that its message waits instead of losing a draft", () => {
  expect(() => bringForward({ v: 1 }, {}, 2)).toThrow("no migration");
  expect(() => bringForward({ v: 9 }, {}, 2)).toThrow("newer");
  expect(() => memoryOf({ v: 99 }, worldAt(START))).toThrow("newer");
});

test("buttons of an erased chat do not fit the chat that begins after it", () => {
  const before = memoryOf(undefined, worldAt(START));
  const later = memoryOf(undefined, worldAt(instant(START + 60_000)));

  expect(later.turn).not.toBe(before.turn);
});

test("once the report is sent, neither its words nor its code stay in the chat's memory", () => {
  const talk = createTalk();
  talk.say("ponakan saya dipegang guru ngajinya di batang, masih terus");
  talk.say("itu saja");
  talk.say("tidak ada");
  talk.say("lewati");

  talk.say("kirim");

  const state = JSON.stringify(talk.state());
  expect(talk.cases).toHaveLength(1);
  expect(state).not.toContain("ngajinya");
  expect(state).not.toContain("1023");
});

test("a typed code never enters the memory", () => {
  const talk = createTalk();

  talk.say("4056 7890 1234 5678 9012");

  expect(JSON.stringify(talk.state())).not.toMatch(/4056|9012/u);
});

test("a very long story is kept whole, to the last word", () => {
  const talk = createTalk();
  const long = `ponakan saya dipegang pamannya. ${"lalu dia bilang begini. ".repeat(4_000)}tamat di batang`;
  talk.say(long);
  talk.say("itu saja");
  talk.press("Masih berlanjut");
  talk.say("tidak ada");
  talk.say("lewati");

  talk.say("kirim");

  expect(talk.cases[0]?.submission.parts.map(({ text }) => text)).toContain(long);
});
