/**
 * A crowd on WhatsApp: 500 people write at once, in fragments, while the line breaks and some messages come twice.
 * The road's real parts on an embedded database; the people's phones and WhatsApp are the peer's.
 */
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant, type CaseId } from "../../api/kernel.ts";
import { openTestStore, random, type TestStore } from "../servers/database.ts";
import { enrolStaff, freshKeys, openRoad, right, type Road, type Staff } from "../servers/road.ts";
import { DANGER, wordsIn } from "../servers/street.ts";
import { startWhatsAppPeer, type Contact, type WhatsAppPeer } from "../servers/whatsapp/index.ts";
import { freshlyKept, link, makeBot, type Bot, type Kept } from "../whatsapp/bot.ts";

const CROWD = 500;
const PATIENCE = { timeout: 1_800_000, interval: 500 };

let store: TestStore;
let peer: WhatsAppPeer;
let kept: Kept;
let bot: Bot;
let road: Road;
let staff: Staff;
let people: Contact[];

beforeAll(async () => {
  store = await openTestStore();
  peer = await startWhatsAppPeer();
  kept = freshlyKept(store.whatsappState);
  const keys = await freshKeys(random);
  road = await openRoad({
    store,
    keys,
    clock: () => instant(Date.now()),
    random,
    channels: (inbox) => {
      bot = makeBot(peer, inbox, kept);
      return [bot.whatsapp];
    },
  });
  staff = await enrolStaff(road);
  await bot.whatsapp.start();
  await link(peer, bot);
  road.dispatch.start();
  road.courier.start();
  people = Array.from({ length: CROWD }, () => peer.contact());
}, 600_000);

afterAll(async () => {
  await bot.whatsapp.stop();
  await road.dispatch.stop();
  await road.courier.stop();
  await peer.stop();
  await store.close();
  rmSync(kept.folder, { recursive: true, force: true });
}, 60_000);

/** What the person of this number writes, in this order. */
const fragments = (number: number) => [
  `${DANGER}, ini orang ke-${number}`,
  `lantai dua, kata orang ke-${number}`,
  `pintunya biru, kata orang ke-${number}`,
];

const countOf = async (table: string) => {
  const { rows } = await store.pool.query<{ count: number }>(`select count(*)::int as count from ${table}`);
  return rows[0]?.count;
};

/** What the office in Batang reads in each case. */
async function storiesRead(): Promise<string[][]> {
  const { rows } = await store.pool.query<{ id: CaseId }>("select id from case_card");
  const stories: string[][] = [];
  for (const { id } of rows) stories.push(wordsIn(right(await road.desk.open(staff.ppa, id)).events));
  return stories;
}

test("everybody's messages are taken, though the line breaks under them and some come twice", async () => {
  const written = people.map((person, number) =>
    Promise.all(
      fragments(number).map((text) => person.write(text, number % 10 === 0 ? { duplicate: true } : {})),
    ),
  );
  await Promise.all(written.slice(0, CROWD / 2));
  peer.sessions.drop();
  await Promise.all(written);
  await peer.sessions.settled(PATIENCE.timeout);

  await expect.poll(() => countOf("inbox where not done"), PATIENCE).toBe(0);
  await expect.poll(() => countOf("case_card"), PATIENCE).toBe(CROWD);
}, 2_000_000);

test("each report is filed once, with every fragment once and in the order it was written", async () => {
  const stories = await storiesRead();

  const expected = people.map((_, number) => fragments(number));
  const byText = (a: string[], b: string[]) => (a[0] ?? "").localeCompare(b[0] ?? "");
  expect(stories.toSorted(byText)).toEqual(expected.toSorted(byText));
}, 600_000);

test("everybody is answered in their own chat", async () => {
  const answered = () => people.filter(({ received }) => received.some(({ text }) => text?.includes("129")));

  await expect.poll(() => answered().length, PATIENCE).toBe(CROWD);
}, 2_000_000);
