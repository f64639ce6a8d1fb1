import { beforeAll, describe, expect, test } from "vitest";
import { createDistrictMap } from "../../../api/area/index.ts";
import { loadDistrictRows } from "../../../api/area/districts.ts";
import { createSurroundings, nearbyOf } from "../../../api/insight/relocation/index.ts";
import { chanceOf } from "../../../api/insight/relocation/random.ts";
import { follow, regionOf, type Region, type Run } from "./follow.ts";
import { figuresOf } from "./measure.ts";
import { ownThreshold } from "./own-threshold.ts";
import { SCENARIOS, type Scenario } from "./scenarios.ts";
import { keptBy } from "./targets.ts";
import { lineOf, linesOf } from "./tell.ts";
import { drawWorld } from "./world.ts";

let region: Region;
beforeAll(async () => {
  const rows = await loadDistrictRows();
  const districts = rows.centroids.map(({ code }) => code).filter((code) => code.startsWith("15."));
  region = regionOf(createSurroundings({ districts, map: createDistrictMap(rows) }), 6);
});
const [none] = SCENARIOS as [Scenario];
const sum = (counts: readonly { count: number }[]) => counts.reduce((all, { count }) => all + count, 0);

describe("a world of the simulation", () => {
  test("has the reports that its scenario asks for, fewer at the site after the closure, more where they moved", () => {
    const worlds = Array.from({ length: 30 }, (_, at) =>
      drawWorld({ ...none, moved: 12 }, region.surroundings, chanceOf(at, 1)),
    );

    const monthly = (when: (week: number) => boolean, weeks: number, where: "site" | "destination" | "all") =>
      (sum(
        worlds.flatMap(({ incidents, site, destinations }) =>
          incidents.filter(
            ({ area, week }) =>
              when(week) && (where === "all" || area === (where === "site" ? site : destinations[0])),
          ),
        ),
      ) *
        52) /
      (12 * weeks * worlds.length);
    const before = (week: number) => week < 52;
    const after = (week: number) => week >= 52;
    expect(Math.abs(monthly(before, 52, "all") - 60)).toBeLessThan(4);
    expect(Math.abs(monthly(before, 52, "site") - 9)).toBeLessThan(1.5);
    expect(Math.abs(monthly(after, 26, "site") - 1.8)).toBeLessThan(0.7);
    const grown = monthly(after, 26, "destination") - monthly(before, 52, "destination");
    expect(Math.abs(grown - 12)).toBeLessThan(2.5);
    for (const { site, destinations } of worlds)
      expect(nearbyOf(region.surroundings, site)).toContain(destinations[0]);
  });

  test("has no destination where nothing moves, so every alarm there is false", () => {
    expect(drawWorld(none, region.surroundings, chanceOf(1, 1)).destinations).toEqual([]);
  });
});

test("a large move is found within weeks, and the same seed gives the same run", () => {
  const runs = [1, 2, 3].map((seed) => follow({ ...none, moved: 20 }, region, seed));

  expect(follow({ ...none, moved: 20 }, region, 3)).toEqual(runs[2]);
  for (const { foundAfter } of runs.flat()) expect(foundAfter).toBeLessThanOrEqual(8);
});

describe("the threshold of the own past", () => {
  const own: Scenario = { ...none, earlier: 26, thresholds: ["own"] };
  const asked = (scenario: Scenario, seed: number) => {
    const world = drawWorld(scenario, region.surroundings, chanceOf(seed, 1));
    return { ...region, ...world, weeks: world.closureWeek, minCases: 3, replicates: 199, seed };
  };

  test("knows nothing of what was reported since the closure", () => {
    const question = asked({ ...own, moved: 30 }, 5);
    const before = question.incidents.filter(({ week }) => week < question.closureWeek);

    const threshold = ownThreshold(question);

    expect(before.length).toBeLessThan(question.incidents.length);
    expect(threshold).toBe(ownThreshold({ ...question, incidents: before }));
  });

  test("is higher where reports come in lumps", () => {
    const lumpy = ownThreshold(asked({ ...own, repeats: 1 }, 5));

    expect(lumpy).toBeGreaterThan(ownThreshold(asked(own, 5)));
  });
});

describe("figures", () => {
  const run = (foundAfter: number | undefined, falseEpisodes: number): Run => ({
    foundAfter,
    falseEpisodes,
    looks: 26,
    threshold: 52,
    falseMarked: 0,
    foundMarked: false,
    districtsNamed: foundAfter && 2,
  });
  const four = [run(3, 0), run(9, 1), run(undefined, 0), run(13, 1)];

  test("carry their standard errors", () => {
    const figures = figuresOf({ ...none, moved: 4 }, 52, four);

    expect(figures.foundBy).toEqual({
      4: [0.25, 0.217],
      8: [0.25, 0.217],
      13: [0.75, 0.217],
      26: [0.75, 0.217],
    });
    expect(figures.falseEpisodesAYear).toEqual([1.003, 0.579]);
    expect(linesOf(figures).join("\n")).toMatch(/13 weeks 75 ± 22 %[^]*false episodes a year 1\.00 ± 0\.58/);
  });

  test("keep a target or miss it, and too few runs are not enough to say so", () => {
    const many = <T>(one: T, times: number) => Array.from({ length: times }, () => one);
    const late = figuresOf({ ...none, moved: 4 }, 52, [...many(run(13, 0), 169), ...many(run(14, 0), 31)]);
    const soon = figuresOf({ ...none, moved: 6 }, 52, many(run(8, 0), 199));
    const calm = figuresOf(none, 52, [...many(run(undefined, 1), 200), ...many(run(undefined, 0), 200)]);

    const kept = keptBy([calm, late, soon]);

    expect(kept.map(({ holds, enough }) => [holds, enough])).toEqual([
      [true, true],
      [false, true],
      [true, false],
    ]);
    expect(kept.map(lineOf)[1]).toContain("does not hold");
  });
});
