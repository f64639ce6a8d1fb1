import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { HOUR, MINUTE, SECOND } from "../../api/kernel.ts";
import type { Address, Delivery } from "../../bots/channel.ts";
import { createFakeChats, type FakeChats } from "../fakes/chats.ts";
import { right, texts } from "../servers/road.ts";
import { DANGER, openStreet, type Street } from "../servers/street.ts";

let street: Street;
let paced: FakeChats;
let hanging: FakeChats & { release(): void };

beforeAll(async () => {
  paced = createFakeChats("paced", { pauseMs: SECOND });
  hanging = hangingChats("hanging");
  street = await openStreet({ channels: () => [paced, hanging] });
});
beforeEach(() => street.settle());
afterAll(() => street.close());

/** A network that does not answer until it is released. */
function hangingChats(name: string): FakeChats & { release(): void } {
  const chats = createFakeChats(name);
  const released = Promise.withResolvers<void>();
  const say = async (address: Address, message: Parameters<typeof chats.say>[1]): Promise<Delivery> => {
    await released.promise;
    return chats.say(address, message);
  };
  return { ...chats, say, release: () => released.resolve() };
}

const LATER: Delivery = { kind: "later", afterMs: SECOND, code: "503" };
const GREETING = texts.say("id", "bot.greeting.welcome");
const KEEP = texts.say("id", "bot.filed.keep");

async function sayAll(): Promise<number> {
  let said = 0;
  while (await street.courier.once()) said += 1;
  return said;
}
async function hearAll(): Promise<void> {
  while (await street.dispatch.once());
}
const waiting = async (channel: string) => {
  const { rows } = await street.store.pool.query<{ attempts: number }>(
    "select attempts from outbox where state = 'waiting' and channel = $1 order by id",
    [channel],
  );
  return rows.map(({ attempts }) => attempts);
};

test("a pause is kept between two messages to one chat; it is no attempt, and other chats go on meanwhile", async () => {
  const [one, other] = [street.person(paced), street.person(paced)];
  await one.types(DANGER);
  await hearAll();
  await sayAll();
  const [first, atOnce] = [one.reads().length, await waiting("paced")];

  await other.types("halo");
  await hearAll();
  await sayAll();
  const meanwhile = [one.reads().length, other.reads().length];
  street.pass(SECOND - 1);
  const early = await sayAll();
  street.pass(1);
  await sayAll();

  expect([first, ...meanwhile, early]).toEqual([1, 1, 1, 0]);
  expect(atOnce.length).toBeGreaterThan(2);
  expect(new Set(atOnce)).toEqual(new Set([0]));
  expect(one.reads()).toHaveLength(2);
  expect(paced.attempts.filter((address) => address === one.address)).toHaveLength(2);
});

test("the pause holds for wake-ups to one officer too, and what was put back keeps its count of attempts", async () => {
  const chat = street.person(paced);
  for (const { officer } of [street.staff.ppa, street.staff.coordinator]) {
    await street.directory.linkContact(officer, "paced", chat.address);
  }
  await street.person().files();
  await street.person().files();
  await street.clockwork.run(street.clock());

  await sayAll();
  const [atOnce, attempts] = [chat.reads().length, await waiting("paced")];
  await street.settle();

  expect(atOnce).toBe(1);
  expect(attempts.length).toBeGreaterThan(0);
  expect(new Set(attempts)).toEqual(new Set([0]));
  expect(chat.reads()).toHaveLength(1 + attempts.length);
  for (const { officer } of [street.staff.ppa, street.staff.coordinator]) {
    await street.directory.removeContact(officer, "paced");
  }
});

test("a network that does not answer holds up no other network", async () => {
  const [stuck, free] = [street.person(hanging), street.person()];
  await stuck.types("halo");
  await free.types("halo");
  await hearAll();
  const arrives = street.chats.arrives(free.address);

  street.courier.start();
  await arrives;
  const readByStuck = stuck.reads();
  hanging.release();
  await street.courier.stop();

  expect(free.reads()).toEqual([GREETING]);
  expect(readByStuck).toEqual([]);
  expect(stuck.reads()).toEqual([GREETING]);
});

test("a message that cannot be opened is given up, and what follows in that chat leaves", async () => {
  const person = street.person();
  await person.types(DANGER);
  await hearAll();
  await street.store.pool.query(
    "update outbox set body = '\\x0107' where id = (select min(id) from outbox where state = 'waiting')",
  );

  await street.settle();

  expect(person.reads().at(0)).toBe(
    texts.say("id", "bot.filed.early", { readers: readersOf(person.reads()), minutes: 15 }),
  );
  expect(person.reads()).toContain(KEEP);
  expect(street.logged.join("")).toContain('"given_up"');
});

/** The names that the message itself lists. */
const readersOf = (read: string[]): string =>
  (read[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("• "))
    .join("\n");

test("a message that a channel throws at is given up at once, and what follows in that chat leaves", async () => {
  const person = street.person();
  street.chats.plan(person.address, new RangeError("message_without_words"));

  await person.says(DANGER);

  const tried = street.chats.attempts.filter((address) => address === person.address);
  expect(person.reads()).toContain(KEEP);
  expect(tried).toHaveLength(person.reads().length + 1);
});

test("a channel's own wish to wait is obeyed before our shorter one", async () => {
  const person = street.person();
  street.chats.plan(person.address, { kind: "later", afterMs: 10 * MINUTE, code: "429" });
  await person.types("halo");
  await hearAll();
  await sayAll();

  street.pass(10 * MINUTE - 1);
  const early = await sayAll();
  street.pass(1);
  await sayAll();

  expect(early).toBe(0);
  expect(person.reads()).toEqual([GREETING]);
});

test("a message without an answer ten times over is given up, and its case learns that it may not have arrived", async () => {
  const person = street.person();
  const id = await filedWithConsent(person);
  street.chats.plan(
    person.address,
    ...Array.from({ length: 12 }, (): Delivery => ({ kind: "unsure", code: "ETIMEDOUT" })),
  );
  right(await street.desk.reply(street.staff.ppa, id, "Kami akan datang besok."));
  const before = street.chats.attempts.length;

  for (let minute = 0; minute < 90; minute += 1) {
    await street.settle();
    street.pass(MINUTE);
  }

  expect(street.chats.attempts.length - before).toBe(10);
  expect((await street.events(id)).map(({ kind }) => kind)).toContain("reply_undeliverable");
});

test("a wake-up that cannot leave is given up after eight tries: the clock sends fresh ones", async () => {
  const chat = street.person();
  const { officer } = street.staff.ppa;
  await street.directory.linkContact(officer, "chats", chat.address);
  street.chats.plan(chat.address, ...Array.from({ length: 1_000 }, () => LATER));
  await street.person().files();
  await street.clockwork.run(street.clock());
  await street.directory.removeContact(officer, "chats");
  const wakeUps = (await waiting("chats")).length;

  for (let step = 0; step < 30; step += 1) {
    await street.settle();
    street.pass(HOUR);
  }

  expect(street.chats.attempts.filter((address) => address === chat.address)).toHaveLength(8 * wakeUps);
  expect(wakeUps).toBeGreaterThan(0);
  expect(chat.reads()).toEqual([]);
});

// The last test: it takes the keys of everything before it away.
test("messages whose period key is gone are given up instead of being tried for ever", async () => {
  const person = street.person();
  await person.types(DANGER);
  await hearAll();
  const { keys } = street.keys.periods();
  (keys as Map<string, Uint8Array>).clear();

  const handled = await sayAll();
  street.pass(HOUR);
  const later = await sayAll();

  expect(handled).toBeGreaterThan(3);
  expect(later).toBe(0);
  expect(await waiting("chats")).toEqual([]);
  expect(person.reads()).toEqual([]);
});

async function filedWithConsent(person: ReturnType<Street["person"]>) {
  const { case: id } = right(await street.reporterDesk.openByCode(await person.files("ya, aman")));
  right(await street.desk.claim(street.staff.ppa, id));
  return id;
}
