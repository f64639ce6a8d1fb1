/** How many events of which kind, where and when, and how fast people acted on each report. */
import {
  type AreaCode,
  CATEGORIES,
  type LocalDay,
  MINUTE,
  provinceOf,
  SEVERITIES,
  type Severity,
} from "../kernel.ts";
import { incidentsOf } from "./incidents.ts";
import type { CaseFact } from "./ports.ts";
import { hideSmallCounts, SMALLEST_SHOWN, type Table } from "./suppression.ts";

/** Time allowed by severity, in milliseconds (queue's CLAIM_WITHIN and ACT_WITHIN). */
export type Limits = { claim: Record<Severity, number>; action: Record<Severity, number> };

/**
 * Of the cases where it happened: the median in whole minutes and the percentage within the limit, rounded to tens so
 * that one late case cannot be counted back. "hidden" when fewer than five cases were measured.
 */
export type Speed = { medianMinutes: number; withinLimitPercent: number } | "hidden";

export type Statistics = {
  category: Table;
  severity: Table;
  /** Every province given, also those without a report; reports without a known place are the row "". */
  province: Table;
  /** Every month of the period, `YYYY-MM`. */
  month: Table;
  /** Rows `overdue` and `in_time`. */
  overdue: Table;
  claim: Speed;
  firstAction: Speed;
};

/**
 * Counts what was reported in one period: events where the table says what happens, reports where it says how fast
 * somebody acted. The period ought to be whole calendar months (see suppression.ts); every table
 * stands alone and holds all facts, so that the tables share nothing but their total.
 */
export function countReports(
  facts: CaseFact[],
  period: { from: LocalDay; to: LocalDay },
  provinces: AreaCode[],
  limits: Limits,
): Statistics {
  const incidents = incidentsOf(facts);
  const by = (
    keys: readonly string[],
    keyOf: (fact: CaseFact) => string,
    counted: readonly CaseFact[] = incidents,
  ): Table => {
    const counts = new Map(keys.map((key) => [key, 0]));
    for (const fact of counted) counts.set(keyOf(fact), (counts.get(keyOf(fact)) ?? 0) + 1);
    return hideSmallCounts([...counts].map(([key, count]) => ({ key, count })));
  };
  return {
    category: by(CATEGORIES, (fact) => fact.category),
    severity: by(SEVERITIES, (fact) => fact.severity),
    province: by([...provinces, ""], (fact) => provinceOf(fact.area)),
    month: by(monthsBetween(period.from, period.to), (fact) => fact.day.slice(0, 7)),
    overdue: by(["overdue", "in_time"], (fact) => (fact.overdue ? "overdue" : "in_time"), facts),
    claim: speedOf(facts, (fact) => fact.minutesToClaim, limits.claim),
    firstAction: speedOf(facts, (fact) => fact.minutesToAction, limits.action),
  };
}

/** `2026-11-03` to `2027-01-05` → 2026-11, 2026-12, 2027-01. */
function monthsBetween(from: LocalDay, to: LocalDay): string[] {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (let name = from.slice(0, 7); name <= to.slice(0, 7); ) {
    months.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    name = `${year}-${String(month).padStart(2, "0")}`;
  }
  return months;
}

function speedOf(
  facts: CaseFact[],
  minutesOf: (fact: CaseFact) => number | undefined,
  limit: Record<Severity, number>,
): Speed {
  const measured = facts.flatMap((fact) => {
    const minutes = minutesOf(fact);
    return minutes === undefined ? [] : [{ minutes, inTime: minutes * MINUTE <= limit[fact.severity] }];
  });
  if (measured.length < SMALLEST_SHOWN) return "hidden";
  const share = measured.filter((one) => one.inTime).length / measured.length;
  return {
    medianMinutes: Math.round(median(measured.map((one) => one.minutes))),
    withinLimitPercent: Math.round(share * 10) * 10,
  };
}

/** The middle value; the mean of the two middle ones when there is an even number of them. */
function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const high = sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0;
  return (low + high) / 2;
}
