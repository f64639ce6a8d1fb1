import { beforeAll, describe, expect, test } from "vitest";
import { createDistrictMap, type DistrictMap } from "../../api/area/index.ts";
import { loadDistrictRows } from "../../api/area/districts.ts";
import {
  instant,
  type AgencyId,
  type AgencyKind,
  type AreaCode,
  type IncidentId,
  type LocalDay,
  type OfficerId,
} from "../../api/kernel.ts";
import type { Body } from "../../api/routing/index.ts";
import {
  createProvinceDesk,
  type Finding,
  type KeptFinding,
  type WatchedReport,
} from "../../api/sites/index.ts";
import { lookOver, provinceGround } from "../../api/sites/look.ts";
import { createFakeWatchRows } from "../fakes/watch-rows.ts";
import { lumpyHistory } from "./lumpy.ts";

const JAMBI = "15" as AreaCode;
const NOW = instant(Date.parse("2026-11-16T02:00Z"));
const LATEST = "2026-11-09" as LocalDay;
const WEEK = 7 * 86_400_000;
const THRESHOLD = { weeks: 208, ownPast: undefined };

let map: DistrictMap;
let districts: AreaCode[];
beforeAll(async () => {
  const rows = await loadDistrictRows();
  map = createDistrictMap(rows);
  districts = rows.centroids.map(({ code }) => code).filter((code) => /^1[56]\./.test(code));
});

const inJambi = () => districts.filter((code) => code.startsWith("15."));
const calm = () => lumpyHistory(inJambi(), { monday: NOW, weeks: 60, pairs: 0, seed: 4 });

/** `each` more reports in each of these districts in each of the last four weeks. */
const rise = (areas: readonly AreaCode[], each: number): WatchedReport[] =>
  areas.flatMap((area) =>
    Array.from({ length: 4 * each }, (_, at) => ({
      incident: `${area} ${at}` as IncidentId,
      area,
      filedAt: instant(NOW - (1 + (at % 4)) * WEEK + 3 * 86_400_000),
      category: "hidden_prostitution" as const,
    })),
  );

const lookAt = (reports: WatchedReport[], within = false): Finding =>
  lookOver(provinceGround(reports, JAMBI, districts, map), JAMBI, LATEST, THRESHOLD, within);

const body = (id: string, kind: AgencyKind, area: string): Body => ({
  id: id as AgencyId,
  name: id,
  kind,
  area: area as AreaCode,
  open: true,
});
const BODIES = [
  body("koordinator", "coordinator", ""),
  body("dinsos-provinsi", "social_office", "15"),
  body("dinsos-kota", "social_office", "15.71"),
  body("polda", "police", "15"),
];
const by = (agency: string) => ({
  officer: "officer" as OfficerId,
  agency: agency as AgencyId,
  role: "officer" as const,
  privateKey: "" as never,
});

function openDesk(reports: WatchedReport[] = []) {
  const rows = createFakeWatchRows(reports);
  const desk = createProvinceDesk({
    rows,
    bodies: { all: async () => BODIES },
    districts,
    map,
    clock: () => NOW,
  });
  return { rows, desk };
}

describe("a look at a province", () => {
  test("names the strongest rise, and others that pass the threshold as well", () => {
    const [kota, tanjung] = ["15.71.02", "15.06.01"] as [AreaCode, AreaCode];

    const finding = lookAt([...calm(), ...rise([kota], 4), ...rise([tanjung], 3)]);

    expect(finding.cluster?.districts).toContain(kota);
    expect(finding.others?.map((cluster) => cluster.districts)).toEqual([
      expect.arrayContaining([tanjung]) as AreaCode[],
    ]);
  });

  test("has no others beside a single rise, and none at all where it is quiet", () => {
    expect(lookAt([...calm(), ...rise(["15.71.02" as AreaCode], 4)]).others).toBeUndefined();
    expect(lookAt(calm())).toMatchObject({ verdict: "quiet", cluster: undefined });
  });

  test("within each kab/kota, does not mark what rose in a whole kab/kota at once", () => {
    const kota = districts.filter((code) => code.startsWith("15.71."));
    const campaign = [...calm(), ...rise(kota, 2)];

    expect(lookAt(campaign).verdict).toBe("alarm");
    expect(lookAt(campaign, true).verdict).toBe("quiet");
  });

  test("within each kab/kota, still marks a district that rose beside its neighbours", () => {
    const district = "15.71.02" as AreaCode;

    expect(lookAt([...calm(), ...rise([district], 5)], true).cluster?.districts).toContain(district);
  });
});

describe("who reads of provinces", () => {
  test("a coordinator reads of all in its area, a provincial Dinas Sosial of its own, one of a city of none", async () => {
    const { desk } = openDesk();

    const seen = await Promise.all(
      ["koordinator", "dinsos-provinsi", "dinsos-kota"].map((id) => desk.list(by(id))),
    );

    expect(seen.map((list) => (list.ok ? list.value.map(({ code }) => code) : list.refusal))).toEqual([
      ["15", "16"],
      ["15"],
      [],
    ]);
  });

  test("police are refused; a province outside the own area, or none at all, is not there", async () => {
    const { desk } = openDesk();

    const asked = [
      await desk.list(by("polda")),
      await desk.find(by("polda"), JAMBI),
      await desk.lookWithin(by("polda"), JAMBI),
      await desk.find(by("dinsos-provinsi"), "16" as AreaCode),
      await desk.lookWithin(by("dinsos-kota"), JAMBI),
      await desk.find(by("koordinator"), "15.71" as AreaCode),
    ];

    expect(asked.map((result) => (result.ok ? "ok" : result.refusal))).toEqual([
      "no_access",
      "no_access",
      "no_access",
      "unknown_site",
      "unknown_site",
      "unknown_site",
    ]);
  });
});

test("the list tells the newest look of each province, and forgets one that is two months old", async () => {
  const { rows, desk } = openDesk();
  const kept = (province: string, week: string): KeptFinding => ({
    scope: `province:${province}` as KeptFinding["scope"],
    week: week as LocalDay,
    finding: lookAt([]),
  });
  for (const look of [kept("15", "2026-11-02"), kept("15", "2026-11-09"), kept("16", "2026-08-31")])
    await rows.keep(look, [], []);

  const list = await desk.list(by("koordinator"));

  expect(list.ok && list.value.map(({ latest }) => latest?.week)).toEqual(["2026-11-09", undefined]);
});

test("a look within each kab/kota is of the same week and threshold as the latest look, and is not kept", async () => {
  const reports = [...calm(), ...rise(["15.71.02" as AreaCode], 5)];
  const { rows, desk } = openDesk(reports);
  const own = { replayed: 104, alarmsPerYear: 1 };
  const latest = { ...lookAt(reports), threshold: 312, ownPast: own };
  await rows.keep({ scope: "province:15" as KeptFinding["scope"], week: LATEST, finding: latest }, [], []);

  const within = await desk.lookWithin(by("koordinator"), JAMBI);
  const never = await desk.lookWithin(by("koordinator"), "16" as AreaCode);

  expect(within.ok && within.value).toMatchObject({
    week: LATEST,
    finding: { verdict: "alarm", threshold: 312, ownPast: own },
  });
  expect(never).toEqual({ ok: true, value: undefined });
  expect((await desk.find(by("koordinator"), JAMBI)).ok).toBe(true);
  expect(await rows.past("province:15" as KeptFinding["scope"], 5)).toHaveLength(1);
});
