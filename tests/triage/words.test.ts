import { fc } from "../chance.ts";
import { describe, expect, test } from "vitest";
import { agesIn } from "../../api/triage/ages.ts";
import { accusedIn } from "../../api/triage/index.ts";
import { read } from "../../api/triage/lexicon.ts";
import { createPhrases } from "../../api/triage/phrases.ts";

const plain = (text: string): string =>
  read(text)
    .tokens.map(({ word }) => word)
    .join(" ");
const ages = (text: string): number[] => agesIn(read(text).tokens, text).map(({ years }) => years);

describe("plain words", () => {
  test.each([
    ["tlg k, sy 14 th", "tolong ke saya 14 tahun"],
    ["d paksa", "dipaksa"],
    ["dpksa", "dipaksa"],
    ["tolooooong", "tolong"],
    ["fotoku disebar", "foto saya disebar"],
    ["anak2nya", "anak"],
    ["open b0", "open bo"],
    ["smpe mlm", "sampai malam"],
  ])("%s → %s", (written, expected) => {
    expect(plain(written)).toBe(expected);
  });

  test("each word points at letters of the text, in order", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const { tokens } = read(text);

        let before = 0;
        for (const { start, end } of tokens) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          before = start;
        }
      }),
    );
  });
});

describe("ages", () => {
  test.each([
    ["umur 14", [14]],
    ["adekku 12, kakaknya (22)", [12, 22]],
    ["tiga belas tahun", [13]],
    ["dua puluh satu tahun", [21]],
    ["kls 2 smp", [14]],
    ["umur dua enam", [26]],
    ["yuswa selikur", [21]],
    ["umur dua lekor", [22]],
    ["kelas 5", [11]],
    ["dua tahun lalu", []],
    ["sudah 3 tahun kerja di situ", []],
    ["dua taon na salpu", []],
    ["anak 2 tahun", [2]],
    ["ada perempuan empat lima orang", []],
    ["5 juta", []],
  ])("%s", (text, expected) => {
    expect(ages(text)).toEqual(expected);
  });
});

describe("phrases", () => {
  const phrases = createPhrases({
    either: ["tidak boleh|bisa keluar"],
    apart: ["ktp .. ditahan"],
    begins: ["prostitu*"],
    missing: ["di (dalam) kamar"],
    several: ["ibu-ibu"],
  });
  const concepts = (text: string) => phrases.find(read(text).tokens).map(({ concept }) => concept);

  test("alternatives, gaps, beginnings and words that may be missing", () => {
    const found = ["gak bisa keluar", "ktp saya ditahan", "prostitusi", "di kamar", "di dalam kamar"].map(
      concepts,
    );

    expect(found).toEqual([["either"], ["apart"], ["begins"], ["missing"], ["missing"]]);
  });

  test("a word said twice is more than the word", () => {
    const found = ["ada ibu-ibu", "ibu2 semua", "emak-emak", "ibu saya"].map(concepts);

    expect(found).toEqual([["several"], ["several"], ["several"], []]);
  });

  test("no phrase reaches across the end of a sentence", () => {
    expect(concepts("ini ktp. dia ditahan polisi")).toEqual([]);
  });
});

test.each([
  ["pelakunya oknum polisi di polres sini", ["police"]],
  ["pelakunya pak lurah", ["village"]],
  ["pelaku kabur waktu polisi datang", []],
  ["pelaku sudah ditangkap polisi", []],
  ["jangan lapor polisi dulu", []],
])("in a few added words, accused is only whom they accuse: %s", (text, corps) => {
  expect(accusedIn(text)).toEqual(corps);
});
