import { afterEach, beforeEach, expect, test } from "vitest";
import { after, MINUTE, type Instant } from "../../api/kernel.ts";
import { createDeskLoop, createRemoteDesk } from "../../bots/whatsapp/desk.ts";
import { createState } from "../../bots/whatsapp/state.ts";
import type { LineStatus, PairingWish } from "../../bots/whatsapp/words.ts";
import { wishFrom } from "../../bots/whatsapp/wishes.ts";
import { NOON } from "../contracts/store/samples.ts";
import { createFakeStateRows, type FakeStateRows } from "../fakes/whatsapp-state.ts";
import { random } from "../servers/database.ts";
import { LOOKING } from "../servers/waiting.ts";

let rows: FakeStateRows;
let now: Instant;
let status: LineStatus;
let asked: PairingWish[];
let desk: ReturnType<typeof createRemoteDesk>;
let loop: ReturnType<typeof createDeskLoop>;
const stateOfAProcess = () => createState({ rows, periods: () => PERIODS, random, clock: () => now });
const PERIODS = { current: "2026-11-22", keys: new Map([["2026-11-22", random(32)]]) };

beforeEach(() => {
  rows = createFakeStateRows();
  now = NOON;
  status = { state: "unpaired" };
  asked = [];
  desk = createRemoteDesk({ state: stateOfAProcess(), clock: () => now });
  loop = createDeskLoop({
    state: stateOfAProcess(),
    line: { status: () => status, ask: async (wish) => void asked.push(wish) },
    clock: () => now,
    log: () => undefined,
  });
});
afterEach(() => loop.stop());

test("without a process that holds the line, it is away", async () => {
  expect(await desk.status()).toEqual({ state: "away" });
});

test("the page sees what the line shows, in the other process", async () => {
  status = { state: "pairing", qr: "https://wa.me/x#a,b,c,secret,1" };

  loop.start();

  await expect.poll(() => desk.status(), LOOKING).toEqual(status);
});

test("what the line showed counts only while it goes on showing", async () => {
  status = { state: "open" };
  loop.start();
  await expect.poll(() => desk.status(), LOOKING).toEqual(status);
  await loop.stop();

  now = after(now, MINUTE);

  expect(await desk.status()).toEqual({ state: "away" });
});

test("a wish reaches the line once", async () => {
  expect(await desk.ask({ ask: "code", number: "0812-3456-7890" })).toBe(true);

  loop.start();
  await expect.poll(() => asked, LOOKING).toHaveLength(1);
  await loop.stop();
  loop.start();
  await loop.stop();

  expect(asked).toEqual([{ ask: "code", number: "6281234567890" }]);
});

test("a wish that nobody took for half a minute is forgotten", async () => {
  await desk.ask({ ask: "unpair" });
  now = after(now, MINUTE);

  loop.start();
  await loop.stop();

  expect(asked).toEqual([]);
  expect(await desk.status()).toEqual(status);
  expect(rows.rows.size).toBe(1);
});

test("neither number nor QR code lies readable in a row", async () => {
  await desk.ask({ ask: "code", number: "081234567890" });

  const text = [...rows.rows.values()]
    .map((row) => Buffer.from(row.sealed).toString("latin1") + row.name)
    .join();
  expect(text).not.toMatch(/81234567890|code/);
});

test("unpairing clears the state and leaves the desk", async () => {
  status = { state: "open" };
  loop.start();
  await expect.poll(() => desk.status(), LOOKING).toEqual(status);
  const state = stateOfAProcess();
  await state.write([{ type: "creds", id: "creds", value: "{}" }]);

  await state.clear([
    { type: "desk", id: "shown" },
    { type: "desk", id: "wish" },
  ]);

  expect(await desk.status()).toEqual(status);
  expect(rows.rows.size).toBe(1);
});

test.each([
  ["+62 812-3456-7890", "6281234567890"],
  ["0812 3456 7890", "6281234567890"],
  ["(0812) 3456.7890", "6281234567890"],
  ["12", undefined],
  ["nomor saya", undefined],
])("the number %s is read as %s", (typed, number) => {
  expect(wishFrom({ ask: "code", number: typed })).toEqual(number && { ask: "code", number });
});

test.each([undefined, null, {}, { ask: "hapus" }, "qr"])("%o is no wish", (value) => {
  expect(wishFrom(value)).toBeUndefined();
});
