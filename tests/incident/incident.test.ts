import { fc } from "../chance.ts";
import { expect, test } from "vitest";
import { proposeLinks, sketchReport, type Proposal, type Told } from "../../api/incident/index.ts";
import { after, DAY, instant, type AreaCode, type CaseId } from "../../api/kernel.ts";
import { joinSketches, sketchOf, type PeriodKeys } from "../../api/vault/index.ts";

const NOON = instant(Date.UTC(2026, 10, 21, 5));
/** Fixed keys: under some key or other two words share a bit, and a test must not hang on which. */
const [first, second, third, early] = [1, 2, 3, 4].map((byte) => new Uint8Array(32).fill(byte)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
/** Two keys are alive, and the next one lies ready. */
const keys: PeriodKeys = {
  current: "2026-11-16",
  keys: new Map([
    ["2026-11-01", first],
    ["2026-11-16", second],
    ["2026-12-01", third],
  ]),
};

const STORY = "kakek di ujung gang melati ajak anak kecil masuk rumahnya, dikasih permen lalu dikunci";
const SAME = "si kakek gang melati ujung suka manggil anak2 kecil, dikasih permen";
const OTHER = "guru les piano pegang pegang murid sepulang kursus, orang tua takut bicara";

const told = (text: string, changes: Partial<Told> = {}): Told => ({
  id: `case ${text}` as CaseId,
  category: "child_sexual_abuse",
  area: "33.25.01" as AreaCode,
  filedAt: NOON,
  sketches: sketchReport(keys, text, []),
  ...changes,
});
const proposed = (one: Told, others: Told[]) => proposeLinks(one, others).map(({ case: id }) => id);

test("two people's words for one event are proposed, another event of the same kind and place is not", () => {
  const [same, other] = [told(SAME), told(OTHER)];

  expect(proposeLinks(told(STORY), [other, same])).toEqual([{ case: same.id, likeness: "strong" }]);
});

test("spelling, stretched letters and suffixes do not hide a likeness", () => {
  const rough = told("KAKEK2 yg di gang melatiii, ujungnya.. permennya buat anak keciiil");

  expect(proposed(told(STORY), [rough])).toEqual([rough.id]);
});

test.each<[string, Partial<Told>]>([
  ["of another district", { area: "33.25.02" as AreaCode }],
  ["of an unknown place", { area: "" as AreaCode }],
  ["known to the province only", { area: "33" as AreaCode }],
  ["more than a month apart", { filedAt: after(NOON, -31 * DAY) }],
  ["of another matter", { category: "hidden_prostitution" }],
  [
    "sketched under a key of another time",
    { sketches: sketchOf({ current: "a", keys: new Map([["a", early]]) }, ["kakek"]) },
  ],
])("a report %s is not proposed", (_, changes) => {
  expect(proposed(told(STORY), [told(SAME, changes)])).toEqual([]);
});

test.each<[string, Partial<Told>]>([
  ["whose place is known to the kabupaten only", { area: "33.25" as AreaCode }],
  ["known down to the village", { area: "33.25.01.2001" as AreaCode }],
  ["whose kind somebody else saw otherwise", { category: "other_violence" }],
])("a report %s is", (_, changes) => {
  const same = told(SAME, changes);

  expect(proposed(told(STORY), [same])).toEqual([same.id]);
});

/** `count` words that stand in no other list, from `from` on. */
const anyWords = (from: number, count: number) => Array.from({ length: count }, (_, n) => `kata${from + n}`);
const ONE_KEY: PeriodKeys = { current: "a", keys: new Map([["a", first]]) };
const saying = (name: string, words: string[]) => told(name, { sketches: sketchOf(ONE_KEY, words) });

test.each<[string, string[], string[], Proposal["likeness"] | undefined]>([
  ["two of ten words", anyWords(0, 10), anyWords(8, 10), undefined],
  ["three of ten words", anyWords(0, 10), anyWords(7, 10), "some"],
  ["two of four words", anyWords(10, 4), anyWords(12, 4), "some"],
  ["one of two words", anyWords(0, 2), anyWords(1, 2), undefined],
  ["seven of ten words", anyWords(0, 10), anyWords(3, 10), "strong"],
  ["only chance in two long stories", anyWords(0, 200), anyWords(200, 200), undefined],
])("in common %s: enough, or not", (_, words, others, likeness) => {
  const [proposal] = proposeLinks(saying("one", words), [saying("other", others)]);

  expect(proposal?.likeness).toBe(likeness);
});

test("of two keys that both reports have, the one under which they are most alike counts", () => {
  const under = (period: string, words: string[]) =>
    sketchOf({ current: period, keys: new Map([[period, first]]) }, words);
  const one = told("one", { sketches: [...under("a", anyWords(0, 9)), ...under("b", anyWords(0, 9))] });
  const other = told("other", { sketches: [...under("a", anyWords(50, 9)), ...under("b", anyWords(0, 9))] });

  expect(proposed(one, [other])).toEqual([other.id]);
});

test("what one person calls trade and another trafficking may be one event", () => {
  const [trade, trafficking] = (["hidden_prostitution", "sexual_trafficking"] as const).map((category) =>
    told(`${STORY} ${category}`, { category, sketches: sketchReport(keys, STORY, []) }),
  ) as [Told, Told];

  expect(proposed(trade, [trafficking])).toEqual([trafficking.id]);
});

test.each(["sawinya", "saawi", "SAWI", "s\u200bawi"])("%s is the same word as sawi", (word) => {
  expect(sketchReport(keys, word, [])).toEqual(sketchReport(keys, "sawi", []));
  expect(sketchReport(keys, word, [])).not.toEqual(sketchReport(keys, "", []));
});

test("non-reports are never held against each other", () => {
  const advert = { category: "not_a_report" } as const;

  expect(proposed(told(STORY, advert), [told(SAME, advert)])).toEqual([]);
});

test("at most five are proposed, the most alike first", () => {
  const partly = "kakek gang melati permen sepeda balon layangan warnanya";
  const others = Array.from({ length: 9 }, (_, n) => told(partly, { id: `case ${n}` as CaseId }));
  const twin = told(STORY, { id: "the twin" as CaseId });

  const found = proposed(told(STORY), [...others, twin]);

  expect(found).toHaveLength(5);
  expect(found[0]).toBe("the twin");
});

test("names that every report from there has in common do not count", () => {
  const here = "ada kejadian di kecamatan sukarejo kelurahan mekarsari kampung durenan timur";
  const one = told(here, {
    sketches: sketchReport(keys, here, ["Sukarejo, Mekarsari, Durenan, kampung, kejadian"]),
  });

  expect(one.sketches).toEqual(sketchReport(keys, "kelurahan timur", []));
  expect(proposed(one, [told(here)])).toEqual([]);
});

test("a sketch is made under every key that is alive, and under none that is still to come", () => {
  expect(sketchReport(keys, STORY, []).map(({ period }) => period)).toEqual(["2026-11-01", "2026-11-16"]);
});

test("without the key a sketch says nothing about a word: any other key sets other bits", () => {
  const words = Array.from({ length: 40 }, (_, n) => `kata${n}`);
  const [one] = sketchOf({ current: "a", keys: new Map([["a", first]]) }, words);
  const [other] = sketchOf({ current: "a", keys: new Map([["a", second]]) }, words);

  expect(one?.bits).not.toEqual(other?.bits);
});

test("what is told later joins what was told before: both sketches are in the whole", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (before, later) => {
      const of = (words: string[]) => sketchOf({ current: "a", keys: new Map([["a", first]]) }, words)[0];
      const [one, other, whole] = [of(before), of(later), of([...before, ...later])];
      if (!one || !other || !whole) throw new Error("no sketch");

      expect(joinSketches(one, other)).toEqual(whole);
    }),
  );
});
