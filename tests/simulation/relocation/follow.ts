/** One run: a world, looked at every week as the product would, and what came of it. */
import type { AreaCode } from "../../../api/kernel.ts";
import {
  calibrate,
  episodesOf,
  followUp,
  judge,
  replayFollowUps,
  scan,
  stopFor,
  zoneSetOf,
  zonesOf,
  type Look,
  type ScanResult,
  type Surroundings,
  type ZoneSet,
} from "../../../api/insight/relocation/index.ts";
import { chanceOf } from "../../../api/insight/relocation/random.ts";
import type { Scenario } from "./scenarios.ts";
import { drawWorld, FOLLOW_UP_WEEKS, type World } from "./world.ts";

const REPLICATES = 999;
const MIN_CASES = 3;
const REGION_WINDOW = 8;
/** False alarms a year that people can bear; asked of the own history. */
const BEARABLE = 1;
const PRETENDED_SITES = 8;

export type Run = {
  /** Weeks from the closure to the first alarm that holds a destination. */
  foundAfter: number | undefined;
  falseEpisodes: number;
  looks: number;
  /** False episodes and found destinations that bear the mark of a reporting surge. */
  falseMarked: number;
  foundMarked: boolean;
  /** Districts named by the alarm that found it: the fewer, the better people know where to go. */
  districtsNamed: number | undefined;
};

export type Region = { surroundings: Surroundings; zones: ZoneSet; zoneSize: number };

export const regionOf = (surroundings: Surroundings, zoneSize: number): Region => ({
  surroundings,
  zoneSize,
  zones: zoneSetOf(zonesOf(surroundings, zoneSize)),
});

export function follow(scenario: Scenario, region: Region, seed: number): Run {
  const world = drawWorld(scenario, region.surroundings, chanceOf(seed, 1));
  const threshold =
    scenario.threshold === "own" ? ownThreshold(scenario, region, world, seed) : scenario.threshold;
  const stopAfter = stopFor(threshold, REPLICATES);
  const looks: (Look & { marked: boolean })[] = [];
  const around = region.surroundings.rings(world.site, 2).flat();
  for (let after = scenario.enteredAfter + 1; after <= FOLLOW_UP_WEEKS; after++) {
    const weeks = scenario.base + after;
    const result = lookAt(scenario, region, world, { weeks, seed: seed * 100 + after, stopAfter });
    const otherTopics = world.otherTopics.filter(({ week }) => week < weeks);
    const verdict = judge({ result, weeks, threshold, otherTopics, around });
    looks.push(
      verdict.kind === "alarm"
        ? { week: after, ...verdict.cluster, marked: verdict.surge.rose }
        : { week: after, areas: [], recurrenceInterval: 0, marked: false },
    );
  }
  return summary(scenario.confirmed === 1 ? looks : confirmed(looks), world.destinations, threshold);
}

type At = { weeks: number; seed: number; stopAfter?: number };

function lookAt(scenario: Scenario, region: Region, world: World, at: At): ScanResult | undefined {
  const settings = {
    ...at,
    incidents: world.incidents.filter(({ week }) => week < at.weeks),
    minCases: MIN_CASES,
    replicates: REPLICATES,
  };
  return scenario.look === "whole region"
    ? scan({ ...settings, zones: region.zones, maxWindow: REGION_WINDOW })
    : followUp({ ...settings, ...region, ...world, incidents: settings.incidents });
}

/** From pretended closures half-way through the time before the true one. */
function ownThreshold(scenario: Scenario, region: Region, world: World, seed: number): number {
  const weeks = scenario.base;
  const chance = chanceOf(seed, 2);
  const sites = Array.from(
    { length: PRETENDED_SITES },
    () =>
      region.surroundings.districts[Math.floor(chance() * region.surroundings.districts.length)] as AreaCode,
  );
  const settings = { ...region, ...world, weeks, closureWeek: weeks - 26, minCases: MIN_CASES, seed };
  const histories = replayFollowUps(
    { ...settings, replicates: REPLICATES, stopAfter: stopFor(52, REPLICATES) },
    sites,
  );
  return calibrate(histories, BEARABLE).threshold;
}

/** Alarms that the week before already gave. */
const confirmed = <L extends Look>(looks: L[]): L[] =>
  looks.map((look, at) =>
    looks[at - 1]?.areas.some((area) => look.areas.includes(area))
      ? look
      : { ...look, areas: [], recurrenceInterval: 0 },
  );

function summary(looks: (Look & { marked: boolean })[], destinations: AreaCode[], threshold: number): Run {
  const holds = ({ areas }: Look) => destinations.some((area) => areas.includes(area));
  const hit = looks.find(holds);
  const wrong = episodesOf(
    looks.filter((look) => !holds(look)),
    threshold,
  );
  return {
    foundAfter: hit?.week,
    falseEpisodes: wrong.length,
    looks: looks.length,
    falseMarked: wrong.filter(([first]) => looks.find(({ week }) => week === first?.week)?.marked).length,
    foundMarked: hit?.marked ?? false,
    districtsNamed: hit?.areas.length,
  };
}
