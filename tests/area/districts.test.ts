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

describe("a pin on the map", () => {
  test.each([
    ["Sawahan, near the old Dolly", -7.2735, 112.7205, "35.78.06"],
    ["the middle of Masalembu", -5.4185, 114.4676, "35.29.23"],
    ["a boat off Masalembu", -5.7, 114.6, "35.29.23"],
  ])("%s lies in its district", (_where, latitude, longitude, district) => {
    expect(map.locate({ latitude, longitude })).toEqual({ kind: "inside", code: district });
  });

  test("half way between two neighbours it lies at their border, the nearer first", () => {
    const [one, other] = [map.centroid(code("35.78.06")), map.centroid(code("35.78.05"))];
    const between = (share: number, a = 0, b = 0) => a + (b - a) * share;

    const pin = map.locate({
      latitude: between(0.45, one?.latitude, other?.latitude),
      longitude: between(0.45, one?.longitude, other?.longitude),
    });

    expect(pin.kind === "border" && pin.codes.slice(0, 2)).toEqual(["35.78.06", "35.78.05"]);
  });

  test.each([
    ["Singapore", 1.3, 103.85],
    ["Johor Bahru", 1.5, 103.75],
    ["Kuching", 1.56, 110.35],
    ["Dili", -8.55, 125.57],
    ["Frankfurt", 50, 8],
    ["the Indian Ocean", -12, 100],
    ["nowhere at all", NaN, NaN],
  ])("%s is abroad", (_where, latitude, longitude) => {
    expect(map.locate({ latitude, longitude })).toEqual({ kind: "abroad" });
  });

  test("the middle of a district lies in that district or at its border", () => {
    const sample = rows.centroids.filter((_middle, at) => at % 17 === 0);

    const lost = sample.filter(({ code: district, ...point }) => {
      const pin = map.locate(point);
      return pin.kind === "abroad" || (pin.kind === "inside" ? pin.code : pin.codes[0]) !== district;
    });

    expect(lost.length).toBeLessThan(2);
  });
});
