import { beforeAll, describe, expect, test } from "vitest";
import { createGazetteer, type Gazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import { ALIAS_KINDS, shippedAliases } from "../../api/area/aliases.ts";
import shipped from "../../api/area/aliases.json" with { type: "json" };
import type { GazetteerRows } from "../../api/area/index.ts";
import { NATION, type AreaCode } from "../../api/kernel.ts";

const code = (text: string) => text as AreaCode;
let rows: GazetteerRows;
let gazetteer: Gazetteer;
beforeAll(async () => {
  rows = await loadGazetteerRows();
  gazetteer = createGazetteer(rows);
});

describe("the tree of areas", () => {
  test.each([
    ["16.71.07", "Sukarami, Kota Palembang, Sumatera Selatan"],
    ["31", "DKI Jakarta"],
    ["31.71", "Kota Jakarta Pusat, DKI Jakarta"],
    ["34.04", "Kabupaten Sleman, DI Yogyakarta"],
    ["35.78.06.1004", "Putat Jaya, Sawahan, Kota Surabaya, Jawa Timur"],
    [NATION, "Indonesia"],
  ])("%s is described as %s", (area, words) => {
    expect(gazetteer.describe(code(area))).toBe(words);
  });

  test("an area says its kind and level", () => {
    const found = ["16", "16.71", "16.71.07", "35.78.06.1004", "33.25.01.2001"].map((area) =>
      gazetteer.find(code(area)),
    );

    expect(found.map((area) => area?.level)).toEqual([
      "province",
      "regency",
      "district",
      "village",
      "village",
    ]);
    expect(found[2]?.name).toBe("Kecamatan Sukarami");
    expect(found[3]?.name).toBe("Kelurahan Putat Jaya");
    expect(found[4]?.name).toMatch(/^Desa /);
  });

  test("unknown codes are undefined, never guessed", () => {
    expect(gazetteer.find(code("99.99"))).toBeUndefined();
  });

  test("children lead from the nation down to villages", () => {
    const provinces = gazetteer.children(NATION);
    const districts = gazetteer.children(code("16.71"));

    expect(provinces).toHaveLength(38);
    expect(districts.map(({ code: area }) => area)).toContain("16.71.07");
    expect(gazetteer.children(code("16.71.07")).every(({ level }) => level === "village")).toBe(true);
  });

  test.each([
    ["16.71", "Asia/Jakarta"],
    ["61", "Asia/Jakarta"],
    ["63.71.01", "Asia/Makassar"],
    ["53", "Asia/Makassar"],
    ["82", "Asia/Jayapura"],
    ["96.71", "Asia/Jayapura"],
    [NATION, "Asia/Jakarta"],
  ])("the zone of %s is %s", (area, zone) => {
    expect(gazetteer.zoneOf(code(area))).toBe(zone);
  });

  test("every shipped alias names an area that the official list has, and none is shipped twice", () => {
    const written = ALIAS_KINDS.flatMap((kind) =>
      Object.values(shipped[kind]).flatMap((texts) => texts.split(", ")),
    );

    const known = shippedAliases(rows).map(({ text }) => text);

    expect(known.toSorted()).toEqual(written.toSorted());
    expect(new Set(known).size).toBe(known.length);
  });
});

describe("search while typing", () => {
  test("finds by the beginning of a name, the whole name first", () => {
    const found = gazetteer.search("palembang", 5);

    expect(found[0]?.name).toBe("Kota Palembang");
  });

  test("a second word narrows to what lies around", () => {
    const found = gazetteer.search("sukar palem", 1);

    expect(found.map(({ code: area }) => area)).toEqual(["16.71.07"]);
  });

  test.each([
    ["plg", "16.71"],
    ["sukarami plg", "16.71.07"],
    ["plg sukarami", "16.71.07"],
    ["tj priok", "31.72.02"],
    ["plembang", "16.71"],
    ["sukarmi palembang", "16.71.07"],
    ["gang dolly", "35.78.06.1004"],
  ])("short forms, nicknames and misspellings: %s", (typed, area) => {
    const found = gazetteer.search(typed, 3);

    expect(found.map(({ code: one }) => one)).toContain(area);
  });

  test("keeps the limit, and finds nothing for nothing", () => {
    expect(gazetteer.search("su", 7)).toHaveLength(7);
    expect(gazetteer.search("  ", 7)).toEqual([]);
    expect(gazetteer.search("qxqx", 7)).toEqual([]);
  });
});
