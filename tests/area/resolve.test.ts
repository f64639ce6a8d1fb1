import { beforeAll, describe, expect, test } from "vitest";
import { createGazetteer, type Gazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";

let gazetteer: Gazetteer;
beforeAll(async () => {
  gazetteer = createGazetteer(await loadGazetteerRows());
});
function placeIn(text: string): string | undefined {
  const resolution = gazetteer.resolve(text);
  return resolution.kind === "found" ? gazetteer.describe(resolution.match.code) : undefined;
}

describe("places in words", () => {
  test.each([
    ["kejadiannya di kec. Sukarami, kota Palembang", "Sukarami, Kota Palembang, Sumatera Selatan"],
    ["di sukarami plg", "Sukarami, Kota Palembang, Sumatera Selatan"],
    ["warung di Tanjungbalai", "Kota Tanjungbalai, Sumatera Utara"],
    ["d kec tanah abang jakpus", "Tanah Abang, Kota Jakarta Pusat, DKI Jakarta"],
    ["kos di Aceh Timur", "Kabupaten Aceh Timur, Aceh"],
    ["eks Dolly sekarang pindah", "Putat Jaya, Sawahan, Kota Surabaya, Jawa Timur"],
    ["bekas payo sigadung masih jalan", "Alam Barajo, Kota Jambi, Jambi"],
    ["di jaksel", "Kota Jakarta Selatan, DKI Jakarta"],
  ])("%s", (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  test("a kota comes before the kabupaten of the same name, unless kab is said", () => {
    expect(placeIn("di Bekasi")).toBe("Kota Bekasi, Jawa Barat");
    expect(placeIn("di kab Bekasi")).toBe("Kabupaten Bekasi, Jawa Barat");
  });

  test("where somebody comes from is not where it happens", () => {
    expect(placeIn("gadis asal Bandung dipaksa di Karimun")).toBe("Kabupaten Karimun, Kepulauan Riau");
  });

  test("a street with the name of a town is not that town", () => {
    expect(placeIn("kos di jl Bandung, Kota Malang")).toBe("Kota Malang, Jawa Timur");
  });

  test("misspelt names are still found, villages only inside a named district", () => {
    expect(placeIn("di kota Palembnag")).toBe("Kota Palembang, Sumatera Selatan");
    expect(placeIn("kel Kebun Bunga kec Sukarami")).toBe(
      "Kebunbunga, Sukarami, Kota Palembang, Sumatera Selatan",
    );
    expect(placeIn("desa Kebunbungah")).toBeUndefined();
  });

  test.each([
    "ibu saya sekarang mau pulang",
    "malang sekali nasib anak itu",
    "dia bekerja di Johor, Malaysia",
    "tolong, ayah pacar saya di rumah baru",
    "di Sidomulyo",
  ])("abstains: %s", (text) => {
    expect(gazetteer.resolve(text).kind).toBe("none");
  });

  test("villages of one name in the named regency are a tie: the regency is to be asked about", () => {
    const resolution = gazetteer.resolve("desa Sukamaju di Kabupaten Garut");

    expect(resolution).toMatchObject({ kind: "tie", code: "32.05" });
    expect(resolution.kind === "tie" && resolution.candidates.length).toBeGreaterThan(1);
  });
});
