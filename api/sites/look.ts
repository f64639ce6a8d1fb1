/** One look: what the reports of some weeks say around a site or in a province. Pure; no clock, no chance but the seed. */
import type { DistrictMap } from "../area/index.ts";
import { parentArea, provinceOf, type AreaCode, type LocalDay } from "../kernel.ts";
import { mondayOf } from "../insight/index.ts";
import {
  createSurroundings,
  effectOf,
  followUp,
  judge,
  knownToDistrict,
  scan,
  stopFor,
  zoneSetOf,
  zonesOf,
  type Cluster,
  type Effect,
  type FollowUpQuestion,
  type Link,
  type ScanQuestion,
  type ScanResult,
  type Surroundings,
} from "../insight/relocation/index.ts";
import type { Finding, FoundCluster, Threshold, WatchedReport } from "./finding.ts";
import type { SiteComparison } from "./words.ts";
import { countWeeks, firstWeek, plusWeeks, weeksBetween } from "./weeks.ts";

/** Weeks that a look at a province knows, and that are known before a closure. */
export const HISTORY = 52;
const REPLICATES = 999;
const MIN_CASES = 3;
const MAX_WINDOW = 8;
const ZONE_SIZE = 6;
/** Cities lie so dense that six districts are a few streets. */
const DENSE_ZONE_SIZE = 8;
const DENSE = new Set(["31"]);
/** Fewer weeks before a closure, and nothing tells what was usual. */
export const FEWEST_BEFORE = 8;

export const isDense = (province: AreaCode): boolean => DENSE.has(province);

const zoneSizeOf = (province: AreaCode): number => (isDense(province) ? DENSE_ZONE_SIZE : ZONE_SIZE);

/** The same weeks give the same answer on every machine. */
const seedOf = (week: LocalDay): number => Number(week.replaceAll("-", ""));

export type Ground = { reports: readonly WatchedReport[]; surroundings: Surroundings };

/** Neighbours inside the province alone: what lies beyond its border is not counted. */
export const provinceGround = (
  reports: readonly WatchedReport[],
  province: AreaCode,
  districts: readonly AreaCode[],
  map: DistrictMap,
): Ground => {
  const inside = districts.filter((code) => provinceOf(code) === province);
  return { reports, surroundings: createSurroundings({ districts: inside, map }) };
};

export const groundOf = (
  reports: readonly WatchedReport[],
  districts: readonly AreaCode[],
  map: DistrictMap,
  links: readonly Link[],
): Ground => ({ reports, surroundings: createSurroundings({ districts, map, links }) });

/** `alike`: districts held to be as large; they count only where there are some for the site and some for its rings. */
export type LookedAt = { district: AreaCode; closedOn: LocalDay; alike?: SiteComparison["alike"] };

/** Of a follow-up, up to the week that begins at `week`. `least` is the lowest threshold that anybody will ask about. */
export function questionAround(
  { reports, surroundings }: Ground,
  { district, closedOn, alike }: LookedAt,
  week: LocalDay,
  least: number,
) {
  const rings = surroundings.rings(district, 2).flat();
  const closing = mondayOf(closedOn);
  const counted = countIn(reports, new Set(rings.map(provinceOf)), plusWeeks(closing, -HISTORY), week);
  const question: FollowUpQuestion = {
    incidents: counted.watched,
    surroundings,
    site: district,
    closureWeek: weeksBetween(counted.from, closing) + 1,
    weeks: counted.weeks,
    minCases: MIN_CASES,
    zoneSize: zoneSizeOf(provinceOf(district)),
    ...(alike !== undefined && alike.site.length > 0 && alike.nearby.length > 0 && { matched: alike }),
    ...drawn(week, least),
  };
  return { question, counted, rings };
}

/**
 * Of a look at a province that knows the `memory` weeks up to the one that begins at `week`. `within`: districts are
 * compared with those of their own kab/kota alone, so that a campaign there is no cluster.
 */
export function questionOver(
  { reports, surroundings }: Ground,
  province: AreaCode,
  week: LocalDay,
  { least, memory, within = false }: { least: number; memory: number; within?: boolean },
) {
  const counted = countIn(reports, new Set([province]), plusWeeks(week, 1 - memory), week);
  const question: ScanQuestion = {
    incidents: within
      ? counted.watched.map((one) => ({ ...one, stratum: parentArea(one.area) }))
      : counted.watched,
    zones: zoneSetOf(zonesOf(surroundings, zoneSizeOf(province))),
    weeks: counted.weeks,
    maxWindow: Math.min(MAX_WINDOW, counted.weeks),
    minCases: MIN_CASES,
    ...drawn(week, least),
  };
  return { question, counted };
}

const drawn = (week: LocalDay, least: number) => ({
  replicates: REPLICATES,
  seed: seedOf(week),
  stopAfter: stopFor(least, REPLICATES),
});

/** Around a closed site, up to the week that begins at `week`. */
export function lookAround(ground: Ground, site: LookedAt, week: LocalDay, threshold: Threshold): Finding {
  const { question, counted, rings } = questionAround(ground, site, week, threshold.weeks);
  const known = question.closureWeek >= FEWEST_BEFORE && question.closureWeek < question.weeks;
  const result = known ? followUp(question) : undefined;
  const effect = known ? effectOf(question) : undefined;
  return findingOf(result, { counted, threshold, effect, around: rings });
}

/** A whole province, up to the week that begins at `week`; `within` as in `questionOver`. */
export function lookOver(
  ground: Ground,
  province: AreaCode,
  week: LocalDay,
  threshold: Threshold,
  within = false,
): Finding {
  const asked = { least: threshold.weeks, memory: HISTORY, within };
  const { question, counted } = questionOver(ground, province, week, asked);
  const enough = counted.watched.length > 0 && question.zones.count > 0;
  const result = enough ? scan(question) : undefined;
  const finding = findingOf(result, { counted, threshold, effect: undefined, around: [] });
  const others = result?.clusters.slice(1).filter((one) => one.recurrenceInterval >= threshold.weeks);
  if (finding.verdict !== "alarm" || others === undefined || others.length === 0) return finding;
  return { ...finding, others: others.map(foundIn) };
}

type Counted = ReturnType<typeof countIn>;

function countIn(
  reports: readonly WatchedReport[],
  region: ReadonlySet<AreaCode>,
  earliest: LocalDay,
  to: LocalDay,
) {
  const here = reports.filter(({ area }) => region.has(provinceOf(area)));
  const first = firstWeek(here) ?? to;
  const from = first > earliest ? first : earliest;
  const { watched, other } = countWeeks(here, from, to);
  const { known, shareUnknown } = knownToDistrict(watched);
  const districts = knownToDistrict(other).known;
  return { watched: known, other: districts, weeks: weeksBetween(from, to) + 1, from, unknown: shareUnknown };
}

function findingOf(
  result: ScanResult | undefined,
  facts: {
    counted: Counted;
    threshold: Threshold;
    effect: Effect | undefined;
    around: readonly AreaCode[];
  },
): Finding {
  const { counted, threshold, effect, around } = facts;
  const { weeks, watched, other: otherTopics } = counted;
  const verdict = judge({ result, weeks, threshold: threshold.weeks, otherTopics, around });
  const cluster = verdict.kind === "alarm" ? verdict.cluster : undefined;
  return {
    verdict: verdict.kind,
    weeks,
    incidents: watched.reduce((sum, { count }) => sum + count, 0),
    shareUnknown: counted.unknown,
    threshold: threshold.weeks,
    ownPast: threshold.ownPast,
    cluster: cluster && foundIn(cluster),
    surge: verdict.kind === "alarm" && verdict.surge.rose,
    effect: verdict.kind === "not_enough" ? undefined : effect && effectIn(effect),
  };
}

const foundIn = ({ areas, weeks, observed, expected, recurrenceInterval }: Cluster): FoundCluster => ({
  districts: areas as AreaCode[],
  weeks,
  observed,
  expected,
  recurrenceInterval,
});

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

const effectIn = ({ counts, ratio, matched }: Effect): NonNullable<Finding["effect"]> => ({
  ...counts,
  ...(matched && { alike: matched }),
  ratio: finite(ratio.ratio),
  low: finite(ratio.interval[0]) ?? 0,
  high: finite(ratio.interval[1]),
});
