/** Incidents by district and local week. Pure. */
import { zoneOf } from "../area/index.ts";
import { mondayOf } from "../insight/index.ts";
import type { IncidentCount } from "../insight/relocation/index.ts";
import {
  after,
  DAY,
  HOUR,
  instant,
  localDay,
  type AreaCode,
  type Category,
  type Instant,
  type LocalDay,
  type Zone,
} from "../kernel.ts";
import type { WatchedReport } from "./finding.ts";

/** What moves with a closed place. Exit support is never among them. */
const WATCHED: ReadonlySet<Category> = new Set([
  "hidden_prostitution",
  "child_sexual_exploitation",
  "sexual_trafficking",
]);

/** Neither watched nor compared with: people who want out, and what is no report. */
const LEFT_OUT: ReadonlySet<Category> = new Set(["exit_support", "not_a_report"]);

/** People who are to be woken by an alarm are at work by then. */
const LOOK_FROM = 8 * HOUR;

/** Monday of the latest whole week that may be looked at: a new one from Monday, eight in the morning, local time. */
export const latestWeek = (now: Instant, zone: Zone): LocalDay =>
  plusWeeks(mondayOf(localDay(after(now, -LOOK_FROM), zone)), -1);

export const plusWeeks = (monday: LocalDay, weeks: number): LocalDay =>
  new Date(Date.parse(monday) + weeks * 7 * DAY).toISOString().slice(0, 10) as LocalDay;

/** Whole weeks from one Monday to another. */
export const weeksBetween = (from: LocalDay, to: LocalDay): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / (7 * DAY));

type Placed = IncidentCount & { area: AreaCode };

/**
 * One for each incident, at the place and week of its earliest report, between the Mondays `from` and `to` (both
 * inclusive). `other`: events of other topics, which tell whether people only report more of everything. Cases that
 * turned out to be none stay in: they are found out late, and leaving them out would make every recent week look busy.
 */
export function countWeeks(
  reports: readonly WatchedReport[],
  from: LocalDay,
  to: LocalDay,
): { watched: Placed[]; other: Placed[] } {
  const earliest = new Map<string, WatchedReport & { watched: boolean }>();
  for (const report of reports.toSorted((one, other) => one.filedAt - other.filedAt)) {
    if (LEFT_OUT.has(report.category)) continue;
    const known = earliest.get(report.incident);
    const watched = WATCHED.has(report.category);
    if (known === undefined) earliest.set(report.incident, { ...report, watched });
    else known.watched ||= watched;
  }
  const counts = { watched: new Map<string, Placed>(), other: new Map<string, Placed>() };
  const last = weeksBetween(from, to);
  for (const { area, filedAt, watched } of earliest.values()) {
    const week = weeksBetween(from, mondayOf(localDay(filedAt, zoneOf(area))));
    if (week < 0 || week > last) continue;
    const kind = counts[watched ? "watched" : "other"];
    const key = `${area} ${week}`;
    const known = kind.get(key);
    if (known === undefined) kind.set(key, { area, week, count: 1 });
    else known.count += 1;
  }
  return { watched: [...counts.watched.values()], other: [...counts.other.values()] };
}

/** Monday of the earliest week in which anything was reported. */
export const firstWeek = (reports: readonly WatchedReport[]): LocalDay | undefined =>
  reports
    .map(({ filedAt, area }) => mondayOf(localDay(filedAt, zoneOf(area))))
    .toSorted()
    .at(0);

/** The local midnight of a day in WIB is early enough for every zone. */
export const instantOf = (day: LocalDay): Instant => instant(Date.parse(day) - 9 * HOUR);
