/** From a key (see names.ts) to the areas that bear that name or nickname. Built once. */
import type { AreaCode } from "../kernel.ts";
import { isMisspelt, keyOf, keysOfName, misspellingKeys, spokenName } from "./names.ts";
import commonWords from "./common-words.json" with { type: "json" };
import nicknames from "./nicknames.json" with { type: "json" };
import type { GazetteerRows, AreaRow } from "./tree.ts";

export interface NameIndex {
  /** All areas of that name, every level. */
  named(key: string): AreaCode[];
  nickname(key: string): AreaCode | undefined;
  /** Regencies, or else districts, that a misspelt word may mean. Ask only for words that are written as places. */
  misspelt(key: string): AreaCode[];
  isOrdinary(key: string): boolean;
}

const SHORTEST_MISSPELT = 6;

export function createNameIndex(rows: GazetteerRows): NameIndex {
  const byKey = new Map<string, AreaCode[]>();
  const add = (key: string, code: AreaCode) => {
    const codes = byKey.get(key);
    if (codes === undefined) byKey.set(key, [code]);
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
  for (const row of rows.districts) {
    // "Kota Ternate Selatan" is said "Ternate Selatan"
    if (/^Kota \S+ \S+/.test(row.name)) add(keyOf(row.name.slice("Kota ".length)), row.code as AreaCode);
  }
  const ordinary = new Set(commonWords.flatMap((line) => line.split(" ")));
  const known = misspellings(rows.regencies);
  const knownDistricts = misspellings(rows.districts);
  const aliases = nicknameCodes(rows);
  return {
    named: (key) => byKey.get(key) ?? [],
    nickname: (key) => aliases.get(key),
    isOrdinary: (key) => ordinary.has(key),
    misspelt(key) {
      if (key.length < SHORTEST_MISSPELT || ordinary.has(key)) return [];
      const regencies = fitting(known, key);
      return regencies.length > 0 ? regencies : fitting(knownDistricts, key);
    },
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

function fitting(spellings: Map<string, Spelling[]>, key: string): AreaCode[] {
  const near = misspellingKeys(key).flatMap((wrong) => spellings.get(wrong) ?? []);
  return [...new Set(near.filter((spelling) => isMisspelt(key, spelling.key)).map(({ code }) => code))];
}

/**
 * Nicknames are kept as "Name, Regency" so that a person can read and check them; those of areas that `rows` lack are
 * left out (a test over the whole official list says that none is).
 */
export function nicknameCodes(rows: GazetteerRows): Map<string, AreaCode> {
  const byName = new Map<string, AreaCode>();
  const regencyNames = new Map(
    rows.regencies.map((row) => [row.code, row.name.replace(" Administrasi", "")]),
  );
  const districtNames = new Map(rows.districts.map((row) => [row.code, row.name]));
  for (const row of rows.provinces) byName.set(row.name, row.code as AreaCode);
  byName.set("DKI Jakarta", byName.get("Daerah Khusus Ibukota Jakarta") ?? ("" as AreaCode));
  byName.set("DI Yogyakarta", byName.get("Daerah Istimewa Yogyakarta") ?? ("" as AreaCode));
  for (const [code, name] of regencyNames) byName.set(name, code as AreaCode);
  for (const row of rows.districts) {
    byName.set(`${row.name}, ${regencyNames.get(row.code.slice(0, 5)) ?? ""}`, row.code as AreaCode);
  }
  for (const row of rows.villages) {
    const district = districtNames.get(row.code.slice(0, 8)) ?? "";
    byName.set(
      `${row.name}, ${district}, ${regencyNames.get(row.code.slice(0, 5)) ?? ""}`,
      row.code as AreaCode,
    );
  }
  const codes = new Map<string, AreaCode>();
  for (const [name, words] of Object.entries(nicknames as Record<string, string>)) {
    const code = byName.get(name);
    if (code === undefined || code === "") continue;
    for (const word of words.split(" ")) codes.set(word, code);
  }
  return codes;
}
