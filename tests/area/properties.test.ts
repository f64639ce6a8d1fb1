import { fc } from "../chance.ts";
import { beforeAll, describe, expect, test } from "vitest";
import { createGazetteer, type Gazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import { areaAndAbove, NATION, type AreaCode } from "../../api/kernel.ts";
import { workOf } from "../work.ts";

let gazetteer: Gazetteer;
let codes: AreaCode[] = [];
beforeAll(async () => {
  const rows = await loadGazetteerRows();
  gazetteer = createGazetteer(rows);
  codes = [...rows.regencies, ...rows.districts, ...rows.villages].map(({ code }) => code as AreaCode);
});

/** "Desa X, Kecamatan Y, Kabupaten Z, Provinsi". */
const fullName = (code: AreaCode): string =>
  areaAndAbove(code)
    .filter((above) => above !== NATION)
    .map((above) => gazetteer.find(above)?.name ?? "")
    .join(", ");

const PIECES =
  "di kec desa kab kota jl asal ke Palembang sukarami bandung Malaysia kebun . , ( ) \n é 9 II".split(" ");
const speech = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary" })), {
  maxLength: 30,
});

describe("any text whatever", () => {
  test("never throws, and every span is the text at its offsets", () => {
    fc.assert(
      fc.property(speech, (pieces) => {
        const text = pieces.join(" ");

        const resolution = gazetteer.resolve(text);

        const matches =
          resolution.kind === "found"
            ? [resolution.match, ...resolution.others]
            : resolution.kind === "tie"
              ? resolution.candidates
              : [];
        for (const { spans } of matches) {
          for (const { quote, start, end } of spans) expect(text.slice(start, end)).toBe(quote);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a very long text of names takes about as long as its length, not its square", () => {
    const [short, long] = [400, 3200].map((times) => "Sidomulyo, Karanganyar, ".repeat(times));

    const once = workOf(() => gazetteer.resolve(short ?? ""));
    const eightfold = workOf(() => gazetteer.resolve(long ?? ""));

    expect(eightfold).toBeLessThan(Math.max(once, 5) * 30);
  });

  test("search never throws and gives only areas that exist", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (words) => {
        const found = gazetteer.search(words, 5);

        expect(found.every(({ code }) => gazetteer.find(code) !== undefined)).toBe(true);
      }),
    );
  });
});

describe("the full name of an area", () => {
  test("is found again in 98 of 100 areas, and never far from it", () => {
    const sample = Array.from({ length: 600 }, (_, at) => codes[(at * 7919) % codes.length]).filter(
      (code) => code !== undefined,
    );

    const answers = sample.map((code) => {
      const resolution = gazetteer.resolve(fullName(code));
      return { code, found: resolution.kind === "found" ? resolution.match.code : NATION };
    });

    const right = answers.filter(({ code, found }) => code === found);
    const near = answers.filter(({ code, found }) => found.split(".")[1] === code.split(".")[1]);
    expect(right.length / sample.length).toBeGreaterThan(0.98);
    expect(near.length / sample.length).toBeGreaterThan(0.99);
  });
});
