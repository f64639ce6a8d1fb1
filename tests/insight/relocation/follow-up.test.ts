import { beforeAll, describe, expect, test } from "vitest";
import { createDistrictMap } from "../../../api/area/index.ts";
import { loadDistrictRows } from "../../../api/area/districts.ts";
import {
  createSurroundings,
  effectOf,
  followUp,
  nearbyOf,
  type FollowUpQuestion,
  type IncidentCount,
  type Surroundings,
} from "../../../api/insight/relocation/index.ts";
import type { AreaCode } from "../../../api/kernel.ts";

const SITE = "15.71.06" as AreaCode;
const CLOSED = 40;
const WEEKS = 52;
let jambi: Surroundings;
let near: AreaCode;
let far: AreaCode;
beforeAll(async () => {
  const rows = await loadDistrictRows();
  const districts = rows.centroids.map(({ code }) => code).filter((code) => code.startsWith("15."));
  jambi = createSurroundings({ districts, map: createDistrictMap(rows) });
  near = nearbyOf(jambi, SITE)[3] as AreaCode;
  far = jambi.rings(SITE, 6).at(-1)?.[0] as AreaCode;
});

/** One incident a week in each. */
const weekly = (area: AreaCode, from = 0, to = WEEKS): IncidentCount[] =>
  Array.from({ length: to - from }, (_, at) => ({ area, week: from + at, count: 1 }));
const everywhere = () => jambi.districts.filter((_, at) => at % 9 === 0).flatMap((area) => weekly(area));
const question = (incidents: IncidentCount[]): FollowUpQuestion => ({
  incidents,
  surroundings: jambi,
  site: SITE,
  closureWeek: CLOSED,
  weeks: WEEKS,
  minCases: 3,
  zoneSize: 6,
  replicates: 999,
  seed: 3,
});

describe("the follow-up of a closed site", () => {
  test("finds reports that began near it after the closure", () => {
    const result = followUp(question([...everywhere(), ...weekly(near, CLOSED)]));

    expect(result?.clusters[0]).toMatchObject({ observed: 12, weeks: 12 });
    expect(result?.clusters[0]?.areas).toContain(near);
    expect(result?.clusters[0]?.p).toBe(0.001);
  });

  test("does not see reports that began far away, nor at the site itself", () => {
    const result = followUp(question([...everywhere(), ...weekly(SITE, CLOSED), ...weekly(far, CLOSED)]));

    const withoutSite = followUp(question([...everywhere(), ...weekly(far, CLOSED)]));
    expect(result?.incidents).toBe(withoutSite?.incidents);
    expect(result?.clusters).toEqual([]);
  });

  test("takes no window that began before the closure", () => {
    const result = followUp(question([...everywhere(), ...weekly(near, CLOSED - 8)]));

    for (const { weeks } of result?.clusters ?? []) expect(weeks).toBeLessThanOrEqual(WEEKS - CLOSED);
  });

  test("sees at once what began late, as it looks at the later half of the time too", () => {
    const result = followUp(question([...everywhere(), ...weekly(near, WEEKS - 6)]));

    expect(result?.clusters[0]).toMatchObject({ observed: 6, weeks: 6 });
  });

  test("does not take one week's lump for a move", () => {
    const lump = { area: near, week: WEEKS - 1, count: 4 };
    const usual = weekly(near, 0, CLOSED).filter((_, at) => at % 2 === 0);

    const [cluster] = followUp(question([...everywhere(), ...usual, lump]))?.clusters ?? [];

    expect(cluster?.recurrenceInterval ?? 0).toBeLessThan(52);
  });

  test("says nothing before the first week is over", () => {
    expect(followUp({ ...question(everywhere()), closureWeek: WEEKS })).toBeUndefined();
  });
});

describe("its effect", () => {
  test("counts the site, rings 1 and 2, and districts from ring 4 on, before and after", () => {
    const guard = jambi.rings(SITE, 3)[3]?.[0] as AreaCode;
    const incidents = [
      ...weekly(SITE, 0, CLOSED),
      ...weekly(near, CLOSED - 6),
      ...weekly(guard),
      ...weekly(far),
    ];

    const { counts, displacement } = effectOf(question(incidents));

    expect(counts).toEqual({
      site: { before: 40, after: 0 },
      nearby: { before: 6, after: 12 },
      control: { before: 40, after: 12 },
    });
    expect(displacement?.excessNearby).toBeCloseTo(12 - 6 * 0.3, 9);
  });

  test("has a weighted difference only with districts that somebody held to be alike", () => {
    const incidents = [...weekly(SITE, 0, CLOSED), ...weekly(far)];

    const without = effectOf(question(incidents));
    const withMatched = effectOf({ ...question(incidents), matched: { site: [far], nearby: [] } });

    expect(without.difference).toBeUndefined();
    expect(withMatched.difference?.local.estimate).toBe(-40 - (12 - 40));
  });
});
