import { expect, test } from "vitest";
import { throttleName, type PeriodKeys } from "../../api/vault/index.ts";

const key = (fill: number) => new Uint8Array(32).fill(fill);
const days = (current: string): PeriodKeys => ({
  current,
  keys: new Map([
    ["2026-11-21", key(1)],
    ["2026-11-22", key(2)],
  ]),
});

test("a chat has one name for the day, and another one tomorrow", () => {
  const today = throttleName(days("2026-11-21"), "telegram", "12345");

  expect(today).toMatch(/^[\w-]{43}$/);
  expect(throttleName(days("2026-11-21"), "telegram", "12345")).toBe(today);
  expect(throttleName(days("2026-11-22"), "telegram", "12345")).not.toBe(today);
});

test("no two chats share a name, nor does one address on two channels", () => {
  const names = [
    ["telegram", "12345"],
    ["telegram1", "2345"],
    ["web", "12345"],
    ["telegram", "12346"],
  ].map(([channel = "", address = ""]) => throttleName(days("2026-11-21"), channel, address));

  expect(new Set(names).size).toBe(4);
});

test("without today's key nothing is named", () => {
  expect(() => throttleName(days("2026-11-30"), "telegram", "12345")).toThrow("no throttle key");
});
