/**
 * Prospective space-time permutation scan: Kulldorff, Heffernan, Hartman, Assunção, Mostashari, "A space-time
 * permutation scan statistic for disease outbreak detection", PLoS Medicine 2005. It needs counts only, no population:
 * conditioning on both margins removes fixed differences between areas and whatever moves all areas at once.
 */
import { chanceOf } from "./random.ts";
import { expect, layOut, shortestWindows, type Expectations, type Incidents } from "./tables.ts";
import { membersOf } from "./zone-set.ts";
import type { Candidate, Cluster, ScanQuestion, ScanResult, ZoneSet } from "./words.ts";

/** Equal statistics of different zones differ in the last digits; they must count as equal. */
const SAME = 1e-9;

/**
 * `stopAfter` for a scan that only has to say whether the recurrence interval reaches `threshold`: it stops when that has
 * become impossible, with a median of some forty replicates where nothing happens.
 */
export const stopFor = (threshold: number, replicates: number): number =>
  Math.floor((replicates + 1) / threshold) + 1;

/** A scan whose replicates can be drawn in any portions, by any number of workers. */
export type OpenScan = {
  incidents: number;
  candidates: Candidate[];
  /** Zones that one replicate visits on average: the measure of its work. */
  visits: number;
  /** The largest statistic of each replicate `from`…`to − 1`. */
  draw(from: number, to: number): Float64Array<ArrayBuffer>;
};

/** Most likely cluster, and others that do not overlap it, each with its chance. */
export function scan(question: ScanQuestion): ScanResult {
  const open = openScan(question);
  if (open.candidates.length === 0) return judgeByChance(open, new Float64Array(0));
  return judgeByChance(open, drawUntil(open, question));
}

export function openScan(question: ScanQuestion): OpenScan {
  const incidents = layOut(question);
  const expectations = expect(question, incidents);
  const candidates = candidatesOf(question, expectations);
  return {
    incidents: incidents.total,
    candidates,
    visits: visitsOf(question, incidents),
    draw: (from, to) => drawMaxima(question, { incidents, expectations }, from, to),
  };
}

function visitsOf({ zones }: ScanQuestion, { areaOf, placeWindow }: Incidents): number {
  const all = areaOf.reduce((sum, area) => (area < 0 ? sum : sum + zonesOf(zones, area).length), 0);
  return all === 0 ? 0 : (placeWindow.length * all) / areaOf.length;
}

/** Judges every candidate against the same largest statistics; for all but the first this is on the safe side. */
export function judgeByChance({ incidents, candidates }: OpenScan, maxima: Float64Array): ScanResult {
  const clusters = candidates.map((candidate): Cluster => {
    const p = (1 + countReaching(maxima, candidate.statistic)) / (1 + maxima.length);
    return { ...candidate, p, recurrenceInterval: 1 / p };
  });
  return { incidents, clusters, replicates: maxima.length };
}

const countReaching = (maxima: Float64Array, statistic: number): number =>
  maxima.reduce((reached, largest) => (largest >= statistic - SAME ? reached + 1 : reached), 0);

/** Draws in portions and ends with the replicate that brings the count to `stopAfter`. */
function drawUntil(open: OpenScan, { replicates, stopAfter }: ScanQuestion): Float64Array {
  const statistic = open.candidates[0]?.statistic;
  if (stopAfter === undefined || statistic === undefined) return open.draw(0, replicates);
  const maxima = new Float64Array(replicates);
  let reached = 0;
  for (let from = 0; from < replicates; from += 16) {
    for (const [at, largest] of open.draw(from, Math.min(replicates, from + 16)).entries()) {
      maxima[from + at] = largest;
      if (largest >= statistic - SAME) reached += 1;
      // (1 + h − 1) / (1 + l − 1) = h / l: the last replicate is left out, and p is the estimate of Besag and Clifford.
      if (reached === stopAfter) return maxima.subarray(0, from + at);
    }
  }
  return maxima;
}

function candidatesOf(question: ScanQuestion, expectations: Expectations): Candidate[] {
  const { zones } = question;
  const { windows } = expectations;
  const many = windows.length;
  const observed = observedIn(question, windows);
  const best: { z: number; at: number; statistic: number }[] = [];
  for (let z = 0; z < zones.count; z++) {
    let top = { z, at: -1, statistic: 0 };
    for (let at = z * many; at < (z + 1) * many; at++) {
      const statistic = statisticOf(expectations, at, observed[at] as number);
      if (statistic > top.statistic + SAME) top = { z, at, statistic };
    }
    if (top.at >= 0) best.push(top);
  }
  const size = (z: number) => membersOf(zones, z).length;
  best.sort((a, b) =>
    Math.abs(a.statistic - b.statistic) > SAME
      ? b.statistic - a.statistic
      : size(a.z) - size(b.z) || a.z - b.z,
  );
  const taken = new Set<number>();
  return best.flatMap(({ z, at, statistic }): Candidate[] => {
    const members = membersOf(zones, z);
    if (members.some((area) => taken.has(area))) return [];
    for (const area of members) taken.add(area);
    return [
      {
        areas: Array.from(members, (area) => zones.areas[area] as string),
        weeks: windows[at % many] as number,
        observed: observed[at] as number,
        expected: expectations.expected[at] as number,
        statistic,
      },
    ];
  });
}

/** Incidents by zone and window. */
function observedIn({ incidents, zones, weeks }: ScanQuestion, windows: readonly number[]): Int32Array {
  const many = windows.length;
  const windowAt = shortestWindows(windows);
  const observed = new Int32Array(zones.count * many);
  for (const { area, week, count } of incidents) {
    const index = zones.indexOf.get(area);
    if (index === undefined) continue;
    const shortest = windowAt[weeks - 1 - week] ?? many;
    for (const z of zonesOf(zones, index))
      for (let k = shortest; k < many; k++) (observed[z * many + k] as number) += count;
  }
  return observed;
}

const zonesOf = (zones: ZoneSet, area: number): Int32Array =>
  zones.zonesOfArea.subarray(zones.zoneStart[area], zones.zoneStart[area + 1]);

/** Λ of `n` incidents; 0 when they are no more than expected or fewer than the minimum. */
function statisticOf({ least, shape, slope, offset }: Expectations, at: number, n: number): number {
  if (n < (least[at] as number)) return 0;
  return (shape[n] as number) - n * (slope[at] as number) + (offset[at] as number);
}

type Drawing = { incidents: Incidents; expectations: Expectations };

/**
 * Each replicate permutes week labels within strata. Only incidents that fall into the longest window are drawn, and a
 * zone is judged only when one of them enters it: with n unchanged, a longer window cannot raise the statistic, and
 * within the weeks that a window adds the last entry sees the full count.
 */
function drawMaxima(
  { zones, seed }: ScanQuestion,
  { incidents, expectations }: Drawing,
  from: number,
  to: number,
): Float64Array<ArrayBuffer> {
  const { areaOf, stratumStart, placeStratum, placeWindow } = incidents;
  const { least, shape, slope, offset } = expectations;
  const many = expectations.windows.length;
  const { zoneStart, zonesOfArea } = zones;
  const order = Int32Array.from(areaOf);
  const places = placeStratum.length;
  const swappedWith = new Int32Array(places);
  const cursor = new Int32Array(stratumStart.length);
  const inZone = new Int32Array(zones.count);
  const maxima = new Float64Array(to - from);
  for (let replicate = from; replicate < to; replicate++) {
    const chance = chanceOf(seed, replicate);
    cursor.set(stratumStart);
    inZone.fill(0);
    let largest = 0;
    for (let place = 0; place < places; place++) {
      const g = placeStratum[place] as number;
      const first = cursor[g] as number;
      const other = first + Math.floor(chance() * ((stratumStart[g + 1] as number) - first));
      cursor[g] = first + 1;
      swappedWith[place] = other;
      const area = order[other] as number;
      order[other] = order[first] as number;
      order[first] = area;
      if (area < 0) continue;
      const k = placeWindow[place] as number;
      for (let row = zoneStart[area] as number; row < (zoneStart[area + 1] as number); row++) {
        const z = zonesOfArea[row] as number;
        const n = (inZone[z] as number) + 1;
        inZone[z] = n;
        const at = z * many + k;
        if (n < (least[at] as number)) continue;
        const statistic = (shape[n] as number) - n * (slope[at] as number) + (offset[at] as number);
        if (statistic > largest) largest = statistic;
      }
    }
    maxima[replicate - from] = largest;
    undo(order, cursor, placeStratum, swappedWith);
  }
  return maxima;
}

/** Puts the order back, last swap first: otherwise a replicate would depend on those drawn before it. */
function undo(
  order: Int32Array,
  cursor: Int32Array,
  placeStratum: Int32Array,
  swappedWith: Int32Array,
): void {
  for (let place = placeStratum.length - 1; place >= 0; place--) {
    const g = placeStratum[place] as number;
    const first = (cursor[g] as number) - 1;
    cursor[g] = first;
    const other = swappedWith[place] as number;
    const area = order[first] as number;
    order[first] = order[other] as number;
    order[other] = area;
  }
}
