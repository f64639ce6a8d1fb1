import { afterAll, beforeAll, expect, test } from "vitest";
import { texts } from "../servers/road.ts";
import { openStreet, STORY, wordsIn, type Street } from "../servers/street.ts";

let street: Street;
beforeAll(async () => {
  street = await openStreet();
});
afterAll(() => street.close());

const NOTHING = { conversation: 0, inbox: 0, outbox: 0, trace: 0, reply_address: 0 };

test("hapus before filing leaves no row that knows the chat, and the last words still arrive", async () => {
  const person = street.person();
  await person.says("halo");
  await person.says(STORY);
  const knewBefore = await street.rowsThatKnowChats();

  await person.says("hapus");
  await person.says("ya");

  expect(knewBefore).toMatchObject({ conversation: 1, trace: 4 });
  expect(person.reads().at(-1)).toBe(texts.say("id", "bot.erase.done_draft"));
  expect(await street.rowsThatKnowChats()).toEqual(NOTHING);
  expect(await street.cases()).toEqual([]);
});

test("hapus takes both sides' messages back at the platform, the question and the answer to it included", async () => {
  const person = street.person();
  await person.says(STORY);
  await person.says("hapus");
  await person.says("ya");

  const erased = street.chats.erased.get(person.address) ?? [];

  expect(erased.filter((trace) => trace.startsWith("heard-"))).toHaveLength(3);
  expect(erased.filter((trace) => trace.startsWith("sent-"))).toHaveLength(2);
});

test("a platform that fails to take messages back does not keep hapus from happening", async () => {
  const person = street.person();
  await person.says(STORY);
  await person.says("hapus");
  street.chats.failErasing(person.address);

  await person.says("ya");

  expect(person.reads().at(-1)).toBe(texts.say("id", "bot.erase.done_draft"));
  expect(await street.rowsThatKnowChats()).toEqual(NOTHING);
  expect(street.logged.join("")).toContain("erase_at_platform_failed");
});

test("hapus after filing cuts chat, address and link; the report stays and opens with the code from another chat", async () => {
  const person = street.person();
  const code = await person.files();
  await person.says("hapus");
  await person.says("ya");

  const knows = await street.rowsThatKnowChats();
  const elsewhere = street.person();
  await elsewhere.says(code);

  expect(knows).toEqual(NOTHING);
  expect(person.reads().at(-1)).toBe(texts.say("id", "bot.erase.done_filed"));
  expect(elsewhere.reads()).toContain(texts.say("id", "bot.opened.waiting"));
  const [id] = await street.cases();
  expect(wordsIn(await street.events(id as never))).toContain(STORY);
});

test("what is written right after hapus begins anew and is answered", async () => {
  const person = street.person();
  await person.says(STORY);
  await person.says("hapus");
  await person.types("ya");
  await person.types("tolong");
  await street.settle();

  const [goodbye, answer] = person.reads().slice(-2);

  expect(goodbye).toBe(texts.say("id", "bot.erase.done_draft"));
  expect(answer).toContain("129");
});

test("who blocks us while a story is untold to the end leaves it with the office, and no row that knows the chat", async () => {
  const before = new Set(await street.cases());
  const { conversation } = await street.rowsThatKnowChats();
  const person = street.person();
  await person.says(STORY);

  await person.leaves();
  await street.settle();

  const filed = (await street.cases()).filter((id) => !before.has(id));
  expect(filed).toHaveLength(1);
  expect(wordsIn(await street.events(filed[0] as never))).toEqual([STORY]);
  expect(await street.rowsThatKnowChats()).toMatchObject({ conversation, reply_address: 0 });
  expect(street.chats.erased.get(person.address)).toBeUndefined();
});

test("nothing of all this is in the log", () => {
  expect(street.leaked([STORY, "tetangga", "Batang"])).toEqual([]);
});
