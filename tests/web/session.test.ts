import { expect, test } from "vitest";
import { after, HOUR, instant, MINUTE, type OfficerId, type PrivateKey } from "../../api/kernel.ts";
import { createSessionBook } from "../../api/web/session.ts";
import { createFakeSessions } from "../fakes/sessions.ts";
import { random } from "../vault/keys.ts";

const SARI = "sari" as OfficerId;
const KEY = "AGE-SECRET-KEY-1EXAMPLE" as PrivateKey;

function openBook() {
  const rows = createFakeSessions();
  const time = { now: instant(Date.UTC(2026, 10, 21, 1)) };
  const pass = (ms: number) => {
    time.now = after(time.now, ms);
  };
  return { rows, pass, book: createSessionBook({ rows, random, clock: () => time.now }) };
}

test("the cookie brings the officer's key back", async () => {
  const { book } = openBook();
  const { cookie } = await book.begin(SARI, KEY);

  const found = await book.find(cookie);

  expect(found).toMatchObject({ kind: "live", officer: SARI, privateKey: KEY });
});

test("the row alone opens nothing: it holds neither the token, nor the secret, nor the key in clear", async () => {
  const { book, rows } = openBook();
  const { cookie } = await book.begin(SARI, KEY);
  const [row] = [...rows.rows.values()];

  const kept = Buffer.concat([Buffer.from(row?.lockedKey ?? []), Buffer.from(row?.hash ?? "")]).toString(
    "latin1",
  );
  const held = Buffer.from(cookie, "base64url");

  expect(kept).not.toContain(KEY);
  expect(kept).not.toContain(held.subarray(0, 32).toString("latin1"));
  expect(kept).not.toContain(held.subarray(32).toString("latin1"));
});

test("half an hour without use ends a session, and use keeps it alive", async () => {
  const { book, pass, rows } = openBook();
  const { cookie } = await book.begin(SARI, KEY);

  pass(29 * MINUTE);
  const used = await book.find(cookie);
  pass(29 * MINUTE);
  const usedAgain = await book.find(cookie);
  pass(30 * MINUTE);
  const tooLate = await book.find(cookie);

  expect([used.kind, usedAgain.kind]).toEqual(["live", "live"]);
  expect(tooLate).toEqual({ kind: "expired", officer: SARI });
  expect(rows.rows.size).toBe(0);
});

test("twelve hours end a session however busy it was", async () => {
  const { book, pass } = openBook();
  const { cookie } = await book.begin(SARI, KEY);

  for (let quarter = 0; quarter < 47; quarter++) {
    pass(15 * MINUTE);
    expect((await book.find(cookie)).kind).toBe("live");
  }
  pass(15 * MINUTE);

  expect((await book.find(cookie)).kind).toBe("expired");
});

test("a page that updates itself does not keep a session alive", async () => {
  const { book, pass } = openBook();
  const { cookie } = await book.begin(SARI, KEY);

  pass(20 * MINUTE);
  await book.find(cookie, { quietly: true });
  pass(10 * MINUTE);

  expect((await book.find(cookie)).kind).toBe("expired");
});

test("a row given to another officer opens for nobody", async () => {
  const { book, rows } = openBook();
  const { cookie, hash } = await book.begin(SARI, KEY);
  const row = await rows.find(hash);
  if (row !== undefined) await rows.save({ ...row, officer: "somebody-else" as OfficerId });

  expect((await book.find(cookie)).kind).toBe("expired");
});

test("a cookie with the right token and another secret opens nothing", async () => {
  const { book } = openBook();
  const { cookie } = await book.begin(SARI, KEY);
  const bytes = Buffer.from(cookie, "base64url");
  bytes[63] = (bytes[63] ?? 0) ^ 1;

  expect((await book.find(bytes.toString("base64url"))).kind).toBe("expired");
});

test("signing out, and disabling an officer, end sessions at once", async () => {
  const { book } = openBook();
  const first = await book.begin(SARI, KEY);
  const second = await book.begin(SARI, KEY);

  await book.end(first.cookie);
  const afterEnd = [(await book.find(first.cookie)).kind, (await book.find(second.cookie)).kind];
  await book.endAllOf(SARI);

  expect(afterEnd).toEqual(["expired", "live"]);
  expect((await book.find(second.cookie)).kind).toBe("expired");
});

test("no cookie is no session; rubbish is an ended one", async () => {
  const { book, pass } = openBook();
  pass(HOUR);

  expect((await book.find(undefined)).kind).toBe("none");
  expect((await book.find("rubbish")).kind).toBe("expired");
});
