import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { pseudonymsOf, type PeriodKeys, type SlowHash } from "../../api/vault/index.ts";
import { pepper, quickHash } from "./keys.ts";

const key = (fill: number) => new Uint8Array(32).fill(fill);
const periods: PeriodKeys = {
  current: "2026-11-21",
  keys: new Map([
    ["2026-11-22", key(3)],
    ["2026-11-20", key(1)],
    ["2026-11-21", key(2)],
  ]),
};
const oneDay: PeriodKeys = { current: "2026-11-21", keys: new Map([["2026-11-21", key(2)]]) };

const namesOf = (channel: string, address: string, under = periods, hash = quickHash, salted = pepper) =>
  pseudonymsOf(hash, salted, under, channel, address);

test("a chat has one name a day, and bears that of the current one", async () => {
  const { current, all } = await namesOf("telegram", "12345");

  expect(new Set(all).size).toBe(3);
  expect(all.indexOf(current)).toBe(1);
  for (const name of all) expect(name).toMatch(/^[\w-]{43}$/);
  expect(await namesOf("telegram", "12345")).toEqual({ current, all });
});

test("another chat, channel or pepper has no name in common with it", async () => {
  const { all } = await namesOf("telegram", "12345");

  const others = await Promise.all([
    namesOf("telegram", "12346"),
    namesOf("email", "12345"),
    namesOf("telegram1", "2345"),
    namesOf("telegram", "12345", periods, quickHash, new Uint8Array(32)),
  ]);

  for (const other of others) expect(other.all.filter((name) => all.includes(name))).toEqual([]);
});

test("tomorrow's names are known a day ahead, and yesterday's while its key is there", async () => {
  const today = await namesOf("telegram", "12345");
  const tomorrow = await namesOf("telegram", "12345", { ...periods, current: "2026-11-22" });

  expect(today.all).toContain(tomorrow.current);
  expect(tomorrow.all).toContain(today.current);
});

test("a name is not the HMAC under the period key itself, which seals other things", async () => {
  const slow = await quickHash(new Uint8Array(1), new Uint8Array(16), pepper, 32);
  const hash: SlowHash = async () => slow;

  const { current } = await namesOf("telegram", "12345", oneDay, hash);

  expect(current).not.toBe(createHmac("sha256", key(2)).update(slow).digest("base64url"));
});

test("one slow hash is spent, however many days there are", async () => {
  let spent = 0;
  const counting: SlowHash = (...wanted) => {
    spent += 1;
    return quickHash(...wanted);
  };

  await namesOf("telegram", "12345", periods, counting);

  expect(spent).toBe(1);
});

test("without the current period's key nothing is named", async () => {
  await expect(namesOf("telegram", "12345", { ...periods, current: "2026-11-30" })).rejects.toThrow("no key");
});
