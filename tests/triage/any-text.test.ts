import { fc } from "../chance.ts";
import { beforeAll, describe, expect, test } from "vitest";
import { createGazetteer, type Gazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import { sketchReport } from "../../api/incident/index.ts";
import { assess, dangerIn } from "../../api/triage/index.ts";
import { workOf } from "../work.ts";

const REPORT = "anak tetangga umur 9 diraba pamannya di kec Sukarami Palembang, pélakunya ngancam";

let gazetteer: Gazetteer;
beforeAll(async () => {
  gazetteer = createGazetteer(await loadGazetteerRows());
});

/** What is understood of a text: by triage, by area, and for finding reports of the same event. */
function understood(text: string) {
  const { category, severity, child, indicators, implicated, unsure } = assess(text);
  const resolution = gazetteer.resolve(text);
  const keys = { current: "a", keys: new Map([["a", new Uint8Array(32).fill(7)]]) };
  return {
    triage: { category, severity, child, indicators, implicated, unsure },
    area: resolution.kind === "found" ? resolution.match.code : resolution.kind,
    sketch: sketchReport(keys, text, []),
  };
}

describe("how a text is written changes nothing of what it says", () => {
  test.each([
    ["zero-width spaces in the words", (text: string) => text.replace(/(\w\w)(\w)/g, "$1\u200b$2")],
    ["zero-width joiners behind the words", (text: string) => text.replaceAll(" ", "\u200d ")],
    ["soft hyphens", (text: string) => text.replace(/(\w\w)(\w)/g, "$1\u00ad$2")],
    [
      "marks for the direction of writing",
      (text: string) => `\u202e${text.replaceAll(" ", " \u200f")}\u202c`,
    ],
    ["accents as signs of their own", (text: string) => text.normalize("NFD")],
    ["full-width letters", (text: string) => text.replace(/\w/g, (letter) => shifted(letter, 0xfee0))],
    ["fancy letters", (text: string) => text.replace(/[a-z]/g, (letter) => shifted(letter, 0x1d41a - 0x61))],
    ["spaces that do not break", (text: string) => text.replaceAll(" ", "\u00a0")],
    ["NULs between the words", (text: string) => text.replaceAll(" ", "\0")],
    ["emoji between the words", (text: string) => text.replaceAll(" ", " 😭 ")],
    ["halves of letters between the words", (text: string) => text.replaceAll(" ", " \ud83d ")],
  ])("%s", (_, written) => {
    expect(understood(written(REPORT))).toEqual(understood(REPORT));
  });
});
const shifted = (letter: string, by: number): string =>
  String.fromCodePoint((letter.codePointAt(0) ?? 0) + by);

test.each(["", " \n\t", "😭🙏", "\0\0", "\ud83d", "\u200b\u202e", "?!..."])(
  "where nothing is said, nothing is reported and a person looks: %j",
  (text) => {
    expect(assess(text)).toMatchObject({ category: "not_a_report", indicators: [], unsure: true });
    expect(dangerIn(text)).toEqual({ danger: false, selfHarm: false, childWriting: false });
    expect(gazetteer.resolve(text).kind).toBe("none");
  },
);

test("any text is judged, and its danger as in the assessment", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "anak",
      "umur 9",
      "tolong",
      "dikurung",
      "sekarang",
      "pelaku",
      "polisi",
      "\0",
      "\ud83d",
      "\u200b",
    ),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join(" ");

      const { danger } = dangerIn(text);

      expect(assess(text).indicators.includes("danger_now")).toBe(danger);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ["one letter", "a"],
  ["one word", "anak "],
  ["accusations", "pelaku oknum polisi "],
  ["small words behind an accusation", "pelaku itu "],
  ["letters with marks", "a\u0301\u200b"],
  ["halves of letters", "\udfff\ud83d"],
  ["question marks", "? "],
  ["sentences of a story", "anak umur 9 dicabuli pamannya, takut kalau ketahuan. "],
  ["brackets that nobody closes", "anak (umur 9, "],
])("a long text takes about as long as its length, not its square: %s", (_, words) => {
  const timeOf = (letters: number): number => {
    const text = words.repeat(Math.ceil(letters / words.length));
    return workOf(() => assess(text));
  };

  const once = timeOf(4_000);
  const eightfold = timeOf(32_000);

  expect(eightfold).toBeLessThan(Math.max(once, 5) * 30);
});
