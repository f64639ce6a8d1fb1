/** The tree of areas: nation → provinces → regencies (kabupaten, kota) → districts (kecamatan) → villages (desa, kelurahan). */
import { areaAndAbove, NATION, parentArea, type AreaCode } from "../kernel.ts";
import { keyOf, shortName, spokenName } from "./names.ts";
import type { Area, AreaLevel } from "./words.ts";

/** One row of the official list, for every level alike. */
export type AreaRow = { code: string; name: string };
/** Rows of the official list (Kemendagri codes), as in idn-area-data. */
export type GazetteerRows = {
  provinces: AreaRow[];
  regencies: AreaRow[];
  districts: AreaRow[];
  villages: AreaRow[];
};

export interface Tree {
  find(code: AreaCode): Area | undefined;
  /** The name of an area without its kind: "Sukarami", "Palembang". */
  bareName(code: AreaCode): string;
  children(code: AreaCode): AreaCode[];
  /** The same with their names, and their names as one word (see names.ts). */
  namedChildren(code: AreaCode): readonly NamedArea[];
  /** Every area but the nation. */
  codes(): AreaCode[];
  describe(code: AreaCode): string;
}

export type NamedArea = { code: AreaCode; name: string; key: string };

const LEVELS: readonly AreaLevel[] = ["nation", "province", "regency", "district", "village"];
const COUNTRY: Area = { code: NATION, name: "Indonesia", level: "nation" };

/** Codes are "11", "11.01", "11.01.01" and "11.01.01.2001"; asked thousands of times for one message. */
export function levelOf(code: AreaCode): AreaLevel {
  return code === NATION ? "nation" : (LEVELS[Math.ceil(code.length / 3)] ?? "village");
}

/** Regency numbers from 71 on are kota. */
export const isKota = (code: AreaCode): boolean => Number(code.split(".")[1]) >= 71;

/**
 * How well a village is known by its name alone: 2 in a kota, 1 as a kelurahan, which is a quarter of a town, 0 as a desa.
 * Larger areas have 0 too.
 */
export const townRank = (code: AreaCode): 0 | 1 | 2 =>
  levelOf(code) !== "village" ? 0 : isKota(code) ? 2 : isKelurahan(code) ? 1 : 0;
/** A code whose last part opens with 1 is a kelurahan, otherwise a desa (Permendagri on area codes). */
const isKelurahan = (code: AreaCode): boolean => code.split(".")[3]?.startsWith("1") === true;

export function createTree(rows: GazetteerRows): Tree {
  const names = new Map<AreaCode, string>();
  const below = new Map<AreaCode, AreaCode[]>();
  for (const row of [...rows.provinces, ...rows.regencies, ...rows.districts, ...rows.villages]) {
    const code = row.code as AreaCode;
    const parent = parentArea(code);
    names.set(code, row.name);
    const siblings = below.get(parent);
    if (siblings === undefined) below.set(parent, [code]);
    else siblings.push(code);
  }
  for (const siblings of below.values()) siblings.sort();

  const namedBelow = new Map<AreaCode, NamedArea[]>();

  function bareName(code: AreaCode): string {
    return spokenName(names.get(code) ?? "");
  }
  function describedName(code: AreaCode): string {
    return shortName(names.get(code) ?? "");
  }
  return {
    bareName,
    children: (code) => below.get(code) ?? [],
    namedChildren(code) {
      const known = namedBelow.get(code);
      if (known !== undefined) return known;
      const named = (below.get(code) ?? []).map((child) => {
        const name = bareName(child);
        return { code: child, name, key: keyOf(name) };
      });
      namedBelow.set(code, named);
      return named;
    },
    codes: () => [...names.keys()],
    find(code) {
      if (code === NATION) return COUNTRY;
      const name = names.get(code);
      if (name === undefined) return undefined;
      const level = levelOf(code);
      return {
        code,
        name: level === "district" || level === "village" ? `${kindOf(code)} ${name}` : describedName(code),
        level,
      };
    },
    describe(code) {
      if (!names.has(code)) return COUNTRY.name;
      return areaAndAbove(code)
        .filter((above) => above !== NATION)
        .map(describedName)
        .join(", ");
    },
  };
}

function kindOf(code: AreaCode): string {
  if (levelOf(code) === "district") return "Kecamatan";
  return isKelurahan(code) ? "Kelurahan" : "Desa";
}
