import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { createDistrictMap, type DistrictMap } from "../../../api/area/index.ts";
import { loadDistrictRows } from "../../../api/area/districts.ts";
import { createSurroundings, nearbyOf, zoneSetOf, zonesOf } from "../../../api/insight/relocation/index.ts";
import { zonesNearby } from "../../../api/insight/relocation/surroundings.ts";
import type { AreaCode } from "../../../api/kernel.ts";

const code = (text: string) => text as AreaCode;
let districts: AreaCode[];
let map: DistrictMap;
beforeAll(async () => {
  const rows = await loadDistrictRows();
  districts = rows.centroids.map((row) => row.code);
  map = createDistrictMap(rows);
});
const around = (province: string, links?: [AreaCode, AreaCode][]) =>
  createSurroundings({ districts: districts.filter((at) => at.startsWith(province)), map, links });

const sorted = (zones: readonly (readonly string[])[]) =>
  new Set(zones.map((zone) => zone.toSorted().join(" ")));

describe("zones", () => {
  test("of Jambi are those that other software was given, and each whole kab/kota", () => {
    const given = JSON.parse(
      readFileSync(new URL("fixtures/zones.json", import.meta.url), "utf8"),
    ) as string[][];

    const ours = sorted(zonesOf(around("15."), 6));

    expect([...sorted(given)].filter((zone) => !ours.has(zone))).toEqual([]);
    expect(ours.size).toBe(given.length + 11);
  });

  test("of the whole country are made at start, with every district in one", () => {
    const zones = zoneSetOf(zonesOf(createSurroundings({ districts, map }), 8));

    expect(zones.areas.length).toBe(districts.length);
    expect(zones.count).toBeGreaterThan(50_000);
  });

  test("grow ring by ring, never past the size asked for", () => {
    const jambi = around("15.");

    const growing = zonesOf(jambi, 5).filter(([centre]) => centre === "15.05.01");

    const wholes = growing.filter((zone) => zone.length <= 5);
    expect(wholes.map((zone) => zone.length)).toEqual([1, 2, 3, 4, 5]);
    expect(jambi.rings(code("15.05.01"), 1)[1]).toContain(wholes[1]?.[1]);
  });
});

describe("rings", () => {
  test("an island has its three nearest districts, and they have it", () => {
    const java = around("35.");
    const masalembu = code("35.29.23");

    const [, neighbours = []] = java.rings(masalembu, 1);

    expect(java.stranded).toContain(masalembu);
    expect(neighbours).toHaveLength(3);
    expect(java.rings(neighbours[0] as AreaCode, 1)[1]).toContain(masalembu);
  });

  test("a link that an officer entered makes neighbours of two districts", () => {
    const far: [AreaCode, AreaCode] = [code("15.05.01"), code("15.01.01")];

    expect(around("15.").rings(far[0], 1)[1]).not.toContain(far[1]);
    expect(around("15.", [far]).rings(far[0], 1)[1]).toContain(far[1]);
  });

  test("are the same whatever was asked before, and end where the region ends", () => {
    const asked = around("15.");
    const wide = asked.rings(code("15.71.01"), 30);

    const narrow = asked.rings(code("15.71.01"), 2);

    expect(narrow).toEqual(around("15.").rings(code("15.71.01"), 2));
    expect(asked.rings(code("15.71.01"), 30)).toEqual(wide);
    expect(wide.at(-1)).not.toEqual([]);
  });

  test("no district is in two rings", () => {
    const all = around("15.").rings(code("15.71.01"), 30).flat();

    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(144);
  });
});

test("the zones of a follow-up hold neither the site nor anything beyond ring 2", () => {
  const jambi = around("15.");
  const site = code("15.71.06");

  const within = new Set(zonesNearby(jambi, site, 6).flat());

  expect([...within].toSorted()).toEqual(nearbyOf(jambi, site).toSorted());
  expect(within).not.toContain(site);
});
