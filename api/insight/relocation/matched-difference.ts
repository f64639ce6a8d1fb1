/** Changes by number, beside districts that somebody held to be alike in size. Description, like displacement.ts. */
import { endsOf, everyChoice, type KnownCount } from "./displacement.ts";
import type { BeforeAfter } from "./hypergeometric.ts";

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

/** What a reader may know of a WDD: of the site and its surroundings, and of the districts alike to either. */
export type KnownMatch = Record<
  "treated" | "control" | "nearTreated" | "nearControl",
  Record<keyof BeforeAfter, KnownCount>
>;

/** Twice as many, or half: no longer alike. */
const ALIKE_WITHIN = 2;

/**
 * The 95 % interval of the WDD, as wide as counts that are known as ranges make it. "not_alike" where before the closure
 * there was surely more than twice as much, or less than half, in the districts held to be alike: the method assumes
 * that they would have moved by the same number.
 */
export function differenceRange(match: KnownMatch): [low: number, high: number] | "not_alike" {
  const { treated, control, nearTreated, nearControl } = match;
  if (!areAlike(treated.before, control.before) || !areAlike(nearTreated.before, nearControl.before))
    return "not_alike";
  const counts = [treated, control, nearTreated, nearControl].flatMap(({ before, after }) => [before, after]);
  const intervals = everyChoice(counts.map(endsOf)).map((chosen) => {
    const at = (which: number): BeforeAfter => ({
      before: chosen[2 * which] ?? 0,
      after: chosen[2 * which + 1] ?? 0,
    });
    return displacementDifference({
      treated: at(0),
      control: at(1),
      nearTreated: at(2),
      nearControl: at(3),
    }).interval95;
  });
  return [Math.min(...intervals.map(([low]) => low)), Math.max(...intervals.map(([, high]) => high))];
}

const areAlike = (one: KnownCount, other: KnownCount): boolean =>
  other.most * ALIKE_WITHIN >= one.least && one.most * ALIKE_WITHIN >= other.least;
