import { fc } from "../chance.ts";
import { expect, test } from "vitest";
import type { AgencyId, OfficerId } from "../../api/kernel.ts";
import { hoursCovered } from "../../api/web/admin/duty.ts";
import { shiftsFrom, shiftsText, weekFrom, WEEKDAYS } from "../../api/web/duty-hours.ts";

const WHOSE = { agency: "batang" as AgencyId, officer: "sari" as OfficerId };
const hoursOf = (text: string, weekday = 1) => {
  const read = shiftsFrom(text, weekday, WHOSE);
  return read?.map(({ weekday: day, from, to }) => [day, from, to]);
};

test("hours are read as people write them", () => {
  expect(hoursOf("08.00-16.00")).toEqual([[1, 480, 960]]);
  expect(hoursOf("8-12, 13:30 – 17:00")).toEqual([
    [1, 480, 720],
    [1, 810, 1020],
  ]);
  expect(hoursOf("00.00-24.00")).toEqual([[1, 0, 1440]]);
  expect(hoursOf("")).toEqual([]);
});

test("a night shift goes on in the next morning, also from Sunday into Monday", () => {
  expect(hoursOf("22.00-06.00", 7)).toEqual([
    [7, 1320, 1440],
    [1, 0, 360],
  ]);
  expect(hoursOf("20.00-00.00")).toEqual([[1, 1200, 1440]]);
});

test.each(["pagi", "08.00", "08.00-25.00", "08.75-10.00", "08.00-08.00", "24.00-08.00", "08.00-16.00-20.00"])(
  "%s is refused rather than guessed at",
  (text) => {
    expect(hoursOf(text)).toBeUndefined();
  },
);

test("every day of a week that cannot be read is named, and no other", () => {
  const week = weekFrom({ "hari-1": "pagi", "hari-2": "08.00-16.00", "hari-7": "08.00" }, WHOSE);

  expect(week).toEqual({
    ok: false,
    refusal: "invalid_value",
    faults: { "hari-1": "hours_unclear", "hari-7": "hours_unclear" },
  });
});

test("a week shown in the form and sent back unchanged is the same week", () => {
  const minute = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
  // Starts after noon may end next morning; none of them touch each other.
  const line = fc.oneof(
    fc.constant(""),
    fc.constant("08.00-11.00, 12.00-16.00"),
    fc.tuple(fc.integer({ min: 18, max: 23 }), minute).map(([hour]) => `${hour}.00-05.30`),
    fc.constant("06.00-17.45"),
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 7, maxLength: 7 }), (lines) => {
      const fields = Object.fromEntries(WEEKDAYS.map((day) => [`hari-${day}`, lines[day - 1] ?? ""]));
      const week = weekFrom(fields, WHOSE);
      if (!week.ok) throw new Error(week.refusal);

      const shown = Object.fromEntries(WEEKDAYS.map((day) => [`hari-${day}`, shiftsText(week.value, day)]));

      expect(weekFrom(shown, WHOSE)).toEqual(week);
    }),
  );
});

test("covered hours count an hour once, however many are on duty in it", () => {
  const shift = (officer: string, from: number, to: number) => ({
    ...WHOSE,
    officer: officer as OfficerId,
    weekday: 1,
    from,
    to,
  });

  expect(hoursCovered([shift("sari", 480, 960), shift("bayu", 720, 1080)])).toBe(10);
});
