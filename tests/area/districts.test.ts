import { beforeAll, describe, expect, test } from "vitest";
import { createDistrictMap, type DistrictMap, type DistrictRows } from "../../api/area/index.ts";
import { loadDistrictRows } from "../../api/area/districts.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import type { AreaCode } from "../../api/kernel.ts";

const code = (text: string) => text as AreaCode;
let rows: DistrictRows;
let map: DistrictMap;
beforeAll(async () => {
  rows = await loadDistrictRows();
  map = createDistrictMap(rows);
});

describe("the map of districts", () => {
  test("all but one district of the official list has a point inside the bounds of Indonesia", async () => {
    const { districts } = await loadGazetteerRows();

    const without = districts.filter((district) => map.centroid(code(district.code)) === undefined);
    const outside = rows.centroids.filter(
      ({ latitude, longitude }) =>
        !(latitude > -11.1 && latitude < 6.1 && longitude > 94.9 && longitude < 141.1),
    );

    expect(without.map((district) => district.code)).toEqual(["72.06.20"]);
    expect(outside).toEqual([]);
  });

  test("to be neighbours is mutual, and nobody is his own neighbour", () => {
    const oneSided = rows.centroids.filter(({ code: one }) =>
      map.neighbours(one).some((other) => other === one || !map.neighbours(other).includes(one)),
    );

    expect(oneSided).toEqual([]);
  });

  test("Sawahan in Surabaya borders on Wonokromo; Masalembu, alone in the Java Sea, has no neighbour", () => {
    expect(map.neighbours(code("35.78.06"))).toContain("35.78.04");
    expect(map.neighbours(code("35.29.23"))).toEqual([]);
  });
});
