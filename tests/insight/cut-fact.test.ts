import { describe, expect, test } from "vitest";
import {
  after,
  type AgencyId,
  type AreaCode,
  DAY,
  HOUR,
  instant,
  type LocalDay,
  MINUTE,
  SECOND,
} from "../../api/kernel.ts";
import { closedFactOf, factOf } from "../../api/insight/index.ts";
import { cardWith } from "../queue/cards.ts";

const LEAD = "lead" as AgencyId;
/** Sunday evening in Batang, Monday already in Jayapura. */
const SUNDAY = instant(Date.parse("2026-11-22T16:30:00Z"));
const filed = (change: Parameters<typeof cardWith>[0] = {}) =>
  cardWith({ filedAt: SUNDAY, area: "33.25.01" as AreaCode, ...change });
const closedAfter = (ms: number, earlier?: ReturnType<typeof closedFactOf>) =>
  closedFactOf(filed(), LEAD, { closedAt: after(SUNDAY, ms), outcome: "victim_safe" }, earlier);

describe("a fact", () => {
  test("is counted on the local day of its area, in a week that begins on Monday", () => {
    const closing = { closedAt: after(SUNDAY, HOUR), outcome: undefined };

    const west = closedFactOf(filed(), LEAD, closing, undefined);
    const east = closedFactOf(filed({ area: "91.71.01" as AreaCode }), LEAD, closing, undefined);

    expect([west.day, west.week]).toEqual(["2026-11-22", "2026-11-16"]);
    expect([east.day, east.week]).toEqual(["2026-11-23", "2026-11-23"]);
  });

  test("knows the regency and nothing below it", () => {
    expect(factOf(filed(), LEAD, SUNDAY, undefined).area).toBe("33.25");
  });

  test.each([
    [1, HOUR],
    [HOUR, HOUR],
    [HOUR + SECOND, 2 * HOUR],
    [DAY, DAY],
    [DAY + SECOND, 2 * DAY],
    [9 * DAY, 9 * DAY],
  ])("closed after %d ms says %d ms: hours within a day, days beyond", (ms, said) => {
    expect(closedAfter(ms).minutesToClose * MINUTE).toBe(said);
  });
});

describe("a case that was closed before", () => {
  const first = { ...closedAfter(3 * HOUR), minutesToClaim: 7, minutesToAction: undefined };

  test("keeps the day and the speed of the first time: since then its beginning is known by the day only", () => {
    const again = filed({ claimedAt: after(SUNDAY, 5 * DAY), firstActionAt: after(SUNDAY, 5 * DAY) });

    const fact = factOf(again, LEAD, after(SUNDAY, 6 * DAY), { ...first, day: "2026-11-21" as LocalDay });

    expect(fact).toMatchObject({ day: "2026-11-21", minutesToClaim: 7, minutesToAction: undefined });
  });

  test("and closes again took as many days as lie between, and never less than the first time", () => {
    expect(closedAfter(4 * HOUR, { ...first, day: "2026-11-23" as LocalDay }).minutesToClose).toBe(180);
    expect(closedAfter(5 * DAY, first).minutesToClose * MINUTE).toBe(5 * DAY);
  });
});
