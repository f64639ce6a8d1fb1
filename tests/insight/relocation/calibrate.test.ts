import { describe, expect, test } from "vitest";
import {
  calibrate,
  episodesOf,
  replayRegion,
  zoneSetOf,
  type IncidentCount,
  type Look,
} from "../../../api/insight/relocation/index.ts";
import { chanceOf } from "../../../api/insight/relocation/random.ts";

const look = (week: number, recurrenceInterval: number, ...areas: string[]): Look => ({
  week,
  areas,
  recurrenceInterval,
});
const quiet = (from: number, to: number): Look[] =>
  Array.from({ length: to - from }, (_, at) => look(from + at, 1));

describe("episodes", () => {
  test("alarms that share a district within four weeks are one", () => {
    const history = [look(1, 60, "a"), look(3, 99, "a", "b"), look(7, 60, "b"), look(12, 60, "b")];

    const episodes = episodesOf(history, 52);

    expect(episodes.map((episode) => episode.map(({ week }) => week))).toEqual([[1, 3, 7], [12]]);
  });

  test("alarms elsewhere, and those below the threshold, are not part of them", () => {
    const history = [look(1, 60, "a"), look(2, 60, "c"), look(3, 51, "a")];

    expect(episodesOf(history, 52)).toHaveLength(2);
  });
});

describe("the threshold of a region", () => {
  const year = (...alarms: Look[]) => [...alarms, ...quiet(alarms.length, 52)];

  test("is one year where the past was calm", () => {
    expect(calibrate([year(look(0, 60, "a"))], 1.1)).toMatchObject({ threshold: 52 });
  });

  test("rises until alarms are as rare as people can bear", () => {
    const history = year(look(0, 60, "a"), look(1, 90, "b"), look(2, 500, "c"));

    const { threshold, episodesPerYear } = calibrate([history], 1.1);

    expect(threshold).toBe(104);
    expect(episodesPerYear).toBeCloseTo(1, 1);
  });

  test("is the highest, with what it gives, where nothing is enough", () => {
    const history = year(look(0, 1000, "a"), look(1, 1000, "b"));

    expect(calibrate([history], 1)).toMatchObject({ threshold: 520, looks: 52 });
    expect(calibrate([history], 1).episodesPerYear).toBeCloseTo(2, 1);
  });

  test("does not fall below what the caller holds to be the least", () => {
    expect(calibrate([quiet(0, 52)], 1.1, 208)).toMatchObject({ threshold: 208, episodesPerYear: 0 });
  });
});

test("a replay looks at each past week as if it were today", () => {
  const chance = chanceOf(1, 1);
  const steady: IncidentCount[] = Array.from({ length: 52 * 6 }, (_, at) => ({
    area: "abcdef"[Math.floor(chance() * 6)] ?? "a",
    week: Math.floor(at / 6),
    count: 1,
  }));
  const outbreak = [36, 37, 38, 39].map((week) => ({ area: "b", week, count: 5 }));
  const question = {
    zones: zoneSetOf([["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]),
    weeks: 52,
    maxWindow: 8,
    minCases: 3,
    replicates: 199,
    seed: 2,
  };

  const calm = [...replayRegion({ ...question, incidents: steady })];
  const stirred = [...replayRegion({ ...question, incidents: [...steady, ...outbreak] })];

  expect(stirred.map(({ week }) => week)).toEqual(Array.from({ length: 26 }, (_, at) => 26 + at));
  expect(stirred.filter(({ week }) => week < 36)).toEqual(calm.filter(({ week }) => week < 36));
  expect(stirred.find(({ week }) => week === 39)).toMatchObject({ areas: ["b"], recurrenceInterval: 200 });
});

describe("a replay", () => {
  const question = {
    zones: zoneSetOf([["a"], ["b"]]),
    weeks: 60,
    maxWindow: 8,
    minCases: 3,
    replicates: 99,
    seed: 2,
  };
  const weekly = (count: number): IncidentCount[] =>
    ["a", "b"].flatMap((area) => Array.from({ length: 60 }, (_, week) => ({ area, week, count })));

  test("leaves out weeks that had too little for a verdict", () => {
    const looks = [...replayRegion({ ...question, incidents: weekly(2) })];

    // Four a week: 150 after 38 weeks.
    expect(looks.map(({ week }) => week)).toEqual(Array.from({ length: 23 }, (_, at) => 37 + at));
  });

  test("forgets what lies further back than a look of today knows", () => {
    const once = { area: "a", week: 2, count: 40 };
    const looksWith = (extra: IncidentCount[], memory: number) =>
      [...replayRegion({ ...question, incidents: [...weekly(3), ...extra] }, memory)].at(-1);

    expect(looksWith([once], 30)).toEqual(looksWith([], 30));
  });
});
