import { beforeAll, describe, expect, test } from "vitest";
import { createDistrictMap } from "../../../api/area/index.ts";
import { loadDistrictRows } from "../../../api/area/districts.ts";
import { createSurroundings, nearbyOf } from "../../../api/insight/relocation/index.ts";
import { chanceOf } from "../../../api/insight/relocation/random.ts";
import { follow, regionOf, type Region, type Run } from "./follow.ts";
import { figuresOf } from "./measure.ts";
import { SCENARIOS, type Scenario } from "./scenarios.ts";
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
  for (const { foundAfter } of runs) expect(foundAfter).toBeLessThanOrEqual(8);
});

test("figures carry their standard errors", () => {
  const run = (foundAfter: number | undefined, falseEpisodes: number): Run => ({
    foundAfter,
    falseEpisodes,
    looks: 26,
    falseMarked: 0,
    foundMarked: false,
    districtsNamed: foundAfter && 2,
  });

  const figures = figuresOf({ ...none, moved: 4 }, [run(3, 0), run(9, 1), run(undefined, 0), run(13, 1)]);

  expect(figures.foundBy).toEqual({
    4: [0.25, 0.217],
    8: [0.25, 0.217],
    13: [0.75, 0.217],
    26: [0.75, 0.217],
  });
  expect(figures.falseEpisodesAYear).toEqual([1.003, 0.579]);
});
