/**
 * The follow-up of one closed site: do reports rise in the districts around it since it was closed? The permutation
 * scan again, but only zones inside rings 1 and 2, and no window that began before the closure.
 */
import { provinceOf, type AreaCode } from "../../kernel.ts";
import {
  displacementOf,
  displacementQuotient,
  type Displacement,
  type DisplacementCounts,
  type DisplacementQuotient,
} from "./displacement.ts";
import { displacementDifference, type DisplacementDifference } from "./matched-difference.ts";
import { rateRatio, type BeforeAfter, type RateRatio } from "./hypergeometric.ts";
import { scan } from "./scan.ts";
import { nearbyOf, zonesNearby, type Surroundings } from "./surroundings.ts";
import type { IncidentCount, ScanResult } from "./words.ts";
import { zoneSetOf } from "./zone-set.ts";

/** Half a year: what moved later is found by the scan of the whole region. */
const LONGEST_WINDOW = 26;
/** Ring 3 stays out on both sides, so that a move just beyond ring 2 does not pass for the trend elsewhere. */
const FIRST_CONTROL_RING = 4;

export type FollowUpQuestion = {
  /** All incidents of the region: those far away tell what moved everywhere. */
  incidents: readonly IncidentCount[];
  surroundings: Surroundings;
  /** District of the closed site. */
  site: AreaCode;
  /** First week after the closure. */
  closureWeek: number;
  weeks: number;
  minCases: number;
  /** Most districts in a growing zone: 6, in dense cities 8. */
  zoneSize: number;
  replicates: number;
  seed: number;
  stopAfter?: number;
  /** Districts that an officer held to be as large as the site and as its surroundings; only they allow a WDD. */
  matched?: { site: readonly AreaCode[]; nearby: readonly AreaCode[] };
};

/** Undefined while there is no week after the closure, or no district around the site. */
export function followUp(question: FollowUpQuestion): ScanResult | undefined {
  const { incidents, surroundings, site, closureWeek, weeks, zoneSize } = question;
  const { minCases, replicates, seed, stopAfter } = question;
  const zones = zonesNearby(surroundings, site, zoneSize);
  const maxWindow = Math.min(LONGEST_WINDOW, weeks - closureWeek);
  if (zones.length === 0 || maxWindow < 1) return undefined;
  const elsewhere = incidents.filter(({ area }) => area !== site);
  return scan({
    incidents: elsewhere,
    zones: zoneSetOf(zones),
    weeks,
    maxWindow,
    windows: windowsSince(maxWindow),
    minCases,
    replicates,
    seed,
    stopAfter,
  });
}

/**
 * All weeks since the closure, and the later half of them for what began later. Every further length adds chances
 * for a lump of a week or two: with all lengths, the simulation of docs/relocation.md has half as many false alarms
 * again and finds a move no sooner.
 */
const windowsSince = (weeks: number): number[] => [...new Set([Math.ceil(weeks / 2), weeks])];

export type Effect = {
  counts: DisplacementCounts;
  /** (after / before) nearby to the same in the controls, with its 90 % interval. */
  ratio: RateRatio;
  displacement: Displacement | undefined;
  /** WDQ; undefined where it would be noise. */
  quotient: DisplacementQuotient | undefined;
  /** In the districts held to be alike. */
  matched: { site: BeforeAfter; nearby: BeforeAfter } | undefined;
  /** WDD; undefined without controls of like size. */
  difference: DisplacementDifference | undefined;
};

/** Before and after at the site, around it and far away, in the same province. */
export function effectOf(question: FollowUpQuestion): Effect {
  const { incidents, surroundings, site, closureWeek, seed, matched } = question;
  const guarded = new Set(surroundings.rings(site, FIRST_CONTROL_RING - 1).flat());
  const far = surroundings.districts.filter(
    (code) => provinceOf(code) === provinceOf(site) && !guarded.has(code),
  );
  const split = (areas: readonly string[]): BeforeAfter => {
    const within = new Set(areas);
    const counted = { before: 0, after: 0 };
    for (const { area, week, count } of incidents)
      if (within.has(area)) counted[week < closureWeek ? "before" : "after"] += count;
    return counted;
  };
  const counts = { site: split([site]), nearby: split(nearbyOf(surroundings, site)), control: split(far) };
  const alike = matched && { site: split(matched.site), nearby: split(matched.nearby) };
  return {
    counts,
    ratio: rateRatio(counts.nearby, counts.control),
    displacement: displacementOf(counts),
    quotient: displacementQuotient(counts, seed),
    matched: alike,
    difference:
      alike &&
      displacementDifference({
        treated: counts.site,
        control: alike.site,
        nearTreated: counts.nearby,
        nearControl: alike.nearby,
      }),
  };
}
