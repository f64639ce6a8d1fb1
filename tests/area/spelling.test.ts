import { fc } from "../chance.ts";
import { beforeAll, describe, expect, test } from "vitest";
import { createGazetteer, type Gazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import { parentArea, type AreaCode } from "../../api/kernel.ts";

let gazetteer: Gazetteer;
/** Districts with a long name, each with the name of its regency as people say it. */
let districts: { code: AreaCode; name: string; regency: string }[] = [];
beforeAll(async () => {
  const rows = await loadGazetteerRows();
  gazetteer = createGazetteer(rows);
  const regencies = new Map(
    rows.regencies.map(({ code, name }) => [code, name.replace(/^(Kabupaten|Kota) /, "")]),
  );
  districts = rows.districts
    .filter(({ name }) => /^[A-Za-z]{8,}$/.test(name))
    .map(({ code, name }) => ({
      code: code as AreaCode,
      name: name.toLowerCase(),
      regency: (regencies.get(code.slice(0, 5)) ?? "").toLowerCase(),
    }));
});

/** What a thumb does to a word: leaves a letter out, writes it twice, swaps it with the next or hits its neighbour. */
function slip(word: string, at: number, kind: number): string {
  const [head, letter, rest] = [word.slice(0, at), word[at] ?? "", word.slice(at + 1)];
  switch (kind) {
    case 0:
      return head + rest;
    case 1:
      return head + letter + letter + rest;
    case 2:
      return head + (rest[0] ?? "") + letter + rest.slice(1);
    default:
      return `${head}${BESIDE[letter] ?? "a"}${rest}`;
  }
}
const BESIDE: Record<string, string> = {
  a: "s",
  e: "r",
  i: "o",
  o: "i",
  u: "y",
  n: "m",
  t: "r",
  r: "t",
  g: "h",
  k: "l",
};

describe("a district written with a slip of the thumb beside its regency", () => {
  test("is found in 85 of 100 cases, and a wrong regency in less than 3", () => {
    const cases = Array.from({ length: 400 }, (_, at) => {
      const district = districts[(at * 7919) % districts.length];
      if (district === undefined) throw new Error("no districts");
      const place = 1 + ((at * 31) % (district.name.length - 2));
      return {
        ...district,
        text: `anak tetangga sering nangis di ${slip(district.name, place, at % 4)} ${district.regency}`,
      };
    });

    const answers = cases.map(({ code, text }) => {
      const resolution = gazetteer.resolve(text);
      return { code, found: resolution.kind === "found" ? resolution.match.code : undefined };
    });

    const right = answers.filter(
      ({ code, found }) => found !== undefined && (found === code || parentArea(found) === code),
    );
    const astray = answers.filter(
      ({ code, found }) => found !== undefined && !found.startsWith(code.slice(0, 2)),
    );
    expect(right.length / cases.length).toBeGreaterThan(0.85);
    expect(astray.length / cases.length).toBeLessThan(0.03);
  });

  test("never takes the quote from anywhere but the words of the name", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 3 }), (which, where, kind) => {
        const { name, regency } = districts[which % districts.length] ?? { name: "", regency: "" };
        const written = slip(name, 1 + (where % (name.length - 2)), kind);

        const resolution = gazetteer.resolve(`kejadiannya kemarin sore pak, ${written} ${regency}, tolong`);

        const spans = resolution.kind === "found" ? resolution.match.spans : [];
        expect(spans.every(({ quote }) => `${written} ${regency}`.includes(quote))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe("several misspelt words", () => {
  test.each([
    ["warung di tabir sleatan merangin", "Tabir Selatan, Kabupaten Merangin, Jambi"],
    ["sya d natr lmpung sltan", "Natar, Kabupaten Lampung Selatan, Lampung"],
    ["kmi di lubuk pakm deli srdang", "Lubuk Pakam, Kabupaten Deli Serdang, Sumatera Utara"],
    ["di smper brt cilincing", "Semper Barat, Cilincing, Kota Jakarta Utara, DKI Jakarta"],
    [
      "ds bukit ewh tami delem kec kebayakan",
      "Bukit Ewih Tami Delem, Kebayakan, Kabupaten Aceh Tengah, Aceh",
    ],
  ])("%s", (text, place) => {
    const resolution = gazetteer.resolve(text);

    expect(resolution.kind === "found" && gazetteer.describe(resolution.match.code)).toBe(place);
  });

  test.each(["lai di tangah tadi", "anak nya srng bngun tgh mlm", "wong sing wingi kae"])(
    "everyday words do not add up to a name: %s",
    (text) => {
      expect(gazetteer.resolve(text).kind).toBe("none");
    },
  );
});
