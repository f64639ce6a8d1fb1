import { expect, test } from "vitest";
import { after, instant, MINUTE } from "../../api/kernel.ts";
import { calmed, isOneOfMany, slowUntil } from "../../bots/dispatch/pace.ts";

const NOW = instant(Date.UTC(2026, 10, 21, 5));
const said = (text: string, protect = true) => ({ text, protect, choices: [] });
const note = said("kept");

test("a person who tells in short lines is not slowed; a machine is, for ten minutes from its latest message", () => {
  expect(slowUntil({ minute: 20, hour: 200 }, NOW)).toBeUndefined();
  expect(slowUntil({ minute: 21, hour: 21 }, NOW)).toBe(after(NOW, 10 * MINUTE));
  expect(slowUntil({ minute: 1, hour: 201 }, NOW)).toBe(after(NOW, 10 * MINUTE));
});

test("the sixth report of a day is one of many, the fifth is not", () => {
  expect([0, 4, 5, 50].map(isOneOfMany)).toEqual([false, false, true, true]);
});

test("the note stands before the question and behind numbers to call, and never alone", () => {
  const numbers = said("129", false);

  expect(calmed([numbers, said("where?")], { before: undefined, note })).toEqual([
    numbers,
    note,
    said("where?"),
  ]);
  expect(calmed([numbers], { before: undefined, note })).toEqual([numbers, note]);
  expect(calmed([], { before: undefined, note })).toEqual([]);
  expect(calmed([said("where?")], { before: undefined, note: undefined })).toEqual([said("where?")]);
});

test("the same answer as before is not said again; another one, a code above all, is", () => {
  const before = [said("go on")];

  expect(calmed([said("go on")], { before, note })).toEqual([]);
  expect(calmed([said("1234", false)], { before, note })).toEqual([said("1234", false)]);
  expect(calmed([said("go on"), said("where?")], { before, note })).toHaveLength(2);
});
