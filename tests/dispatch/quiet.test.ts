import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { HOUR, MINUTE, type CaseId } from "../../api/kernel.ts";
import { texts } from "../servers/road.ts";
import { openStreet, STORY, wordsIn, type Street } from "../servers/street.ts";

let street: Street;
let before: Set<CaseId>;
beforeAll(async () => {
  street = await openStreet();
});
beforeEach(async () => {
  before = new Set(await street.cases());
});
afterAll(() => street.close());

const newCases = async () => (await street.cases()).filter((id) => !before.has(id));

test("a story that goes quiet is filed after half an hour, and nothing is pushed to the phone", async () => {
  const person = street.person();
  await person.says(STORY);
  const readBefore = person.reads();

  street.pass(29 * MINUTE);
  await street.settle();
  const filedEarly = await newCases();
  street.pass(MINUTE);
  await street.settle();

  expect(filedEarly).toEqual([]);
  expect(wordsIn(await street.events((await newCases())[0] as never))).toEqual([STORY]);
  expect(person.reads()).toEqual(readBefore);
});

test("the code is told when the reporter writes again, once, and opens the report", async () => {
  const person = street.person();
  await person.says(STORY);
  street.pass(31 * MINUTE);
  await street.settle();

  await person.says("halo");
  const code = person.code();
  await person.says("halo lagi");

  expect((await street.reporterDesk.openByCode(code)).ok).toBe(true);
  expect(person.reads().filter((text) => text === code)).toHaveLength(1);
});

test("a filed report closes itself off from the chat after half an hour", async () => {
  const person = street.person();
  await person.files();
  const readBefore = person.reads().length;

  street.pass(31 * MINUTE);
  await street.settle();
  await person.says("apa kabar");

  const since = person.reads().slice(readBefore);
  expect(since).toEqual([texts.say("id", "bot.greeting.welcome")]);
});

test("a link ends 72 hours after the last message; the report is still there", async () => {
  const person = street.person();
  await person.files();

  street.pass(72 * HOUR);
  await street.store.conversations.forget(street.clock());

  expect(await street.rowsThatKnowChats()).toMatchObject({ conversation: 0, inbox: 0, outbox: 0, trace: 0 });
  expect(await newCases()).toHaveLength(1);
});
