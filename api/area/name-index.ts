/** From a key (see names.ts) to the areas that bear that name or nickname. Built once. */
import type { AreaCode } from "../kernel.ts";
import { clippedKey, isMisspelt, keyOf, keysOfName, misspellingKeys, spokenName } from "./names.ts";
import commonWords from "./common-words.json" with { type: "json" };
import type { GazetteerRows, AreaRow } from "./tree.ts";

/** Names and aliases together, as the resolver reads them. */
export interface NameIndex extends OfficialNames {
  /** The area of which this is an alias: a nickname, an old name, a closed site or a landmark. */
  alias(key: string): AreaCode | undefined;
}

export interface OfficialNames {
  /** All areas of that name, every level. */
  named(key: string): AreaCode[];
  /** Regencies and districts that a misspelt name may mean; a guess, until something else in the text agrees. */
  misspelt(key: string): AreaCode[];
  /** The same for names of several words, and only for vowels left out: looked at for every pair of words, so cheap. */
  clipped(key: string): AreaCode[];
  isOrdinary(key: string): boolean;
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
  const ordinary = new Set(commonWords.flatMap((line) => line.split(" ")));
  for (const row of rows.districts) {
    // "Kota Ternate Selatan" is said "Ternate Selatan", Kota Masohi "Masohi"
    const rest = row.name.startsWith("Kota ") ? keyOf(row.name.slice("Kota ".length)) : "";
    if (rest !== "" && !ordinary.has(rest)) add(rest, row.code as AreaCode);
  }
  const known = misspellings(
    [...rows.regencies, ...rows.districts].filter(({ name }) => !ordinary.has(keyOf(spokenName(name)))),
  );
  const regencyKeys = new Map(rows.regencies.map(({ code, name }) => [code, keyOf(spokenName(name))]));
  return {
    keyOfRegency: (code) => regencyKeys.get(code) ?? "",
    named(key) {
      const codes = byKey.get(key) ?? [];
      return typeof codes === "string" ? [codes] : codes;
    },
    isOrdinary: (key) => ordinary.has(key),
    misspelt(key) {
      if (key.length < SHORTEST_MISSPELT || ordinary.has(key) || byKey.has(key)) return [];
      return fitting(known, key, misspellingKeys(key));
    },
    clipped: (key) => (byKey.has(key) ? [] : fitting(known, key, [clippedKey(key)])),
  };
}

type Spelling = { key: string; code: AreaCode };

function misspellings(rows: AreaRow[]): Map<string, Spelling[]> {
  const found = new Map<string, Spelling[]>();
  for (const row of rows) {
    const key = keyOf(spokenName(row.name));
    if (key.length < SHORTEST_MISSPELT) continue;
    for (const wrong of misspellingKeys(key)) {
      const spellings = found.get(wrong);
      const spelling = { key, code: row.code as AreaCode };
      if (spellings === undefined) found.set(wrong, [spelling]);
      else spellings.push(spelling);
    }
  }
  return found;
}

function fitting(spellings: Map<string, Spelling[]>, key: string, keys: readonly string[]): AreaCode[] {
  const near = keys.flatMap((wrong) => spellings.get(wrong) ?? []);
  return [...new Set(near.filter((spelling) => isMisspelt(key, spelling.key)).map(({ code }) => code))];
}
