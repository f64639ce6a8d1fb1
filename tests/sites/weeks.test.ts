import { expect, test } from "vitest";
import { instant, type AreaCode, type Category, type IncidentId, type LocalDay } from "../../api/kernel.ts";
import type { WatchedReport } from "../../api/sites/index.ts";
import { countWeeks, latestWeek } from "../../api/sites/weeks.ts";

const day = (text: string) => text as LocalDay;
const report = (incident: string, filed: string, area: string, category: Category): WatchedReport => ({
  incident: incident as IncidentId,
  filedAt: instant(Date.parse(filed)),
  area: area as AreaCode,
  category,
});

test("an event counts once, where and when it was first told of, and other topics are kept apart", () => {
  const reports = [
    report("a", "2026-11-04T05:00Z", "15.71.03", "hidden_prostitution"),
    report("a", "2026-11-12T05:00Z", "15.71.04", "hidden_prostitution"),
    report("b", "2026-11-12T05:00Z", "15.71.03", "child_sexual_exploitation"),
    report("c", "2026-11-12T05:00Z", "15.71.03", "other_violence"),
    report("d", "2026-11-12T05:00Z", "15.71.03", "exit_support"),
    report("e", "2026-11-12T05:00Z", "15.71.03", "not_a_report"),
  ];

  const { watched, other } = countWeeks(reports, day("2026-11-02"), day("2026-11-09"));

  expect(watched).toEqual([
    { area: "15.71.03", week: 0, count: 1 },
    { area: "15.71.03", week: 1, count: 1 },
  ]);
  expect(other).toEqual([{ area: "15.71.03", week: 1, count: 1 }]);
});

test("weeks begin on Monday where it happened", () => {
  // Monday in Papua, Sunday still in Jambi.
  const filed = "2026-11-08T15:30Z";
  const reports = [
    report("a", filed, "15.71.03", "hidden_prostitution"),
    report("b", filed, "91.03.01", "hidden_prostitution"),
  ];

  const { watched } = countWeeks(reports, day("2026-11-02"), day("2026-11-09"));

  expect(watched.map(({ area, week }) => [area, week])).toEqual([
    ["15.71.03", 0],
    ["91.03.01", 1],
  ]);
});

test.each([
  ["2026-11-16T00:59Z", "2026-11-02"],
  ["2026-11-16T01:00Z", "2026-11-09"],
  ["2026-11-22T16:59Z", "2026-11-09"],
])(
  "at %s the latest week in Jambi is that of %s: a week is looked at from Monday, eight in the morning",
  (now, week) => {
    expect(latestWeek(instant(Date.parse(now)), "Asia/Jakarta")).toBe(week);
  },
);
