/** One synthetic history: incidents by district and week, drawn from a scenario. No figure here is from a real report. */
import { parentArea, type AreaCode } from "../../../api/kernel.ts";
import { nearbyOf, type IncidentCount, type Surroundings } from "../../../api/insight/relocation/index.ts";
import { drawGamma, drawNormal, type Chance } from "../../../api/insight/relocation/random.ts";
import type { Scenario } from "./scenarios.ts";

export const FOLLOW_UP_WEEKS = 26;

const WEEKS_A_MONTH = 52 / 12;
const SHARE_OF_SITE = 0.15;
const LEFT_AT_SITE = 0.2;
/** Kota report three times as much as kabupaten. */
const CITY = 3;
/** All districts share a weekly up and down: gamma with a coefficient of variation of 0.29. */
const SHARED_SHAPE = 1 / 0.29 ** 2;
/** Every district and week: negative binomial with this k. */
const OWN_SHAPE = 2;
const PUBLICITY = 2;
const PUBLICITY_WEEKS = 8;
/** Reports on other topics for each one on this topic. */
const OTHER_TOPICS = 3;

export type World = {
  site: AreaCode;
  destinations: AreaCode[];
  closureWeek: number;
  incidents: IncidentCount[];
  otherTopics: IncidentCount[];
};

export function drawWorld(scenario: Scenario, surroundings: Surroundings, chance: Chance): World {
  const site = drawSite(scenario, surroundings, chance);
  const far = surroundings.rings(site, 4).slice(3).flat();
  const candidates = scenario.ring === "near" ? nearbyOf(surroundings, site) : far;
  // Where nothing moves there is no destination, and every alarm is false.
  const destinations = scenario.moved === 0 ? [] : pick(candidates, scenario.destinations, chance);
  const publicity = publicityOf(scenario, surroundings, site, chance);
  const closureWeek = scenario.earlier + scenario.base;
  const weeks = closureWeek + FOLLOW_UP_WEEKS;
  const monthlyMoved = scenario.moved / destinations.length;

  const rates = drawRates(surroundings, site, chance);
  const otherRates = drawRates(surroundings, site, chance);
  const incidents: IncidentCount[] = [];
  const otherTopics: IncidentCount[] = [];
  for (let week = 0; week < weeks; week++) {
    const shared = drawGamma(SHARED_SHAPE, chance) / SHARED_SHAPE;
    const closed = week >= closureWeek;
    for (const area of surroundings.districts) {
      const seen = shared * (publicity(area, week) ? PUBLICITY : 1);
      const draw = (monthly: number) =>
        drawPoisson(((monthly / WEEKS_A_MONTH) * seen * drawGamma(OWN_SHAPE, chance)) / OWN_SHAPE, chance);
      const usual = scenario.monthly * (rates.get(area) ?? 0) * (closed && area === site ? LEFT_AT_SITE : 1);
      const arrived = week >= closureWeek + scenario.movedAfter && destinations.includes(area);
      const count = draw(usual + (arrived ? monthlyMoved : 0));
      pushReports(incidents, { area, week, count }, scenario, chance);
      const other = draw(scenario.monthly * OTHER_TOPICS * (otherRates.get(area) ?? 0));
      if (other > 0) otherTopics.push({ area, week, count: other });
    }
  }
  return {
    site,
    destinations,
    closureWeek,
    incidents: incidents.filter(({ week }) => week < weeks),
    otherTopics,
  };
}

/** A site has districts around it and others far away. */
function drawSite(scenario: Scenario, surroundings: Surroundings, chance: Chance): AreaCode {
  const { districts, rings } = surroundings;
  const possible = districts.filter(
    (code) =>
      (scenario.site === "anywhere" || isCity(code)) &&
      nearbyOf(surroundings, code).length >= 4 &&
      rings(code, 4).slice(3).flat().length >= 2,
  );
  return pick(possible, 1, chance)[0] as AreaCode;
}

const isCity = (code: AreaCode): boolean => Number(code.split(".")[1]) >= 71;

/** Each district's share of what is reported: lognormal, σ = 1; the site has its fixed share. */
function drawRates({ districts }: Surroundings, site: AreaCode, chance: Chance): Map<AreaCode, number> {
  const drawn = new Map(
    districts.map((code) => [
      code,
      code === site ? 0 : Math.exp(drawNormal(chance)) * (isCity(code) ? CITY : 1),
    ]),
  );
  const total = [...drawn.values()].reduce((sum, rate) => sum + rate, 0);
  for (const [code, rate] of drawn) drawn.set(code, (rate / total) * (1 - SHARE_OF_SITE));
  return drawn.set(site, SHARE_OF_SITE);
}

/** At the site publicity comes with the closure, elsewhere at any time of the follow-up. */
function publicityOf(
  { publicity, earlier, base }: Scenario,
  surroundings: Surroundings,
  site: AreaCode,
  chance: Chance,
): (area: AreaCode, week: number) => boolean {
  if (publicity === "none") return () => false;
  const closure = earlier + base;
  const start =
    publicity === "site" ? closure : closure + Math.floor(chance() * (FOLLOW_UP_WEEKS - PUBLICITY_WEEKS + 1));
  const reached: Record<typeof publicity, AreaCode[]> = {
    province: [...surroundings.districts],
    regency: surroundings.districts.filter((code) => parentArea(code) === parentArea(site)),
    site: [site, ...nearbyOf(surroundings, site)],
  };
  const areas = new Set(reached[publicity]);
  return (area, week) => areas.has(area) && week >= start && week < start + PUBLICITY_WEEKS;
}

/** Incidents as they arrive: some without a district, some told again in the same or the next week. */
function pushReports(
  into: IncidentCount[],
  { area, week, count }: IncidentCount,
  { repeats, deduplicated, withoutDistrict }: Scenario,
  chance: Chance,
): void {
  for (let incident = 0; incident < count; incident++) {
    if (chance() < withoutDistrict) continue;
    into.push({ area, week, count: 1 });
    for (let again = drawPoisson(repeats * (1 - deduplicated), chance); again > 0; again--)
      into.push({ area, week: week + Math.floor(chance() * 2), count: 1 });
  }
}

function pick<T>(from: readonly T[], many: number, chance: Chance): T[] {
  const left = [...from];
  return Array.from({ length: many }, () => left.splice(Math.floor(chance() * left.length), 1)).flat();
}

/** Poisson by counting arrivals (Knuth); for the small means of a district's week. */
function drawPoisson(mean: number, chance: Chance): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let left = chance(); left > limit; left *= chance()) count += 1;
  return count;
}
