import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  type AgencyId,
  type AreaCode,
  HOUR,
  type IncidentId,
  type LocalDay,
  MINUTE,
} from "../../api/kernel.ts";
import { countReports, countSteps, incidentsOf, silentDistricts } from "../../api/insight/index.ts";
import type { CaseFact } from "../../api/insight/ports.ts";

const day = (text: string) => text as LocalDay;
const area = (code: string) => code as AreaCode;
const period = { from: day("2026-10-01"), to: day("2027-01-31") };
const within = { emergency: 15 * MINUTE, urgent: 2 * HOUR, standard: 24 * HOUR, low: 72 * HOUR };
const limits = { claim: within, action: within };

const fact = (rest: Partial<CaseFact> = {}): CaseFact => ({
  incident: randomUUID() as IncidentId,
  day: day("2026-11-12"),
  category: "child_sexual_abuse",
  severity: "urgent",
  child: "yes",
  area: area("16.71"),
  relocation: false,
  state: "claimed",
  overdue: false,
  minutesToClaim: 10,
  minutesToAction: undefined,
  lead: "lead" as AgencyId,
  ...rest,
});
const many = (count: number, rest: Partial<CaseFact> = {}) => Array.from({ length: count }, () => fact(rest));
const cell = (table: { rows: { key: string; count: unknown }[] }, key: string) =>
  table.rows.find((row) => row.key === key)?.count;

describe("counting reports", () => {
  test("every category, province and month has a row, also where nothing came in", () => {
    const counted = countReports(many(6), period, [area("16"), area("33")], limits);

    expect(counted.category.rows).toHaveLength(8);
    expect(counted.province.rows).toEqual([
      { key: "16", count: 6 },
      { key: "33", count: 0 },
      { key: "", count: 0 },
    ]);
    expect(counted.month.rows.map((row) => row.key)).toEqual(["2026-10", "2026-11", "2026-12", "2027-01"]);
    expect(cell(counted.month, "2026-11")).toBe(6);
  });

  test("reports without a known place are counted, not lost", () => {
    const counted = countReports(many(5, { area: area("") }), period, [area("16")], limits);

    expect(cell(counted.province, "")).toBe(5);
  });

  test("three reports from one province cannot be read off the table", () => {
    const facts = [...many(3, { area: area("33.25") }), ...many(8), ...many(60, { area: area("32.73") })];

    const { province } = countReports(facts, period, [area("16"), area("32"), area("33")], limits);

    expect([cell(province, "33"), cell(province, "16"), cell(province, "32")]).toEqual([
      "hidden",
      "hidden",
      60,
    ]);
    expect(province.total).toBe(71);
  });

  test("reports linked as one event count once, as grave as the gravest; speed counts each", () => {
    const incident = randomUUID() as IncidentId;
    const linked = [
      fact({ incident, day: day("2026-11-20"), severity: "emergency" }),
      fact({ incident, day: day("2026-10-31"), category: "other_violence" }),
    ];

    const counted = countReports([...linked, ...many(8)], period, [], limits);

    expect(counted.category.total).toBe(9);
    expect(counted.month.total).toBe(9);
    expect(counted.overdue.total).toBe(10);
    expect(incidentsOf(linked)).toEqual([
      expect.objectContaining({ day: "2026-10-31", category: "other_violence", severity: "emergency" }),
    ]);
  });

  test("how many ran late follows the same rule", () => {
    const counted = countReports([...many(2, { overdue: true }), ...many(30)], period, [], limits);

    expect(counted.overdue.rows.map((row) => row.count)).toEqual(["hidden", "hidden"]);
  });
});

describe("how fast people act", () => {
  test("the median and the share within the limit of each severity", () => {
    const facts = [10, 20, 30, 100, 121].map((minutesToClaim) => fact({ minutesToClaim }));

    const { claim } = countReports(facts, period, [], limits);

    expect(claim).toEqual({ medianMinutes: 30, withinLimitPercent: 80 });
  });

  test("an even number of cases has its median between the middle two", () => {
    const facts = [2, 4, 10, 20, 40, 80].map((minutesToAction) => fact({ minutesToAction }));

    expect(countReports(facts, period, [], limits).firstAction).toMatchObject({ medianMinutes: 15 });
  });

  test("fewer than five measured cases say nothing", () => {
    expect(countReports(many(4), period, [], limits).claim).toBe("hidden");
  });
});

describe("where conversations end", () => {
  test("steps come in the order of the conversation, with small counts hidden", () => {
    const counts = [
      { step: "where", count: 3 },
      { step: "story", count: 40 },
      { step: "child", count: 10 },
      { step: "child", count: 20 },
    ];

    const steps = countSteps(counts, ["story", "child", "where", "code"]);

    expect(steps).toEqual([
      { step: "story", reached: 40, percentOfFirst: 100 },
      { step: "child", reached: 30, percentOfFirst: 75 },
      { step: "where", reached: "hidden", percentOfFirst: "hidden" },
      { step: "code", reached: 0, percentOfFirst: 0 },
    ]);
  });
});

describe("districts that fell silent", () => {
  test("a district counts as silent after ninety days, and one never heard of comes first", () => {
    const heard = [
      { area: area("16.71"), day: day("2026-08-22") },
      { area: area("16.10"), day: day("2026-08-23") },
    ];

    const silent = silentDistricts(heard, [area("16.71"), area("16.10"), area("33.74")], day("2026-11-21"));

    expect(silent).toEqual([
      { area: "33.74", everHeard: false },
      { area: "16.71", everHeard: true },
    ]);
  });
});
