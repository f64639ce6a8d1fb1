/** One run: a world, looked at every week as the product would, and what came of it. */
import type { AreaCode } from "../../../api/kernel.ts";
import {
  episodesOf,
  followUp,
  judge,
  scan,
  stopFor,
  zoneSetOf,
  zonesOf,
  type IncidentCount,
  type Look,
  type ScanResult,
  type Surroundings,
  type ZoneSet,
} from "../../../api/insight/relocation/index.ts";
import { chanceOf } from "../../../api/insight/relocation/random.ts";
import { ownThreshold } from "./own-threshold.ts";
import type { Scenario } from "./scenarios.ts";
import { drawWorld, FOLLOW_UP_WEEKS, type World } from "./world.ts";

const DRAWN = { replicates: 999, minCases: 3 };
const REGION_WINDOW = 8;

export type Run = {
  /** Weeks from the move to the first alarm that holds a destination. */
  foundAfter: number | undefined;
  falseEpisodes: number;
  looks: number;
  /** False episodes and found destinations that bear the mark of a reporting surge. */
  falseMarked: number;
  foundMarked: boolean;
  /** Weeks. */
  threshold: number;
  /** Districts named by the alarm that found it: the fewer, the better people know where to go. */
  districtsNamed: number | undefined;
};

export type Region = { surroundings: Surroundings; zones: ZoneSet; zoneSize: number };

export const regionOf = (surroundings: Surroundings, zoneSize: number): Region => ({
  surroundings,
  zoneSize,
  zones: zoneSetOf(zonesOf(surroundings, zoneSize)),
});

type Watched = Look & { marked: boolean };

/** One run for each threshold of the scenario, in their order. */
export function follow(scenario: Scenario, region: Region, seed: number): Run[] {
  const whole = drawWorld(scenario, region.surroundings, chanceOf(seed, 1));
  const own = () => ownThreshold({ ...region, ...whole, ...DRAWN, weeks: whole.closureWeek, seed });
  const thresholds = scenario.thresholds.map((threshold) => (threshold === "own" ? own() : threshold));
  const world = knownTo(scenario, whole);
  const looks = looksAt(scenario, region, world, { seed, threshold: Math.min(...thresholds) });
  return thresholds.map((threshold) => {
    const heard = looks.map((look) => (look.recurrenceInterval < threshold ? silent(look) : look));
    const looked = scenario.confirmed === 1 ? heard : confirmed(heard);
    return summary(looked, { ...scenario, ...world, threshold });
  });
}

/** Each week of the follow-up; a look below the threshold is silent. */
function looksAt(
  scenario: Scenario,
  region: Region,
  world: World,
  { seed, threshold }: { seed: number; threshold: number },
): Watched[] {
  const around = region.surroundings.rings(world.site, 2).flat();
  const stopAfter = stopFor(threshold, DRAWN.replicates);
  return Array.from({ length: FOLLOW_UP_WEEKS - scenario.enteredAfter }, (_, at) => {
    const week = scenario.enteredAfter + at + 1;
    const weeks = scenario.base + week;
    const result = lookAt(scenario, region, world, { weeks, seed: seed * 100 + week, stopAfter });
    const otherTopics = world.otherTopics.filter((other) => other.week < weeks);
    const verdict = judge({ result, weeks, threshold, otherTopics, around });
    return verdict.kind === "alarm"
      ? { week, ...verdict.cluster, marked: verdict.surge.rose }
      : silent({ week });
  });
}

const silent = ({ week }: { week: number }): Watched => ({
  week,
  areas: [],
  recurrenceInterval: 0,
  marked: false,
});

/** The world without the weeks that a look of today no longer knows. */
function knownTo({ earlier, base }: Scenario, world: World): World {
  const since = (counts: readonly IncidentCount[]) =>
    counts.flatMap((counted) =>
      counted.week < earlier ? [] : [{ ...counted, week: counted.week - earlier }],
    );
  return {
    ...world,
    closureWeek: base,
    incidents: since(world.incidents),
    otherTopics: since(world.otherTopics),
  };
}

type At = { weeks: number; seed: number; stopAfter?: number };

function lookAt(scenario: Scenario, region: Region, world: World, at: At): ScanResult | undefined {
  const settings = {
    ...at,
    ...DRAWN,
    incidents: world.incidents.filter(({ week }) => week < at.weeks),
  };
  return scenario.look === "whole region"
    ? scan({ ...settings, zones: region.zones, maxWindow: REGION_WINDOW })
    : followUp({ ...settings, ...region, ...world, incidents: settings.incidents });
}

/** Alarms that the week before already gave. */
const confirmed = (looks: readonly Watched[]): Watched[] =>
  looks.map((look, at) =>
    looks[at - 1]?.areas.some((area) => look.areas.includes(area)) ? look : silent(look),
  );

type Truth = { destinations: readonly AreaCode[]; movedAfter: number; threshold: number };

function summary(looks: readonly Watched[], { destinations, movedAfter, threshold }: Truth): Run {
  const holds = ({ week, areas }: Look) =>
    week > movedAfter && destinations.some((area) => areas.includes(area));
  const hit = looks.find(holds);
  const wrong = episodesOf(
    looks.filter((look) => !holds(look)),
    threshold,
  );
  return {
    foundAfter: hit && hit.week - movedAfter,
    falseEpisodes: wrong.length,
    looks: looks.length,
    threshold,
    falseMarked: wrong.filter(([first]) => looks.find(({ week }) => week === first?.week)?.marked).length,
    foundMarked: hit?.marked ?? false,
    districtsNamed: hit?.areas.length,
  };
}
