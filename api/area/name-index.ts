/** From a key (see names.ts) to the areas that bear that name or nickname. Built once. */
import type { AreaCode } from "../kernel.ts";
import { isMisspelt, isWordByWord, misspellingKeys } from "./misspelling.ts";
import { keyOf, keysOfName, spokenName } from "./names.ts";
import { baseNames } from "./base-names.ts";
import commonWords from "./common-words.json" with { type: "json" };
import lookalikes from "./lookalikes.json" with { type: "json" };
import { isKota, levelOf, townRank, type AreaRow, type GazetteerRows } from "./tree.ts";

/** Names and aliases together, as the resolver reads them. */
export interface NameIndex extends OfficialNames {
  /** The area of which this is an alias: a nickname, an old name, a closed site or a landmark. */
  alias(key: string): AreaCode | undefined;
}

export interface OfficialNames {
  /** All areas of that name, every level. */
  named(key: string): AreaCode[];
  /** Villages of one place whose names begin so and differ in their last word only, see base-names.ts. */
  called(key: string): AreaCode[];
  /**
   * Regencies and districts that a misspelt name may mean; a guess, until something else in the text agrees. `key` is the
   * name as one word, `parts` are the words it was written in.
   */
  misspelt(key: string, parts?: readonly string[]): AreaCode[];
  isOrdinary(key: string): boolean;
  /** A word of its own, so no misspelling of a name ("sepatu" is not Sepaku). */
  isWord(key: string): boolean;
  /** Such a word that begins or ends the name of a regency or district. */
  isPart(word: string): boolean;
  /** The kabupaten that share a kota's name: "Tasik" is said of both. */
  twinsOf(code: AreaCode): AreaCode[];
  /** "banjarmasin" for Kota Banjarmasin. */
  keyOfRegency(code: AreaCode): string;
}

const SHORTEST_MISSPELT = 4;

export function indexNames(rows: GazetteerRows): OfficialNames {
  // Two names in three are borne by one area only: an array for each of these would double the memory.
  const byKey = new Map<string, AreaCode | AreaCode[]>();
  const add = (key: string, code: AreaCode) => {
    const codes = byKey.get(key);
    if (codes === undefined) byKey.set(key, code);
    else if (typeof codes === "string") byKey.set(key, [codes, code]);
    else codes.push(code);
  };
  for (const row of [...rows.provinces, ...rows.regencies]) {
    const name = spokenName(row.name);
    for (const key of keysOfName(name)) add(key, row.code as AreaCode);
    if (row.code.length > 2 && name.startsWith("Kepulauan "))
      add(keyOf(name.slice("Kepulauan ".length)), row.code as AreaCode);
  }
  for (const row of [...rows.districts, ...rows.villages]) {
    for (const key of keysOfName(row.name)) add(key, row.code as AreaCode);
  }
  const ordinary = wordsIn(commonWords);
  const lookalike = wordsIn(lookalikes);
  const isWord = (key: string) => ordinary.has(key) || lookalike.has(key);
  for (const row of rows.districts) {
    // "Kota Ternate Selatan" is said "Ternate Selatan", Kota Masohi "Masohi"
    const rest = row.name.startsWith("Kota ") ? keyOf(row.name.slice("Kota ".length)) : "";
    if (rest !== "" && !ordinary.has(rest)) add(rest, row.code as AreaCode);
  }
  const known = misspellings([
    ...rows.regencies,
    ...rows.districts.filter(({ name }) => !ordinary.has(keyOf(name))),
  ]);
  const parts = partsOf([...rows.regencies, ...rows.districts], isWord);
  const regencyKeys = new Map(rows.regencies.map(({ code, name }) => [code, keyOf(spokenName(name))]));
  const twins = twinsByKota(regencyKeys);
  const rankOf = (key: string) => {
    const codes = [byKey.get(key) ?? []].flat();
    if (ordinary.has(key) || codes.some((code) => levelOf(code) !== "village"))
      return Number.POSITIVE_INFINITY;
    return Math.max(isWord(key) ? 0 : -1, ...codes.map(townRank));
  };
  const bases = baseNames(rows.villages, rankOf);
  return {
    keyOfRegency: (code) => regencyKeys.get(code) ?? "",
    twinsOf: (code) => twins.get(code) ?? [],
    named(key) {
      const codes = byKey.get(key) ?? [];
      return typeof codes === "string" ? [codes] : codes;
    },
    called: (key) => bases.get(key) ?? [],
    isOrdinary: (key) => ordinary.has(key),
    isWord,
    isPart: (word) => parts.has(word),
    misspelt(key, written = [key]) {
      if (key.length < SHORTEST_MISSPELT || isWord(key) || byKey.has(key)) return [];
      return fitting(known, key, written, isWord);
    },
  };
}

const wordsIn = (lines: readonly string[]) => new Set(lines.flatMap((line) => line.split(" ")));

function twinsByKota(regencyKeys: ReadonlyMap<string, string>): Map<string, AreaCode[]> {
  const all = [...regencyKeys] as [AreaCode, string][];
  const kota = all.filter(([code]) => isKota(code));
  return new Map(
    kota.map(([code, key]) => [
      code,
      all.filter(([other, name]) => name === key && other !== code).map(([other]) => other),
    ]),
  );
}

const SHORTEST_PART = 3;

/** Everyday words at either end of a name or of one of its words: "gede" in Pondokgede. */
function partsOf(rows: readonly AreaRow[], isWord: (key: string) => boolean): Set<string> {
  const found = new Set<string>();
  for (const word of rows.flatMap(({ name }) =>
    spokenName(name)
      .split(/[\s-]+/)
      .map(keyOf),
  )) {
    for (let at = SHORTEST_PART; at <= word.length; at += 1) {
      for (const end of [word.slice(0, at), word.slice(-at)]) if (isWord(end)) found.add(end);
    }
  }
  return found;
}

type Spelling = { key: string; row: AreaRow };

function misspellings(rows: AreaRow[]): Map<string, Spelling[]> {
  const found = new Map<string, Spelling[]>();
  for (const row of rows) {
    const key = keyOf(spokenName(row.name));
    if (key.length < SHORTEST_MISSPELT) continue;
    for (const wrong of misspellingKeys(key)) {
      const spellings = found.get(wrong);
      const spelling = { key, row };
      if (spellings === undefined) found.set(wrong, [spelling]);
      else spellings.push(spelling);
    }
  }
  return found;
}

function fitting(
  spellings: Map<string, Spelling[]>,
  key: string,
  parts: readonly string[],
  isWord: (part: string) => boolean,
): AreaCode[] {
  const near = misspellingKeys(key).flatMap((wrong) => spellings.get(wrong) ?? []);
  const fits = near.filter(
    (spelling) =>
      isMisspelt(key, spelling.key, levelOf(spelling.row.code as AreaCode) === "regency") &&
      isWordByWord(parts, spokenName(spelling.row.name), isWord),
  );
  return [...new Set(fits.map(({ row }) => row.code as AreaCode))];
}
