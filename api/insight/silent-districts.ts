/** Places from which nobody writes: silence is a finding too (fear, no network, nobody knows of the hotline). */
import { type AreaCode, DAY, type LocalDay } from "../kernel.ts";

const SILENT_AFTER_DAYS = 90;

/**
 * Kabupaten and kota of `all` with no report in the 90 days up to `until`, those never heard of first. The latest day
 * itself is not given: in a small place it would be the day of one person. For the same reason `until` is the end of a
 * month: a place that left the list today would tell that somebody there has just written.
 */
export function silentDistricts(
  lastFiled: { area: AreaCode; day: LocalDay }[],
  all: AreaCode[],
  until: LocalDay,
): { area: AreaCode; everHeard: boolean }[] {
  const since = Date.parse(until) - SILENT_AFTER_DAYS * DAY;
  const latest = new Map(lastFiled.map(({ area, day }) => [area, Date.parse(day)]));
  return all
    .filter((area) => (latest.get(area) ?? Number.NEGATIVE_INFINITY) < since)
    .map((area) => ({ area, everHeard: latest.has(area) }))
    .toSorted((a, b) => Number(a.everHeard) - Number(b.everHeard));
}
