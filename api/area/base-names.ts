/**
 * Names without the last word that tells villages apart: "Tanjung Duren" for Tanjung Duren Utara and Selatan, "Liwa" for
 * Pasar Liwa. People who live there seldom say it.
 */
import type { AreaCode } from "../kernel.ts";
import { keyOf } from "./names.ts";
import { isKota, townRank, type AreaRow } from "./tree.ts";

const TELLING_APART = new Set(
  (
    "utara selatan barat timur tengah atas bawah dalam luar lama baru satu dua tiga empat lima i ii iii iv v 1 2 3 4 5 " +
    "kidul lor kulon wetan kaler girang tonggoh raya indah besar kecil hulu hilir ulu ilir pusat laut darat pantai tua muda " +
    "induk ujung kota jaya permai asri tonga jae julu mudik gadang"
  ).split(" "),
);
/** "tiga puluh dua" is said every day, Tiga Puluh Dua Ilir is not. */
const NUMBER = /^(satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|puluh|belas|sepuluh|sebelas|\d+)$/i;
const SEAT = /^Pasar (?=\S+$)/;
const SHORTEST = 4;
/** Villages elsewhere that may share their name with a quarter of a town. */
const FEW = 4;
/** A name of more areas (Sidomulyo has 98) says nothing alone; a kota has at most some ten villages of one base name. */
const MOST = 20;

/**
 * Base names → the villages they stand for, see `inTown`. `rankOf` tells how well known a place is that bears the name
 * itself (see `townRank`); Infinity where it is an everyday word or a larger place.
 */
export function baseNames(
  villages: readonly AreaRow[],
  rankOf: (key: string) => number,
): Map<string, AreaCode[]> {
  const groups = new Map<string, AreaCode[]>();
  for (const { code, name } of villages) {
    for (const key of basesOf(name)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [code as AreaCode]);
      else group.push(code as AreaCode);
    }
  }
  for (const [key, codes] of groups) {
    const group = key.length < SHORTEST ? [] : inTown(codes);
    const rank = Math.max(...group.map(townRank));
    if (rank > rankOf(key) || (rank === 0 && group.length > 1 && rankOf(key) < 0)) groups.set(key, group);
    else groups.delete(key);
  }
  return groups;
}

/** "Cipinang Besar Utara": "Cipinang Besar" and "Cipinang". */
function basesOf(name: string): string[] {
  const words = name.replace(/\s*\(.*?\)/g, "").split(/[ -]/);
  if (NUMBER.test(words[0] ?? "")) return [];
  const bases: string[] = SEAT.test(name) ? [keyOf(name.replace(SEAT, ""))] : [];
  while (words.length > 1 && TELLING_APART.has((words.pop() ?? "").toLowerCase()))
    bases.push(keyOf(words.join("")));
  return bases;
}

/**
 * Of villages of one name those in the largest town, where few villages elsewhere bear it: of one district, or of
 * neighbouring districts of one kota; else none.
 */
export function inTown(codes: readonly AreaCode[]): AreaCode[] {
  if (codes.length > MOST) return [];
  const rank = Math.max(...codes.map(townRank));
  const first = codes.filter((code) => townRank(code) === rank);
  if (!isOnePlace(first)) return [];
  const meant = codes.filter((code) => isOnePlace([code, ...first]));
  return rank === 0 || codes.length - meant.length <= FEW ? meant : [];
}

/** All in one district, or in one kota. */
const isOnePlace = (codes: readonly AreaCode[]): boolean =>
  codes.every((code) => sameTo(code, codes[0], 8)) ||
  codes.every((code) => isKota(code) && sameTo(code, codes[0], 5));
const sameTo = (one: AreaCode, other: AreaCode | undefined, length: number): boolean =>
  other !== undefined && one.slice(0, length) === other.slice(0, length);
