import { fc } from "../chance.ts";
import { expect, test } from "vitest";
import {
  after,
  type AreaCode,
  coarsenToDay,
  DAY,
  HOUR,
  instant,
  localDay,
  type Zone,
} from "../../api/kernel.ts";
import { coarseTimes } from "../../api/queue/index.ts";
import { cardWith } from "./cards.ts";

const time = (text: string) => instant(Date.parse(text));
const midnight = time("2026-11-21T00:00:00+07:00");

test("a time becomes the midnight with which its local day began, in each of the three zones", () => {
  const zones = fc.constantFrom<Zone>("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura");
  const times = fc.integer({ min: 0, max: Date.UTC(2100, 0) }).map(instant);

  fc.assert(
    fc.property(times, zones, (at, zone) => {
      const coarse = coarsenToDay(at, zone);

      expect(localDay(coarse, zone)).toBe(localDay(at, zone));
      expect(localDay(after(coarse, -1), zone)).not.toBe(localDay(at, zone));
      expect(coarsenToDay(coarse, zone)).toBe(coarse);
    }),
  );
});

test("the day is that of the area: one moment lies on two days in Batang and in Jayapura", () => {
  const filedAt = time("2026-11-20T15:30:00Z");

  const west = coarseTimes(cardWith({ area: "33.25.01" as AreaCode, filedAt }));
  const east = coarseTimes(cardWith({ area: "91.71.01" as AreaCode, filedAt }));

  expect(west.filedAt).toBe(time("2026-11-19T17:00:00Z"));
  expect(east.filedAt).toBe(time("2026-11-20T15:00:00Z"));
});

test("what a card never had stays unset", () => {
  const times = coarseTimes(cardWith({ officerReadAt: undefined, firstActionAt: undefined }));

  expect([times.officerReadAt, times.firstActionAt]).toEqual([undefined, undefined]);
});

test.each([
  ["read on the same day, before it was written", 9, 10, after(midnight, -DAY)],
  ["read after it was written", 10, 9, midnight],
])("a message %s is told apart from the other", (_, readHour, wroteHour, readAt) => {
  const card = cardWith({
    officerReadAt: after(midnight, readHour * HOUR),
    reporterWroteAt: after(midnight, wroteHour * HOUR),
  });

  const times = coarseTimes(card);

  expect([times.officerReadAt, times.reporterWroteAt]).toEqual([readAt, midnight]);
  expect(coarseTimes({ ...card, ...times })).toEqual(times);
});
