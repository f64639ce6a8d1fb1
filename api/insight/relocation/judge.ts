/** What may be said: values with every number that one honest sentence needs. No word is chosen here. */
import { ENOUGH } from "./calibrate.ts";
import { chancesOf } from "./hypergeometric.ts";
import type { Cluster, IncidentCount, ScanResult } from "./words.ts";

/** Reports on other topics in the weeks of a cluster: in its districts, or in all around the site if more telling. */
export type Surge = {
  /** True: people there report more of everything, so the cluster may be publicity, a school visit, a news story. */
  rose: boolean;
  observed: number;
  expected: number;
  /** Chance of so many or more, if these topics had not risen there. */
  midP: number;
};

export type Verdict =
  | { kind: "not_enough"; weeks: number; incidents: number; needed: typeof ENOUGH }
  /** `strongest` is the most likely cluster, if any, with how often chance alone gives one like it. */
  | { kind: "quiet"; threshold: number; strongest: Cluster | undefined }
  | { kind: "alarm"; threshold: number; cluster: Cluster; timesExpected: number; surge: Surge };

export type Evidence = {
  result: ScanResult | undefined;
  weeks: number;
  /** Calibrated recurrence interval, in weeks. */
  threshold: number;
  otherTopics: readonly IncidentCount[];
  /**
   * In a follow-up, the district of the site and rings 1 and 2. News of a closure reaches them all; one district alone
   * has too few reports on other topics to show it.
   */
  around?: readonly string[];
};

/** One in ten: the mark only adds a doubt to an alarm, so it may come easily. */
const SURGE_CHANCE = 0.1;
/** With fewer, one family's reports are a surge. */
const FEWEST_IN_SURGE = 3;

/** An alarm asks somebody to go and see. It says that reporting changed, never what happened. */
export function judge({ result, weeks, threshold, otherTopics, around = [] }: Evidence): Verdict {
  const incidents = result?.incidents ?? 0;
  if (result === undefined || weeks < ENOUGH.weeks || incidents < ENOUGH.incidents)
    return { kind: "not_enough", weeks, incidents, needed: ENOUGH };
  const [cluster] = result.clusters;
  if (cluster === undefined || cluster.recurrenceInterval < threshold)
    return { kind: "quiet", threshold, strongest: cluster };
  return {
    kind: "alarm",
    threshold,
    cluster,
    timesExpected: cluster.observed / cluster.expected,
    surge: likelier(
      surgeIn(cluster.areas, cluster.weeks, otherTopics, weeks),
      surgeIn(around, cluster.weeks, otherTopics, weeks),
    ),
  };
}

const likelier = (one: Surge, other: Surge): Surge => (other.midP < one.midP ? other : one);

/** Did other topics rise in these districts in the last `window` weeks, beside all other districts? */
function surgeIn(
  areas: readonly string[],
  window: number,
  otherTopics: readonly IncidentCount[],
  weeks: number,
): Surge {
  const zone = new Set(areas);
  const here = { before: 0, after: 0 };
  const elsewhere = { before: 0, after: 0 };
  for (const { area, week, count } of otherTopics)
    (zone.has(area) ? here : elsewhere)[week >= weeks - window ? "after" : "before"] += count;
  const total = here.before + here.after + elsewhere.before + elsewhere.after;
  const expected = total === 0 ? 0 : ((here.before + here.after) * (here.after + elsewhere.after)) / total;
  const { midP } = chancesOf(here, elsewhere);
  return { rose: here.after >= FEWEST_IN_SURGE && midP < SURGE_CHANCE, observed: here.after, expected, midP };
}
