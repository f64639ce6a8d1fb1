/**
 * How much more was reported near a closed site, and how much less at the site, beside areas far away. Description: what
 * is reported nearby may rise for other reasons. The Monte Carlo scan and the exact rate ratio carry the judgement.
 */
import { drawGamma, type Chance } from "./random.ts";
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

export type DisplacementQuotient = { quotient: number; interval: [number, number] };

const FEWEST_BEFORE = 5;
const DRAWS = 4_000;
const TAIL = 0.05;

/**
 * WDQ, Δ_D / Δ_R (Bowers and Johnson, "Measuring the geographical displacement and diffusion of benefit effects of crime
 * prevention activity", JQC 2003; algebraically their form), with a 90 % interval from draws λ ~ Gamma(count + ½).
 * Undefined unless the site surely fell (90 % interval of Δ_R below 0) and each count before is 5 or more: without that
 * the quotient is noise, between −4.7 and 4.7 where nothing moved.
 */
export function displacementQuotient(
  counts: DisplacementCounts,
  chance: Chance,
): DisplacementQuotient | undefined {
  const { site, nearby, control } = counts;
  if (Math.min(site.before, nearby.before, control.before) < FEWEST_BEFORE) return undefined;
  const plain = displacementOf(counts);
  if (plain === undefined) return undefined;
  const drawn = Array.from({ length: DRAWS }, () => {
    const draw = ({ before, after }: BeforeAfter) => ({
      before: drawGamma(before + 0.5, chance),
      after: drawGamma(after + 0.5, chance),
    });
    return displacementOf({ site: draw(site), nearby: draw(nearby), control: draw(control) }) ?? plain;
  });
  const [, highest] = middle(drawn.map(({ changeAtSite }) => changeAtSite));
  if (highest >= 0) return undefined;
  const quotient = ({ excessNearby, changeAtSite }: Displacement) => excessNearby / changeAtSite;
  return { quotient: quotient(plain), interval: middle(drawn.map(quotient)) };
}

/** The range that holds the middle 90 %. */
function middle(values: number[]): [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number;
  return [at(TAIL), at(1 - TAIL)];
}

export type Difference = { estimate: number; standardError: number };
export type DisplacementDifference = {
  local: Difference;
  displaced: Difference;
  total: Difference;
  z: number;
  interval95: [number, number];
};

const NORMAL_95 = 1.959963984540054;

/**
 * WDD (Wheeler and Ratcliffe, "A simple weighted displacement difference test to evaluate place based crime
 * interventions", Crime Science 2018). It assumes that site and controls would have moved in parallel by *number* of
 * incidents, so it is only for controls matched by size; the interval is a normal approximation.
 */
export function displacementDifference(counts: {
  treated: BeforeAfter;
  control: BeforeAfter;
  nearTreated?: BeforeAfter;
  nearControl?: BeforeAfter;
}): DisplacementDifference {
  const none = { before: 0, after: 0 };
  const { treated, control, nearTreated = none, nearControl = none } = counts;
  const local = difference(treated, control);
  const displaced = difference(nearTreated, nearControl);
  const total = {
    estimate: local.estimate + displaced.estimate,
    standardError: Math.hypot(local.standardError, displaced.standardError),
  };
  const reach = NORMAL_95 * total.standardError;
  return {
    local,
    displaced,
    total,
    z: total.estimate / total.standardError,
    interval95: [total.estimate - reach, total.estimate + reach],
  };
}

const difference = (treated: BeforeAfter, control: BeforeAfter): Difference => ({
  estimate: treated.after - treated.before - (control.after - control.before),
  standardError: Math.sqrt(treated.after + treated.before + control.after + control.before),
});
