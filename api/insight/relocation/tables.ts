/** What is looked up in the loop of a scan, computed once: where incidents lie, what each zone and window expects. */
import { membersOf } from "./zone-set.ts";
import type { ScanQuestion } from "./words.ts";

/**
 * Incidents one by one, grouped by stratum, and the places in time that fall into the longest window.
 * A permutation of week labels within strata decides only which incidents take these places, so only they are drawn.
 */
export type Incidents = {
  total: number;
  /** Area number of each incident, strata one after the other; −1 for an area in no zone. */
  areaOf: Int32Array;
  /** Stratum g is `areaOf[stratumStart[g]…stratumStart[g+1]]`. */
  stratumStart: Int32Array;
  /** For each place, latest week first: its stratum and the number of the shortest window that holds it. */
  placeStratum: Int32Array;
  placeWindow: Int32Array;
};

/** By zone and window at `z * windows.length + k`, k being the number of the window. */
export type Expectations = {
  /** Lengths in weeks, shortest first. */
  windows: readonly number[];
  expected: Float64Array;
  /** Fewest incidents that count: more than expected, and not below the minimum. */
  least: Int32Array;
  /** The statistic is `shape[n] − n·slope + offset`: no logarithm in the loop. */
  slope: Float64Array;
  offset: Float64Array;
  shape: Float64Array;
};

/** Lengths of the windows that a question asks for, in weeks, shortest first. */
export const windowsOf = ({ windows, maxWindow }: ScanQuestion): readonly number[] =>
  windows ?? Array.from({ length: maxWindow }, (_, shorter) => shorter + 1);

/** For each number of weeks back (0 = latest week), the number of the shortest window that reaches it. */
export function shortestWindows(windows: readonly number[]): Int32Array {
  const longest = windows.at(-1) ?? 0;
  return Int32Array.from({ length: longest }, (_, back) => windows.findIndex((length) => length > back));
}

export function layOut(question: ScanQuestion): Incidents {
  const { incidents, zones, weeks, maxWindow } = question;
  const windowAt = shortestWindows(windowsOf(question));
  const strata = new Map<string, { areas: number[]; back: Int32Array }>();
  for (const { area, week, count, stratum = "" } of incidents) {
    if (!(week >= 0 && week < weeks)) throw new Error(`week ${week} outside 0…${weeks - 1}`);
    const group = strata.get(stratum) ?? { areas: [], back: new Int32Array(maxWindow) };
    strata.set(stratum, group);
    const index = zones.indexOf.get(area) ?? -1;
    for (let one = 0; one < count; one++) group.areas.push(index);
    const back = weeks - 1 - week;
    if (back < maxWindow) group.back[back] = (group.back[back] as number) + count;
  }
  const groups = [...strata.values()];
  const stratumStart = new Int32Array(groups.length + 1);
  for (const [g, { areas }] of groups.entries())
    stratumStart[g + 1] = (stratumStart[g] as number) + areas.length;
  const places: { stratum: number; window: number }[] = [];
  for (let back = 0; back < maxWindow; back++)
    for (const [stratum, group] of groups.entries())
      for (let one = 0; one < (group.back[back] as number); one++)
        places.push({ stratum, window: windowAt[back] as number });
  return {
    total: stratumStart[groups.length] as number,
    areaOf: Int32Array.from(groups.flatMap(({ areas }) => areas)),
    stratumStart,
    placeStratum: Int32Array.from(places, ({ stratum }) => stratum),
    placeWindow: Int32Array.from(places, ({ window }) => window),
  };
}

/**
 * μ(z,w) = Σ over strata of c(z, all weeks) · c(all areas, last w weeks) / C, and the parts of
 * Λ = n ln(n/μ) + (C−n) ln((C−n)/(C−μ)) that do not depend on n.
 */
export function expect(question: ScanQuestion, incidents: Incidents): Expectations {
  const { zones, minCases } = question;
  const { total } = incidents;
  const strata = incidents.stratumStart.length - 1;
  const windows = windowsOf(question);
  const many = windows.length;
  const shares = recentShares(incidents, many);
  const expected = new Float64Array(zones.count * many);
  for (let g = 0; g < strata; g++) {
    const here = new Int32Array(zones.areas.length);
    for (const area of incidents.areaOf.subarray(incidents.stratumStart[g], incidents.stratumStart[g + 1]))
      if (area >= 0) here[area] = (here[area] as number) + 1;
    for (let z = 0; z < zones.count; z++) {
      let inZone = 0;
      for (const area of membersOf(zones, z)) inZone += here[area] as number;
      if (inZone === 0) continue;
      for (let k = 0; k < many; k++)
        (expected[z * many + k] as number) += inZone * (shares[g * many + k] as number);
    }
  }
  return {
    windows,
    expected,
    least: Int32Array.from(expected, (mu) => Math.max(minCases, Math.floor(mu) + 1)),
    slope: expected.map((mu) => Math.log(mu) - Math.log1p(-mu / total)),
    offset: expected.map((mu) => -total * Math.log1p(-mu / total)),
    shape: shapeOf(total),
  };
}

/** For each stratum, the share of its incidents in each of `many` windows. */
function recentShares({ stratumStart, placeStratum, placeWindow }: Incidents, many: number): Float64Array {
  const shares = new Float64Array((stratumStart.length - 1) * many);
  for (const [place, g] of placeStratum.entries())
    for (let k = placeWindow[place] as number; k < many; k++) (shares[g * many + k] as number) += 1;
  return shares.map((recent, at) => {
    const g = Math.floor(at / many);
    return recent / ((stratumStart[g + 1] as number) - (stratumStart[g] as number));
  });
}

/** n ln n + (C−n) ln(1−n/C), with 0 ln 0 = 0. */
function shapeOf(total: number): Float64Array {
  return Float64Array.from({ length: total + 1 }, (_, n) => {
    const inside = n === 0 ? 0 : n * Math.log(n);
    return n === total ? inside : inside + (total - n) * Math.log1p(-n / total);
  });
}
