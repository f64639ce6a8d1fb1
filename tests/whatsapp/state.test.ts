import { beforeEach, expect, test } from "vitest";
import { after, DAY, HOUR, type Instant } from "../../api/kernel.ts";
import type { PeriodKeys } from "../../api/vault/index.ts";
import { contactOf } from "../../bots/whatsapp/contacts.ts";
import { createState, type WhatsappState } from "../../bots/whatsapp/state.ts";
import { NOON } from "../contracts/store/samples.ts";
import { createFakeStateRows, type FakeStateRows } from "../fakes/whatsapp-state.ts";
import { random } from "../servers/database.ts";

const PHONE = "6281200000001";
const LID = "111122223333";
const OWN = "6285500000009";

let rows: FakeStateRows;
let periods: PeriodKeys;
let now: Instant;
let state: WhatsappState;

beforeEach(() => {
  rows = createFakeStateRows();
  now = NOON;
  periods = { current: "2026-11-21", keys: new Map([["2026-11-21", random(32)]]) };
  state = createState({ rows, periods: () => periods, random, clock: () => now });
});

/** A new day begins, and the keys of all but the last `kept` days are gone. */
function nextDay(kept = 9): void {
  now = after(now, DAY);
  const current = `2026-11-${22 + periods.keys.size}`;
  periods = { current, keys: new Map([...periods.keys, [current, random(32)] as const].slice(-kept)) };
}

const session = (user: string, value = "ratchet") => ({ type: "session", id: `${user}_1.0`, value });
const read = async (type: string, id: string) => (await state.read(type, [id])).get(id);

test("a value is read back by type and id, and by nothing else", async () => {
  await state.write([session(LID), { type: "creds", id: "creds", value: "{}" }]);

  expect(await read("session", `${LID}_1.0`)).toBe("ratchet");
  expect(await read("identity-key", `${LID}_1.0`)).toBeUndefined();
});

test("writing replaces, and undefined removes", async () => {
  await state.write([session(LID, "first")]);
  await state.write([session(LID, "second")]);
  expect(await read("session", `${LID}_1.0`)).toBe("second");

  await state.write([{ ...session(LID), value: undefined }]);

  expect(rows.rows.size).toBe(0);
});

test("a row put in the place of another is not taken for it", async () => {
  await state.write([session(LID), { type: "creds", id: "creds", value: "{}" }]);
  const [one, other] = [...rows.rows.values()];
  if (one === undefined || other === undefined) throw new Error("two rows were written");
  await rows.rename([{ from: one, to: { ...one, sealed: other.sealed } }]);

  expect(
    (await state.read("session", [`${LID}_1.0`])).size + (await state.read("creds", ["creds"])).size,
  ).toBe(1);
});

test.each([
  ["a session by number", { type: "session", id: `${PHONE}.0` }, PHONE],
  ["a session by LID and device", { type: "session", id: `${LID}_1.12` }, LID],
  ["an identity", { type: "identity-key", id: `${LID}_1.0` }, LID],
  ["a number's LID", { type: "lid-mapping", id: PHONE }, PHONE],
  ["a LID's number", { type: "lid-mapping", id: `${LID}_reverse` }, LID],
  ["a list of devices", { type: "device-list", id: LID }, LID],
  ["a token", { type: "tctoken", id: `${LID}@lid` }, LID],
  ["a group", { type: "sender-key", id: `120363@g.us::${LID}_1::0` }, "120363"],
  ["a pre-key", { type: "pre-key", id: "17" }, undefined],
  ["the account", { type: "creds", id: "creds" }, undefined],
])("%s is known to be about its contact", (_what, key, user) => {
  expect(contactOf(key)).toBe(user);
});

test("what is about a contact goes with it, whichever day it was written; the account stays", async () => {
  state.setOwn([OWN]);
  await state.write([session(LID), session(OWN), { type: "pre-key", id: "1", value: "{}" }]);
  nextDay();
  await state.write([{ type: "sent", id: "3EB0", value: "words", contact: LID }]);

  await state.forgetUsers([LID]);

  expect(await read("session", `${LID}_1.0`)).toBeUndefined();
  expect(await read("sent", "3EB0")).toBeUndefined();
  expect(await read("session", `${OWN}_1.0`)).toBe("ratchet");
  expect(await read("pre-key", "1")).toBe("{}");
});

test("what is about a contact lives 72 hours after its last message", async () => {
  await state.write([session(LID)]);
  now = after(NOON, 10 * HOUR);
  await state.heardFrom([LID, PHONE]);

  await rows.forget(after(NOON, 82 * HOUR - 1));
  const before = rows.rows.size;
  await rows.forget(after(NOON, 82 * HOUR));

  expect([before, rows.rows.size]).toEqual([1, 0]);
});

test("our own messages do not prolong it", async () => {
  await state.write([session(LID)]);
  now = after(NOON, 10 * HOUR);
  await state.write([session(LID, "ratcheted by an answer")]);

  await rows.forget(after(NOON, 72 * HOUR));

  expect(rows.rows.size).toBe(0);
});

test("after hapus the last words leave and nothing of them stays, until the person writes again", async () => {
  await state.forgetUsers([LID]);
  await state.write([session(LID)]);

  await rows.forget(after(NOON, HOUR));
  expect(rows.rows.size).toBe(0);

  await state.heardFrom([LID]);
  await state.write([session(LID)]);
  await rows.forget(after(NOON, HOUR));
  expect(rows.rows.size).toBe(1);
});

test("Baileys' list of everyone it has a token for is not kept", async () => {
  await state.write([{ type: "tctoken", id: "__index", value: `["${LID}@lid"]` }]);

  expect(rows.rows.size).toBe(0);
});

test("neither number nor LID nor value stands in a row", async () => {
  await state.write([
    { type: "lid-mapping", id: PHONE, value: LID },
    { type: "lid-mapping", id: `${LID}_reverse`, value: PHONE },
  ]);

  const text = JSON.stringify(
    [...rows.rows.values()].map((row) => ({ ...row, sealed: Buffer.from(row.sealed).toString("latin1") })),
  );
  expect([PHONE, LID, "lid-mapping"].filter((word) => text.includes(word))).toEqual([]);
});

test("renewing moves everything under today's key, so that the keys of past days can go", async () => {
  await state.write([session(LID), { type: "creds", id: "creds", value: "{}" }]);
  const copy = new Set(rows.rows.keys());
  nextDay();

  expect(await state.renew()).toEqual({ resealed: 2, unopened: 0 });
  nextDay(2);

  expect(await read("session", `${LID}_1.0`)).toBe("ratchet");
  expect(await read("creds", "creds")).toBe("{}");
  expect([...rows.rows.keys()].filter((name) => copy.has(name))).toEqual([]);
  await state.forgetUsers([LID]);
  expect(rows.rows.size).toBe(1);
});

test("a second renewal finds nothing to do, and a row that does not open is counted and left", async () => {
  await state.write([session(LID), { type: "creds", id: "creds", value: "{}" }]);
  nextDay(1);
  await state.write([{ type: "creds", id: "creds", value: "new" }]);

  expect(await state.renew()).toEqual({ resealed: 0, unopened: 2 });
  expect(rows.rows.size).toBe(3);
});
