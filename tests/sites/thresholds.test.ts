import { beforeAll, describe, expect, test } from "vitest";
import { createDistrictMap, type DistrictMap } from "../../api/area/index.ts";
import { loadDistrictRows } from "../../api/area/districts.ts";
import { episodesOf, replayFollowUps, type Look } from "../../api/insight/relocation/index.ts";
import type { AreaCode, LocalDay } from "../../api/kernel.ts";
import type { KeptThreshold, WatchedReport } from "../../api/sites/index.ts";
import { groundOf, provinceGround, questionAround } from "../../api/sites/look.ts";
import { nextToReplay, replayPast, thresholdOf } from "../../api/sites/thresholds.ts";
import { plusWeeks } from "../../api/sites/weeks.ts";
import { lumpyHistory } from "./lumpy.ts";

const JAMBI = "15" as AreaCode;
const MONDAY = Date.parse("2026-11-16T02:00Z");
const LATEST = "2026-11-09" as LocalDay;
const YEAR = 52;

let map: DistrictMap;
let districts: AreaCode[];
beforeAll(async () => {
  const rows = await loadDistrictRows();
  map = createDistrictMap(rows);
  districts = rows.centroids.map(({ code }) => code).filter((code) => code.startsWith("15."));
});

const replay = (reports: WatchedReport[], week = LATEST, closed: AreaCode[] = []) =>
  replayPast({
    province: JAMBI,
    week,
    ground: groundOf(reports, districts, map, []),
    inside: provinceGround(reports, JAMBI, districts, map),
    closed,
    pause: async () => {},
  });

const lumpy = (weeks: number, seed = 1, pairs = 0.25) =>
  lumpyHistory(districts, { monday: MONDAY, weeks, pairs, seed });

/** Follow-ups of eight closures that never were, through the year that ends with the latest week. */
function followedForAYear(reports: WatchedReport[]): Look[][] {
  const ground = groundOf(reports, districts, map, []);
  const closedOn = plusWeeks(LATEST, -YEAR);
  return districts
    .filter((_, at) => at % 18 === 0)
    .flatMap((district) => {
      const { question } = questionAround(ground, { district, closedOn }, LATEST, 52);
      return replayFollowUps(question, [district]).map((history) => [...history]);
    });
}

const falseAlarms = (years: Look[][], threshold: number): number =>
  years.reduce((sum, looks) => sum + episodesOf(looks, threshold).length, 0) / years.length;

const day = (week: string) => week as LocalDay;
const kept = (changes: Partial<KeptThreshold> = {}): KeptThreshold => ({
  province: JAMBI,
  look: "province",
  week: LATEST,
  threshold: 312,
  replayed: 104,
  alarmsPerYear: 1,
  ...changes,
});

describe("where reports come in lumps", () => {
  test("the own past raises the threshold, and the year after has as few false alarms as people can bear", async () => {
    const reports = lumpy(104 + YEAR, 3, 0.5);

    const thresholds = await replay(reports, plusWeeks(LATEST, -YEAR));
    const years = followedForAYear(reports);
    const [province, site] = (["province", "site"] as const).map(
      (look) => thresholdOf(thresholds, JAMBI, look).weeks,
    );

    expect(province).toBeGreaterThan(208);
    expect(site).toBeGreaterThan(52);
    expect(falseAlarms(years, 52)).toBeGreaterThan(1.1);
    expect(falseAlarms(years, site as number)).toBeLessThanOrEqual(1.1);
  });
});

describe("the past of a province", () => {
  test("too short, leaves the defaults, and says how many weeks it had", async () => {
    const thresholds = await replay(lumpy(70));

    expect(thresholds.map(({ look, replayed }) => [look, replayed])).toEqual([
      ["province", 44],
      ["site", 0],
    ]);
    expect(thresholdOf(thresholds, JAMBI, "province")).toEqual({ weeks: 208, ownPast: undefined });
    expect(thresholdOf(thresholds, JAMBI, "site")).toEqual({ weeks: 52, ownPast: undefined });
  });

  test("too short in a dense city, where a move stands out less, leaves a site a lower threshold", () => {
    expect(thresholdOf([], "31" as AreaCode, "site").weeks).toBe(39);
    expect(thresholdOf([], JAMBI, "site").weeks).toBe(52);
  });

  test("calm for two years, lowers the threshold; calm for one may be luck and does not", async () => {
    const [oneYear, twoYears] = await Promise.all([replay(lumpy(100, 1, 0)), replay(lumpy(130, 1, 0))]);

    expect(thresholdOf(oneYear, JAMBI, "province")).toMatchObject({ weeks: 208, ownPast: { replayed: 74 } });
    expect(thresholdOf(twoYears, JAMBI, "province")).toMatchObject({ weeks: 52, ownPast: { replayed: 104 } });
  });

  test("with closures everywhere, offers no district for a closure that never was", async () => {
    const thresholds = await replay(lumpy(100), LATEST, districts);

    expect(thresholds.find(({ look }) => look === "site")).toMatchObject({ replayed: 0, threshold: 52 });
  });
});

describe("whose turn it is", () => {
  const provinces = ["11", "12", "13"] as AreaCode[];
  const next = (all: KeptThreshold[]) => nextToReplay(provinces, all, () => LATEST);
  const rested = (province: string, weeks: number, replayed = 104) =>
    kept({ province: province as AreaCode, week: plusWeeks(LATEST, -weeks), replayed });

  test("who was never replayed comes first, then who has waited longest", () => {
    expect(next([rested("11", 20), rested("12", 20)])).toBe("13");
    expect(next([rested("11", 14), rested("12", 20), rested("13", 13)])).toBe("12");
  });

  test("a quarter lies between two replays, four weeks where there was too little of a past", () => {
    expect(next([rested("11", 12), rested("12", 12), rested("13", 12)])).toBeUndefined();
    expect(next([rested("11", 12), rested("12", 4, 51), rested("13", 3, 51)])).toBe("12");
  });

  test("the newest replay counts", () => {
    const all = [kept({ week: day("2026-11-02"), threshold: 416 }), kept({ threshold: 104 })];

    expect(thresholdOf(all, JAMBI, "province").weeks).toBe(104);
    expect(thresholdOf(all.toReversed(), JAMBI, "province").weeks).toBe(104);
  });
});
