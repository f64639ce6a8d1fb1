import { afterAll, beforeAll, expect, test } from "vitest";
import { createInbox } from "../../bots/dispatch/index.ts";
import { HOUR, MINUTE, SECOND } from "../../api/kernel.ts";
import { createSlowHash } from "../../api/vault/index.ts";
import { random } from "../servers/database.ts";
import { freshKeys, texts } from "../servers/road.ts";
import { DANGER, openStreet, sendToEnd, STORY, wordsIn, type Street } from "../servers/street.ts";

const locate = () => ({ kind: "abroad" as const });

let street: Street;
beforeAll(async () => {
  street = await openStreet();
});
afterAll(() => street.close());

test("a second delivery of a message is heard once and answered once", async () => {
  const person = street.person();
  await person.hears({ kind: "text", text: STORY }, "update-1");
  await street.settle();
  const answered = person.reads();

  const again = await person.hears({ kind: "text", text: STORY }, "update-1");
  await street.settle();
  await sendToEnd(person);

  expect(again).toBe("duplicate");
  expect(answered).toEqual([texts.say("id", "bot.telling.first")]);
  const opened = await street.reporterDesk.openByCode(person.code());
  const words = opened.ok ? wordsIn(await street.events(opened.value.case)) : [];
  expect(words.filter((text) => text === STORY)).toHaveLength(1);
});

test("a button and a text that come together are both heard, one after the other", async () => {
  const person = street.person();
  await person.says("halo");

  // In this order, as a person does it: pressed after the story, the button would be an old one and told so.
  await person.presses(texts.say("id", "bot.choice.report"));
  await person.types(STORY);
  await Promise.all([street.dispatch.once(), street.dispatch.once(), street.dispatch.once()]);
  await street.settle();
  const opened = await street.reporterDesk.openByCode(await sendToEnd(person));

  const words = opened.ok ? wordsIn(await street.events(opened.value.case)) : [];
  expect(words.filter((text) => text === STORY)).toHaveLength(1);
  expect(person.reads()).not.toContain(texts.say("id", "bot.stale"));
  expect(await street.store.health()).toMatchObject({ unheard: 0 });
});

test("many messages at once are kept in the order in which they came", async () => {
  const person = street.person();
  const words = ["satu", "dua", "tiga", "empat", "lima"].map((number) => `${DANGER}, kata ${number}`);

  for (const text of words) await person.types(text);
  await street.settle();

  const opened = await street.reporterDesk.openByCode(person.code());
  expect(opened.ok && wordsIn(await street.events(opened.value.case))).toEqual(words);
});

test("a message that can never be handled is kept, tried ever more rarely, and holds nobody up", async () => {
  const lost = await freshKeys(random);
  const hash = createSlowHash({ memoryKiB: 8, passes: 1 });
  const { pepper } = street.keys;
  const { periods } = lost;
  const stranger = createInbox({
    rows: street.store.inbox,
    hash,
    pepper,
    periods,
    throttle: periods,
    random,
    locate,
  });
  const at = street.clock();
  const said = { kind: "text" as const, text: DANGER };
  await stranger.receive({
    channel: street.chats.name,
    externalId: "lost",
    address: "lost" as never,
    said,
    at,
  });
  const other = street.person();
  await other.types(DANGER);

  await street.settle();
  const answeredMeanwhile = other.reads().length;
  const tries: boolean[] = [];
  for (const wait of [SECOND, SECOND, 3 * SECOND, SECOND, 5 * MINUTE, HOUR]) {
    street.pass(wait);
    tries.push(await street.dispatch.once());
  }

  expect(answeredMeanwhile).toBeGreaterThan(0);
  expect(tries).toEqual([false, true, false, true, true, true]);
  expect((await street.store.health()).unheard).toBe(1);
  expect(street.logged.filter((line) => line.includes("turn_failed")).length).toBeGreaterThan(3);
  await street.store.pool.query("delete from inbox where not done");
});

test("a chat that is written to while its turn is decided elsewhere is decided again, with nothing said twice", async () => {
  const conflicts = () => street.logged.filter((line) => line.includes("turn_conflict")).length;
  // An earlier code may have met a locator that was taken.
  const before = conflicts();
  const person = street.person();
  await person.types(DANGER);

  // Two workers whose leases overlap, as after a lease that ran out.
  const first = street.dispatch.once();
  street.pass(3 * MINUTE);
  await Promise.all([first, street.dispatch.once()]);
  await street.settle();

  const codes = person.reads().filter((text) => /^(\d{4} ){4}\d{4}$/.test(text));
  expect(conflicts() - before).toBe(1);
  expect(codes).toHaveLength(1);
});

test("nothing of all this is in the log", () => {
  expect(street.leaked([STORY, DANGER, "dipukuli", "tetangga", "Batang"])).toEqual([]);
});
