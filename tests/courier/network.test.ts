import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE, SECOND, type CaseId } from "../../api/kernel.ts";
import { right, texts } from "../servers/road.ts";
import { codeIn, DANGER, sendToEnd, STORY, wordsIn } from "../servers/street.ts";
import { openTelegramStreet, type TelegramStreet } from "../servers/telegram-street.ts";
import type { Person } from "../servers/telegram/index.ts";

let street: TelegramStreet;
beforeAll(async () => {
  street = await openTelegramStreet();
});
afterAll(() => street.close());

const people: Person[] = [];
function person(): Person {
  const one = street.server.person();
  people.push(one);
  return one;
}

async function says(who: Person, text: string): Promise<void> {
  await who.types(text);
  await street.settle();
}

/** A filed report whose reporter has said that replies may come to this chat. */
async function filedWithConsent(who: Person): Promise<{ id: CaseId; code: string }> {
  await says(who, STORY);
  const code = await sendToEnd({ says: (text) => says(who, text), reads: who.reads }, "ya, aman");
  const { case: id } = right(await street.reporterDesk.openByCode(code));
  right(await street.desk.claim(street.staff.ppa, id));
  return { id, code };
}

const kindsIn = async (id: CaseId) => (await street.events(id)).map(({ kind }) => kind);

test("Telegram tells an update twice: one message is kept, and one set of prompts leaves", async () => {
  const citizen = person();
  street.server.duplicateNext();
  const before = street.handed();

  await citizen.types(DANGER);
  while (street.handed() < before + 2) await setImmediate();
  await street.settle();

  const code = codeIn(citizen.reads());
  const { case: id } = right(await street.reporterDesk.openByCode(code));
  expect(wordsIn(await street.events(id))).toEqual([DANGER]);
  expect(new Set(citizen.reads()).size).toBe(citizen.reads().length);
});

// Telegram has a queue of its own for each, so either may come first.
test.each([
  ["the button before the text", ["press", "text"], 0],
  ["the text before the button, which then is an old one", ["text", "press"], 1],
] as const)("a button and a text that wait together are both heard: %s", async (_, order, stale) => {
  const citizen = person();
  await says(citizen, "halo");
  const acts = {
    press: () => citizen.presses(texts.say("id", "bot.choice.report")),
    text: () => citizen.types(STORY),
  };

  for (const act of order) await acts[act]();
  await street.settle();
  const code = await sendToEnd({ says: (text) => says(citizen, text), reads: citizen.reads });

  const { case: id } = right(await street.reporterDesk.openByCode(code));
  expect(wordsIn(await street.events(id)).filter((text) => text === STORY)).toHaveLength(1);
  expect(citizen.reads().filter((text) => text.includes(texts.say("id", "bot.stale")))).toHaveLength(stale);
});

test("told to wait, the bot waits as long as asked; order holds, nothing comes twice, and other chats go on", async () => {
  const [slow, quick] = [person(), person()];
  await slow.types(DANGER);
  while (await street.dispatch.once());
  await quick.types("halo");
  while (await street.dispatch.once());
  street.server.fault("sendMessage", { kind: "refused", status: 429, retryAfter: 60 });

  const asked = street.clock();
  while (await street.courier.once());
  const readByQuick = quick.reads();
  street.pass(59 * SECOND);
  const early = await street.courier.once();
  await street.settle();

  expect(readByQuick.join()).toContain(texts.say("id", "bot.greeting.welcome"));
  expect(early).toBe(false);
  expect(street.clock() - asked).toBeGreaterThanOrEqual(60 * SECOND);
  const read = slow.reads();
  const code = read.findIndex((text) => /^(\d{4} ){4}\d{4}$/.test(text));
  expect(read[0]).toContain("129");
  expect(read[code + 1]).toBe(texts.say("id", "bot.filed.keep"));
  expect(new Set(read).size).toBe(read.length);
});

test("the answer to a message is lost: it is repeated once, and what follows comes after it", async () => {
  const citizen = person();
  await citizen.types(DANGER);
  street.server.fault("sendMessage", { kind: "deliver-then-drop" });

  await street.settle();

  const read = citizen.reads();
  const twice = read.filter((text, index) => read.indexOf(text) !== index);
  expect(twice).toEqual([read[0]]);
  expect(read[1]).toBe(read[0]);
  expect(codeIn(read)).toBeDefined();
});

test("answers that are lost again and again cost one repetition each, ever more rarely", async () => {
  const citizen = person();
  await citizen.types("halo");
  street.server.fault("sendMessage", { kind: "deliver-then-drop" }, 3);
  await street.settle();
  const readAt: number[] = [];

  for (let second = 1; second <= 120; second += 1) {
    street.pass(SECOND);
    const before = citizen.reads().length;
    await street.settle();
    if (citizen.reads().length > before) readAt.push(second);
  }

  expect(citizen.reads()).toHaveLength(4);
  expect(readAt[0]).toBeGreaterThanOrEqual(14);
  expect(new Set(citizen.reads()).size).toBe(1);
});

test("a reply to somebody who has blocked us is noted as undeliverable, and the code still shows it elsewhere", async () => {
  const citizen = person();
  const { id, code } = await filedWithConsent(citizen);
  const reach = right(await street.desk.reply(street.staff.ppa, id, "Petugas akan datang besok pagi."));
  street.server.fault("sendMessage", {
    kind: "refused",
    status: 403,
    description: "Forbidden: bot was blocked by the user",
  });

  await street.settle();
  const elsewhere = person();
  await says(elsewhere, code);

  expect(reach).toMatchObject({ reach: "sent", content: "full" });
  expect(await kindsIn(id)).toContain("reply_undeliverable");
  expect(await kindsIn(id)).not.toContain("reply_delivered");
  expect(elsewhere.reads().join()).toContain("Petugas akan datang besok pagi.");
});

test("what else waited for somebody who is gone is given up with it, and nobody else's", async () => {
  const [gone, other] = [person(), person()];
  await gone.types(DANGER);
  while (await street.dispatch.once());
  street.server.fault("sendMessage", {
    kind: "refused",
    status: 403,
    description: "Forbidden: user is deactivated",
  });
  const calls = street.server.calls.length;
  await street.courier.once();
  const backlog = (await street.store.outbox.backlog()).find(({ channel }) => channel === "telegram");

  await says(other, "halo");

  expect(backlog).toMatchObject({ waiting: 0 });
  expect(backlog?.undeliverable).toBeGreaterThan(3);
  expect(gone.reads()).toEqual([]);
  expect(other.reads()).toHaveLength(1);
  expect(street.server.calls.slice(calls).filter(({ params }) => params["chat_id"] === gone.id)).toHaveLength(
    1,
  );
});

test("a reply that arrives is noted as delivered, and the reporter's answer to it reaches the case", async () => {
  const citizen = person();
  const { id } = await filedWithConsent(citizen);

  right(await street.desk.reply(street.staff.ppa, id, "Masih di tempat yang sama?"));
  await street.settle();
  await says(citizen, "masih di rumah yang sama");

  expect(citizen.reads().join()).toContain("Masih di tempat yang sama?");
  expect(await kindsIn(id)).toContain("reply_delivered");
  expect(wordsIn(await street.events(id))).toContain("masih di rumah yang sama");
});

test("hapus removes both sides' messages at Telegram; only the goodbye stands", async () => {
  const citizen = person();
  for (const text of ["halo", STORY, "hapus", "ya"]) await says(citizen, text);

  expect(citizen.sees().map(({ text }) => text)).toEqual([texts.say("id", "bot.erase.done_draft")]);
});

test("who blocks the bot in the middle of a story leaves the story with the office", async () => {
  const before = new Set(await street.cases());
  const citizen = person();
  await says(citizen, STORY);

  await citizen.blocks();
  await street.settle();

  const filed = (await street.cases()).filter((id) => !before.has(id));
  expect(filed).toHaveLength(1);
  expect(wordsIn(await street.events(filed[0] as CaseId))).toEqual([STORY]);
});

test("a long outage of Telegram loses nothing", async () => {
  const citizen = person();
  await citizen.types(DANGER);
  street.server.fault("sendMessage", { kind: "page", status: 502 }, 5);

  for (let minute = 0; minute < 10; minute += 1) {
    await street.settle();
    street.pass(MINUTE);
  }

  const read = citizen.reads();
  expect(read[0]).toContain("129");
  expect(codeIn(read)).toBeDefined();
  expect(new Set(read).size).toBe(read.length);
});

test("no line of the log says a word, a name, an id or a secret of all this", () => {
  const names = people.flatMap(({ id, identity }) => [
    `${id}`,
    identity.first_name,
    identity.last_name,
    identity.username,
    identity.phone,
  ]);
  const words = [STORY, DANGER, "dipukuli", "tetangga", "Batang", "Petugas akan datang", "rumah yang sama"];

  expect(street.logged.join("")).toContain("telegram_send_failed");
  expect(street.leaked([...names, ...words, ...street.secrets])).toEqual([]);
});
