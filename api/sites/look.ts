/** One look: what the reports of some weeks say around a site or in a province. Pure; no clock, no chance but the seed. */
import type { DistrictMap } from "../area/index.ts";
import { areaAndAbove, NATION, type AreaCode, type LocalDay } from "../kernel.ts";
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
  type Effect,
  type Link,
  type ScanResult,
  type Surroundings,
} from "../insight/relocation/index.ts";
import type { Finding, WatchedReport } from "./finding.ts";
import { countWeeks, firstWeek, plusWeeks, weeksBetween } from "./weeks.ts";

/** Once a follow-up year by chance in the simulation of docs/relocation.md; a whole province has more zones. */
const SITE_THRESHOLD = 52;
const PROVINCE_THRESHOLD = 208;
const HISTORY = 52;
const REPLICATES = 999;
const MIN_CASES = 3;
const MAX_WINDOW = 8;
const ZONE_SIZE = 6;
/** Cities lie so dense that six districts are a few streets. */
const DENSE_ZONE_SIZE = 8;
const DENSE = new Set(["31"]);
/** Fewer weeks before a closure, and nothing tells what was usual. */
const FEWEST_BEFORE = 8;

export const provinceOf = (code: AreaCode): AreaCode => areaAndAbove(code).at(-2) ?? NATION;

const zoneSizeOf = (province: AreaCode): number => (DENSE.has(province) ? DENSE_ZONE_SIZE : ZONE_SIZE);

/** The same weeks give the same answer on every machine. */
const seedOf = (week: LocalDay): number => Number(week.replaceAll("-", ""));

export type Ground = { reports: readonly WatchedReport[]; surroundings: Surroundings };

export const groundOf = (
  reports: readonly WatchedReport[],
  districts: readonly AreaCode[],
  map: DistrictMap,
  links: readonly Link[],
): Ground => ({ reports, surroundings: createSurroundings({ districts, map, links }) });

/** Around a closed site, up to the week that begins at `week`. */
export function lookAround(
  { reports, surroundings }: Ground,
  site: { district: AreaCode; closedOn: LocalDay },
  week: LocalDay,
): Finding {
  const rings = surroundings.rings(site.district, 2).flat();
  const region = new Set(rings.map(provinceOf));
  const closing = mondayOf(site.closedOn);
  const { watched, other, weeks, from, unknown } = countIn(
    reports,
    region,
    plusWeeks(closing, -HISTORY),
    week,
  );
  const closureWeek = weeksBetween(from, closing) + 1;
  const threshold = SITE_THRESHOLD;
  const question = {
    incidents: watched,
    surroundings,
    site: site.district,
    closureWeek,
    weeks,
    minCases: MIN_CASES,
    zoneSize: zoneSizeOf(provinceOf(site.district)),
    replicates: REPLICATES,
    seed: seedOf(week),
    stopAfter: stopFor(threshold, REPLICATES),
  };
  const known = closureWeek >= FEWEST_BEFORE && closureWeek < weeks;
  const result = known ? followUp(question) : undefined;
  const effect = known ? effectOf(question) : undefined;
  return findingOf(result, { weeks, threshold, other, unknown, watched, effect, around: rings });
}

/** A whole province, up to the week that begins at `week`. */
export function lookOver(
  { reports, surroundings }: Ground,
  province: AreaCode,
  week: LocalDay,
  map: DistrictMap,
): Finding {
  const { watched, other, weeks, unknown } = countIn(
    reports,
    new Set([province]),
    plusWeeks(week, 1 - HISTORY),
    week,
  );
  const inside = surroundings.districts.filter((code) => provinceOf(code) === province);
  const threshold = PROVINCE_THRESHOLD;
  const enough = watched.length > 0 && inside.length > 0;
  const result = enough
    ? scan({
        incidents: watched,
        zones: zoneSetOf(zonesOf(createSurroundings({ districts: inside, map }), zoneSizeOf(province))),
        weeks,
        maxWindow: Math.min(MAX_WINDOW, weeks),
        minCases: MIN_CASES,
        replicates: REPLICATES,
        seed: seedOf(week),
        stopAfter: stopFor(threshold, REPLICATES),
      })
    : undefined;
  return findingOf(result, { weeks, threshold, other, unknown, watched, effect: undefined, around: [] });
}

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
    weeks: number;
    threshold: number;
    other: Parameters<typeof judge>[0]["otherTopics"];
    unknown: number;
    watched: readonly { count: number }[];
    effect: Effect | undefined;
    around: readonly AreaCode[];
  },
): Finding {
  const { weeks, threshold, other, unknown, watched, effect, around } = facts;
  const verdict = judge({ result, weeks, threshold, otherTopics: other, around });
  const cluster = verdict.kind === "alarm" ? verdict.cluster : undefined;
  return {
    verdict: verdict.kind,
    weeks,
    incidents: watched.reduce((sum, { count }) => sum + count, 0),
    shareUnknown: unknown,
    threshold,
    cluster: cluster && {
      districts: cluster.areas as AreaCode[],
      weeks: cluster.weeks,
      observed: cluster.observed,
      expected: cluster.expected,
      recurrenceInterval: cluster.recurrenceInterval,
    },
    surge: verdict.kind === "alarm" && verdict.surge.rose,
    effect: verdict.kind === "not_enough" ? undefined : effect && effectIn(effect),
  };
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

const effectIn = ({ counts, ratio }: Effect): NonNullable<Finding["effect"]> => ({
  ...counts,
  ratio: finite(ratio.ratio),
  low: finite(ratio.interval[0]) ?? 0,
  high: finite(ratio.interval[1]),
});
