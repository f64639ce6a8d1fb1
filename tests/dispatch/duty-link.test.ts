import { afterAll, beforeAll, expect, test } from "vitest";
import { after, MINUTE } from "../../api/kernel.ts";
import { texts } from "../servers/road.ts";
import { openStreet, STORY, wordsIn, type Street } from "../servers/street.ts";

let street: Street;
beforeAll(async () => {
  street = await openStreet();
});
afterAll(() => street.close());

const LINKED = texts.say("id", "notice.duty_linked");

test("an officer who opens the bot with a code is linked, told so, and forgotten as a chat", async () => {
  const { officer } = street.staff.ppa;
  const code = await street.directory.newLinkCode(officer);
  const chat = street.person();

  await chat.opens(code);
  await street.settle();
  await street.store.conversations.forget(after(street.clock(), 3 * MINUTE));

  expect(chat.reads()).toEqual([LINKED]);
  expect(await street.directory.contactsOf(officer)).toMatchObject([{ channel: "chats" }]);
  expect(await street.rowsThatKnowChats()).toMatchObject({ conversation: 0, outbox: 0, trace: 0 });
});

test("a code works once: who opens the bot with it again is greeted like anybody", async () => {
  const code = await street.directory.newLinkCode(street.staff.ppa.officer);
  const [first, second] = [street.person(), street.person()];
  await first.opens(code);
  await street.settle();

  await second.opens(code);
  await street.settle();

  expect(first.reads()).toEqual([LINKED]);
  expect(second.reads()).toEqual([texts.say("id", "bot.greeting.welcome")]);
});

test("a payload that is no code of ours is an ordinary opening", async () => {
  const person = street.person();

  await person.opens("dari-poster-puskesmas");
  await street.settle();

  expect(person.reads()).toEqual([texts.say("id", "bot.greeting.welcome")]);
});

test("a cry for help that comes with the opening is answered with people to call, not with a menu", async () => {
  const person = street.person();

  await person.opens("tolong");
  await street.settle();

  expect(person.reads().join()).toContain("08111-129-129");
  expect(person.reads()).not.toContain(texts.say("id", "bot.greeting.welcome"));
});

test("linking a chat in which a story was begun takes nothing from the story", async () => {
  const before = new Set(await street.cases());
  const chat = street.person();
  await chat.says(STORY);
  await chat.opens(await street.directory.newLinkCode(street.staff.ppa.officer));
  await street.settle();

  street.pass(31 * MINUTE);
  await street.store.conversations.forget(street.clock());
  await street.settle();

  const filed = (await street.cases()).filter((id) => !before.has(id));
  expect(chat.reads()).toContain(LINKED);
  expect(filed).toHaveLength(1);
  expect(wordsIn(await street.events(filed[0] as never))).toEqual([STORY]);
});

test("an officer's wake-up leaves for the linked chat and says nothing about any report", async () => {
  const chat = street.person();
  await chat.opens(await street.directory.newLinkCode(street.staff.ppa.officer));
  await street.settle();
  await street.person().files();

  await street.clockwork.run(street.clock());
  await street.settle();

  expect(chat.reads().at(-1)).toBe(
    texts.say("id", "notice.officer.waiting", { url: "https://lapor.example/masuk" }),
  );
});
