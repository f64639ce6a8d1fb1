/** What a thief learns of the people who wrote by WhatsApp: from a copy of the database, with and without keys. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { after, HOUR, instant, type InFlight } from "../../api/kernel.ts";
import { createSlowHash, openInFlight } from "../../api/vault/index.ts";
import { createInbox } from "../../bots/dispatch/index.ts";
import type { Inbox } from "../../bots/channel.ts";
import { createCollectingInbox } from "../contracts/collecting-inbox.ts";
import { openTestStore, random, type TestStore } from "../servers/database.ts";
import { addressOf, freshlyKept, openLinked, type Kept } from "../whatsapp/bot.ts";
import { dumpOf, found, rowsOf, type Dump } from "./dump.ts";

const WORDS = "kata-yang-hanya-dia-tahu";
const locate = () => ({ kind: "abroad" as const });
const ANSWER = "jawaban-yang-hanya-dia-baca";

let store: TestStore;
let kept: Kept;
let opened: Awaited<ReturnType<typeof openLinked>>;
let stolen: Dump;
let later: Dump;
let people: string[];

/** Everything in these tables that the period keys open. */
function openedWithPeriodKeys(dump: Dump): string {
  return rowsOf(dump, "whatsapp_state")
    .map(({ sealed }) => new Uint8Array(sealed as Buffer) as InFlight)
    .map((sealed) => Buffer.from(openInFlight(kept.periods, "whatsapp-state", sealed)).toString())
    .join("\n");
}
const standing = (text: string) => people.filter((one) => text.includes(one));

beforeAll(async () => {
  store = await openTestStore();
  kept = freshlyKept(store.whatsappState);
  const hash = createSlowHash({ memoryKiB: 8, passes: 1 });
  const periods = () => kept.periods;
  const parts = { rows: store.inbox, hash, pepper: random(32), periods, throttle: periods, random, locate };
  const inbox = createInbox(parts);
  const heard = createCollectingInbox();
  const noting: Inbox = {
    async receive(one) {
      await inbox.receive(one);
      return heard.receive(one);
    },
  };
  opened = await openLinked(noting, kept);
  const { peer, bot } = opened;
  const contacts = [peer.contact(), peer.contact({ addressing: "pn" })];
  for (const contact of contacts) {
    contact.trusts();
    await contact.write(WORDS);
  }
  for (const one of await heard.hasHeard(2))
    await bot.whatsapp.say(addressOf(one), { text: ANSWER, choices: [], protect: true });
  for (const contact of contacts) await contact.next();
  people = contacts.flatMap(({ phone, lid, name }) => [phone, lid, name]);
  stolen = await dumpOf(store);
  await bot.whatsapp.stop();

  await store.conversations.forget(after(instant(Date.now()), 72 * HOUR));
  later = await dumpOf(store);
});
afterAll(async () => {
  await opened.close();
  await store.close();
});

test("a copy of the database says no number, LID, name or word", () => {
  const account = [opened.peer.phone.number, opened.peer.phone.lid];

  expect(rowsOf(stolen, "whatsapp_contact").length).toBeGreaterThan(0);
  expect(found(stolen, [...people, ...account, WORDS, ANSWER])).toEqual([]);
});

test("a log of all of it says none of them either", () => {
  const log = opened.bot.logged.join("\n");

  expect(log).toContain("whatsapp_line");
  expect([...people, WORDS, ANSWER].filter((one) => log.includes(one))).toEqual([]);
});

test("with the period keys a thief learns who wrote in the last 72 hours: the thief of this test can read", () => {
  expect(standing(openedWithPeriodKeys(stolen)).length).toBeGreaterThan(0);
});

test("72 hours after the last message nothing ties the state to anybody, whatever keys the thief has", () => {
  expect(rowsOf(later, "whatsapp_contact")).toEqual([]);
  expect(rowsOf(later, "whatsapp_state").length).toBeGreaterThan(800);
  expect(standing(openedWithPeriodKeys(later))).toEqual([]);
  expect(found(later, people)).toEqual([]);
});
