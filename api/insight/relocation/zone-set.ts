/** Lists of areas → numbered zones in compressed rows, so that a scan touches only the zones of an area. */
import type { ZoneSet } from "./words.ts";

/**
 * Numbers the areas in order of appearance. Zones with the same areas are kept once, as first given: they would share
 * every count. An empty zone, or one that names an area twice, is a bug of the caller.
 */
export function zoneSetOf(zones: readonly (readonly string[])[]): ZoneSet {
  const indexOf = new Map<string, number>();
  const numbered: number[][] = [];
  const seen = new Set<string>();
  for (const zone of zones) {
    if (zone.length === 0 || new Set(zone).size < zone.length) throw new Error("zone empty or an area twice");
    const members = zone.map((area) => {
      const index = indexOf.get(area) ?? indexOf.size;
      indexOf.set(area, index);
      return index;
    });
    const key = members.toSorted((a, b) => a - b).join();
    if (!seen.has(key)) numbered.push(members);
    seen.add(key);
  }
  const zonesOf: number[][] = Array.from(indexOf, () => []);
  for (const [zone, members] of numbered.entries()) for (const area of members) zonesOf[area]?.push(zone);
  const forward = rowsOf(numbered);
  const backward = rowsOf(zonesOf);
  return {
    areas: [...indexOf.keys()],
    indexOf,
    count: numbered.length,
    memberStart: forward.start,
    members: forward.values,
    zoneStart: backward.start,
    zonesOfArea: backward.values,
  };
}

function rowsOf(rows: readonly (readonly number[])[]): { start: Int32Array; values: Int32Array } {
  const start = new Int32Array(rows.length + 1);
  for (const [row, values] of rows.entries()) start[row + 1] = (start[row] as number) + values.length;
  return { start, values: Int32Array.from(rows.flat()) };
}

/** The numbers of the areas of zone `z`. */
export const membersOf = (zones: ZoneSet, z: number): Int32Array =>
  zones.members.subarray(zones.memberStart[z], zones.memberStart[z + 1]);
