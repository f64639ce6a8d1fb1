import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { after, DAY, HOUR, type Instant, type InFlight } from "../../api/kernel.ts";
import { openKeyFiles, type OpenedKeys } from "../../api/keyfiles.ts";
import { PERIOD_KEYS_LAST_DAYS, renewPeriods } from "../../api/compose/period-keys.ts";
import { createSlowHash, openInFlight, pseudonymsOf, sealInFlight } from "../../api/vault/index.ts";
import type { Address } from "../../bots/channel.ts";
import { createInbox } from "../../bots/dispatch/index.ts";
import { createTranscript } from "../../bots/webchat/transcript.ts";
import { heard, NOON, prompt, TELEGRAM, turnOf } from "../contracts/store/samples.ts";
import { openTestStore, random, type TestStore } from "../servers/database.ts";

const locate = () => ({ kind: "abroad" as const });

const VISIT = "visit-of-this-test";
/** Where bytes under a period key lie, and what they were sealed for. */
const PLACES = [
  { table: "inbox", column: "sealed", purpose: "heard" },
  { table: "conversation", column: "state", purpose: "conversation" },
  { table: "conversation", column: "address", purpose: "address" },
  { table: "outbox", column: "address", purpose: "address" },
  { table: "outbox", column: "body", purpose: "message" },
  { table: "trace", column: "sealed", purpose: "trace" },
  { table: "visit_line", column: "sealed", purpose: `visit-line ${VISIT}` },
];

/** Under period keys too, and moved by its own part: its rows bear names of the day as well (tests/whatsapp). */
const RENAMED = ["whatsapp_state.sealed"];

/** Bytes under other keys: hashes and salts, the server's MACs, sealed with age, or under a secret of a person's own. */
const LASTING = `inbox.external_hash case_epoch.mac case_event.sealed key_copy.sealed reply_address.sealed
  case_receipt.salt case_receipt.verifier case_receipt.wrapped_key case_receipt.mac agency.key_mac agency.mac
  agency_key_copy.sealed mandate_table.mac officer.key_mac officer.locked_key officer.salt officer.totp
  duty_contact.address session.locked_key case_sketch.bits passkey.mac passkey.public_key
  directory_change.mac place_extract.sealed place_extract.mac closed_site.sealed closed_site.mac
  district_link.mac site_comparison.mac`.split(/\s+/);

let store: TestStore;
let folder: string;
let keys: OpenedKeys;
let now: Instant;
let logged: { level: string; code: string; fields: object | undefined }[];

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.empty();
  folder = mkdtempSync(join(tmpdir(), "resealing-"));
  now = NOON;
  logged = [];
  keys = await openKeyFiles({
    serverKeyFile: join(folder, "server.key"),
    pepperFile: join(folder, "pepper.key"),
    periodFolder: join(folder, "periods"),
    sketchFolder: join(folder, "sketches"),
    create: true,
    now,
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

const sealed = <C extends string>(purpose: string, text: string) =>
  sealInFlight<C>(keys.periods.now(), purpose, Buffer.from(text), random);
const opened = ({ purpose, sealed: bytes }: Row) =>
  Buffer.from(openInFlight(keys.periods.now(), purpose, bytes as InFlight)).toString();

/** One value in each place: a message still to be handled, a conversation with what belongs to it, a line of a visit. */
async function fillEveryPlace(): Promise<void> {
  await store.inbox.insert(heard({ sealed: sealed("heard", "first") }));
  const leased = await store.conversations.lease(now, after(now, HOUR));
  if (leased === undefined) throw new Error("nothing to lease");
  const row = { address: sealed<"address">("address", "chat"), body: sealed<"message">("message", "asks") };
  await store.conversations.commit(
    turnOf(leased, {
      state: sealed("conversation", "draft"),
      address: sealed("address", "chat"),
      outbox: [prompt(leased.id, "", row)],
      traces: [sealed("trace", "7")],
    }),
  );
  await store.inbox.insert(heard({ sealed: sealed("heard", "second") }));
  // By the web chat itself, which binds each line to its visit.
  const parts = { visits: store.visits, periods: () => keys.periods.now(), random, clock: () => now };
  await createTranscript(parts).add(VISIT, { from: "person", text: "a line" }, now);
}

type Row = { purpose: string; sealed: Uint8Array };

async function everythingInFlight(): Promise<Row[]> {
  const found: Row[] = [];
  for (const { table, column, purpose } of PLACES) {
    const { rows } = await store.pool.query<{ sealed: Buffer }>(
      `select ${column} as sealed from ${table} where ${column} is not null order by 1`,
    );
    found.push(...rows.map((row) => ({ purpose, sealed: new Uint8Array(row.sealed) })));
  }
  return found;
}

const renew = () =>
  renewPeriods({
    store,
    keys,
    clock: () => now,
    random,
    log: (level, code, fields) => void logged.push({ level, code, fields }),
  });

test("every column of bytes is walked, or lasts for a reason of its own", async () => {
  const { rows } = await store.pool.query<{ column: string }>(
    `select table_name || '.' || column_name as column from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea'`,
  );

  const walked = PLACES.map(({ table, column }) => `${table}.${column}`);
  expect(new Set(rows.map(({ column }) => column))).toEqual(new Set([...walked, ...RENAMED, ...LASTING]));
});

test("after the keys of past days are gone, what is still in flight opens and says the same", async () => {
  await fillEveryPlace();
  expect(await everythingInFlight()).toHaveLength(PLACES.length);
  const said = (await everythingInFlight()).map(opened).toSorted();

  now = after(now, (PERIOD_KEYS_LAST_DAYS + 1) * DAY);
  await renew();

  expect((await everythingInFlight()).map(opened).toSorted()).toEqual(said);
  expect([...keys.periods.now().keys.keys()]).not.toContain("2026-11-21");
});

test("a copy of the rows made before, in a backup or a write-ahead log, does not open any more", async () => {
  await fillEveryPlace();
  const backup = await everythingInFlight();

  now = after(now, (PERIOD_KEYS_LAST_DAYS + 1) * DAY);
  await renew();

  for (const row of backup) expect(() => opened(row)).toThrow("wrong_key");
});

const hash = createSlowHash({ memoryKiB: 8, passes: 1 });
const CHAT = "628120000001" as Address;

/** The chat writes `number` days after the first time. */
async function writesOnDay(number: number): Promise<void> {
  now = after(NOON, number * DAY);
  keys.periods.turn(now);
  const { pepper } = keys;
  const periods = () => keys.periods.now();
  const throttle = () => keys.throttle.now();
  const inbox = createInbox({ rows: store.inbox, hash, pepper, periods, throttle, random, locate });
  const said = { kind: "text" as const, text: "halo" };
  await inbox.receive({ channel: TELEGRAM, externalId: `on ${number}`, address: CHAT, said, at: now });
}

async function pseudonymsInDatabase(): Promise<string[]> {
  const { rows } = await store.pool.query<{ pseudonym: string }>("select pseudonym from conversation");
  return rows.map(({ pseudonym }) => pseudonym);
}

/** What server keys, pepper and the period keys that are left make of the chat's address. */
const testable = async () => (await pseudonymsOf(hash, keys.pepper, keys.periods.now(), TELEGRAM, CHAT)).all;

test("a chat that writes every few days stays one conversation, whose pseudonym moves on with the days", async () => {
  const borne: string[] = [];
  for (const day of [0, 1, 4, 8]) {
    await writesOnDay(day);
    borne.push(...(await pseudonymsInDatabase()));
    await renew();
  }

  expect(new Set(borne).size).toBe(4);
  expect(await pseudonymsInDatabase()).toEqual(borne.slice(-1));
});

test("once a day's key is gone, nobody can test an address against a copy of the database of that day", async () => {
  await writesOnDay(0);
  const backup = await pseudonymsInDatabase();
  const before = await testable();

  now = after(now, (PERIOD_KEYS_LAST_DAYS + 1) * DAY);
  await renew();
  const later = await testable();

  expect(backup.filter((pseudonym) => before.includes(pseudonym))).toEqual(backup);
  expect(backup.filter((pseudonym) => later.includes(pseudonym))).toEqual([]);
});

test("keys of the last days stay, for a server that stood still over a long weekend", async () => {
  await fillEveryPlace();
  const backup = await everythingInFlight();

  now = after(now, PERIOD_KEYS_LAST_DAYS * DAY);
  await renew();

  expect(backup.map(opened)).toHaveLength(backup.length);
});

test("a row that does not open is left as it is and counted, and the others move on", async () => {
  await fillEveryPlace();
  await store.pool.query("update conversation set state = '\\x01ff00'::bytea");

  now = after(now, (PERIOD_KEYS_LAST_DAYS + 1) * DAY);
  await renew();

  const { rows } = await store.pool.query<{ state: Buffer }>("select state from conversation");
  expect(rows.map(({ state }) => state.toString("hex"))).toEqual(["01ff00"]);
  expect(logged).toEqual([
    { level: "warn", code: "periods_renewed", fields: { resealed: 6, unopened: 1, retired: 1 } },
  ]);
});

test("a message whose key is gone is ended after a week, by its code; one that opens waits as long as it takes", async () => {
  await fillEveryPlace();
  const hidden = sealInFlight(
    { current: "2026-11-01", keys: new Map([["2026-11-01", random(32)]]) },
    "heard",
    random(9),
    random,
  );
  await store.inbox.insert(heard({ externalId: "lost", sealed: hidden as never }));
  const waiting = async () => {
    const { rows } = await store.pool.query<{ n: number }>(
      "select count(*)::int as n from inbox where not done",
    );
    return rows[0]?.n;
  };
  const before = await waiting();

  for (const days of [3, 3]) {
    now = after(now, days * DAY);
    await renew();
  }
  const inTime = await waiting();
  now = after(now, 2 * DAY);
  await renew();

  expect([before, inTime, await waiting()]).toEqual([2, 2, 1]);
  expect(logged.filter(({ level }) => level === "error")).toEqual([
    { level: "error", code: "messages_lost_with_their_key", fields: { lost: 1 } },
  ]);
});

test("a second run finds nothing to do", async () => {
  await fillEveryPlace();
  now = after(now, DAY);
  await renew();
  const once = await everythingInFlight();

  await renew();

  expect(await everythingInFlight()).toEqual(once);
  expect(logged.map(({ fields }) => fields)).toMatchObject([{ resealed: 7 }, { resealed: 0 }]);
});

test("what somebody wrote while it was being sealed anew is not overwritten", async () => {
  await fillEveryPlace();
  const newer = sealed<"conversation">("conversation", "newer");
  now = after(now, DAY);
  keys.periods.turn(now);

  await store.reseal((purpose, old) => {
    if (purpose !== "conversation") return undefined;
    void store.pool.query("update conversation set state = $1", [Buffer.from(newer)]);
    return Buffer.concat([old, Buffer.from("lost")]);
  });

  const states = (await everythingInFlight()).filter(({ purpose }) => purpose === "conversation");
  expect(states.map(opened)).toEqual(["newer"]);
});

test("when resealing fails, no key is deleted", async () => {
  await fillEveryPlace();
  now = after(now, (PERIOD_KEYS_LAST_DAYS + 1) * DAY);
  const failing = { ...store, reseal: () => Promise.reject(new Error("the database is away")) };

  const run = renewPeriods({ store: failing, keys, clock: () => now, random, log: () => undefined });

  await expect(run).rejects.toThrow("away");
  expect([...keys.periods.now().keys.keys()]).toContain("2026-11-21");
});

test("more rows than fit one transaction are all walked, each once", async () => {
  for (let n = 0; n < 120; n += 1)
    await store.visits.append(VISIT, sealed(`visit-line ${VISIT}`, String(n)), now);
  now = after(now, DAY);

  await renew();

  expect(logged.map(({ fields }) => fields)).toMatchObject([{ resealed: 120, unopened: 0 }]);
  const lines = (await everythingInFlight()).map(opened).map(Number);
  expect(lines.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, n) => n));
});
