/**
 * How much more was reported near a closed site, and how much less at the site, beside areas far away. Description: what
 * is reported nearby may rise for other reasons. The Monte Carlo scan and the exact rate ratio carry the judgement.
 */
import { chanceOf, drawGamma, type Chance } from "./random.ts";
import type { BeforeAfter } from "./hypergeometric.ts";

/** Incidents at the site (R), in rings 1 and 2 (D), and in the same province from ring 4 on (Q). */
export type DisplacementCounts = { site: BeforeAfter; nearby: BeforeAfter; control: BeforeAfter };

export type Displacement = {
  /** Δ_D: incidents nearby beyond those the controls let expect. */
  excessNearby: number;
  /** Δ_R: the same for the site; below 0 when it fell. */
  changeAtSite: number;
  /** TNE: incidents fewer in site and rings together (Guerette, "Analyzing crime displacement and diffusion", 2009). */
  totalNetEffect: number;
};

/** Undefined when the controls had no incident before: nothing tells what to expect. */
export function displacementOf({ site, nearby, control }: DisplacementCounts): Displacement | undefined {
  if (control.before === 0) return undefined;
  const trend = control.after / control.before;
  const excessNearby = nearby.after - nearby.before * trend;
  const changeAtSite = site.after - site.before * trend;
  return { excessNearby, changeAtSite, totalNetEffect: -(changeAtSite + excessNearby) };
}

/** 5 % lie below and 5 % above. */
export type Interval90 = [low: number, high: number];

/** A count as a reader knows it, somewhere from `least` to `most`; both are the same where it is told. */
export type KnownCount = { least: number; most: number };
export type KnownCounts = Record<keyof DisplacementCounts, Record<keyof BeforeAfter, KnownCount>>;

export type DisplacementRange = {
  /** Of Δ_D. */
  nearby: Interval90;
  /** Of Δ_R. */
  site: Interval90;
  /** Of Δ_R + Δ_D, which is −TNE. */
  total: Interval90;
  /** Of WDQ; or why it would be noise: a count before is below 5, or the site did not surely fall. */
  quotient: Interval90 | "few_before" | "site_unclear";
};

const FEWEST_BEFORE = 5;
const DRAWS = 4_000;
const TAIL = 0.05;

/**
 * What a reader may be told of Δ_D, Δ_R, TNE and WDQ. The intervals hold 90 % of draws λ ~ Gamma(count + ½), the Jeffreys
 * posterior of a Poisson mean (Brown, Cai, DasGupta, "Interval estimation in exponential families", Statistica Sinica
 * 2003). Where a count is known as a range only, an interval is as wide as all counts in that range make it: it is made
 * of what the reader knows already and gives nothing of the count away.
 *
 * WDQ is Δ_D / Δ_R (Bowers and Johnson, "Measuring the geographical displacement and diffusion of benefit effects of
 * crime prevention activity", JQC 2003; algebraically their form). Unless the site surely fell and each count before is
 * 5 or more the quotient is noise, between −4.7 and 4.7 where nothing moved.
 *
 * Undefined where fewer than 5 were reported far away before: nothing tells what to expect.
 */
export function displacementRange(counts: KnownCounts, seed: number): DisplacementRange | undefined {
  if (counts.control.before.least < FEWEST_BEFORE) return undefined;
  const chance = chanceOf(seed, 0);
  const known = [counts.site, counts.nearby, counts.control].flatMap(({ before, after }) => [before, after]);
  const drawn = known.map((count) => endsOf(count).map((end) => draws(end, chance)));
  const lowest = changesOf(drawn.map((ends, which) => (RAISES[which] ? ends[0] : ends.at(-1)) as Draws));
  const highest = changesOf(drawn.map((ends, which) => (RAISES[which] ? ends.at(-1) : ends[0]) as Draws));
  const range = (of: keyof Changes): Interval90 => [middle(lowest[of])[0], middle(highest[of])[1]];
  const [nearby, site, total] = [range("nearby"), range("site"), range("total")];
  const fewBefore = Math.min(counts.site.before.least, counts.nearby.before.least) < FEWEST_BEFORE;
  if (fewBefore) return { nearby, site, total, quotient: "few_before" };
  if (site[1] >= 0) return { nearby, site, total, quotient: "site_unclear" };
  return { nearby, site, total, quotient: widest(everyChoice(drawn).map(quotientOf)) };
}

export const endsOf = ({ least, most }: KnownCount): number[] => (least === most ? [least] : [least, most]);

/** One element of each list, in every way. */
export const everyChoice = <T>(lists: readonly (readonly T[])[]): T[][] =>
  lists.reduce<T[][]>((chosen, list) => chosen.flatMap((one) => list.map((next) => [...one, next])), [[]]);

type Draws = Float64Array;
type Changes = Record<"nearby" | "site" | "total", Draws>;

/** Site before and after, nearby before and after, far away before and after: which of them, if larger, raise a change. */
const RAISES = [false, true, false, true, true, false];

const draws = (count: number, chance: Chance): Draws =>
  Float64Array.from({ length: DRAWS }, () => drawGamma(count + 0.5, chance));

/** `drawn` in the order of RAISES. */
function changesOf(drawn: readonly Draws[]): Changes {
  const at = (which: number, draw: number) => (drawn[which] as Draws)[draw] as number;
  const trend = Float64Array.from({ length: DRAWS }, (_, draw) => at(5, draw) / at(4, draw));
  const site = trend.map((expected, draw) => at(1, draw) - at(0, draw) * expected);
  const nearby = trend.map((expected, draw) => at(3, draw) - at(2, draw) * expected);
  return { site, nearby, total: nearby.map((excess, draw) => excess + (site[draw] as number)) };
}

function quotientOf(drawn: readonly Draws[]): Interval90 {
  const { site, nearby } = changesOf(drawn);
  return middle(nearby.map((excess, draw) => excess / (site[draw] as number)));
}

const widest = (all: readonly Interval90[]): Interval90 => [
  Math.min(...all.map(([low]) => low)),
  Math.max(...all.map(([, high]) => high)),
];

/** The range that holds the middle 90 %. */
function middle(values: Draws): Interval90 {
  const sorted = values.toSorted();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number;
  return [at(TAIL), at(1 - TAIL)];
}

export type DisplacementQuotient = { quotient: number; interval: Interval90 };

/** WDQ with its interval, of counts that are known; undefined where displacementRange says why it is not told. */
export function displacementQuotient(
  counts: DisplacementCounts,
  seed: number,
): DisplacementQuotient | undefined {
  const exact = ({ before, after }: BeforeAfter) => ({
    before: { least: before, most: before },
    after: { least: after, most: after },
  });
  const { site, nearby, control } = counts;
  const known = { site: exact(site), nearby: exact(nearby), control: exact(control) };
  const interval = displacementRange(known, seed)?.quotient;
  const plain = displacementOf(counts);
  if (plain === undefined || typeof interval !== "object") return undefined;
  return { quotient: plain.excessNearby / plain.changeAtSite, interval };
}
