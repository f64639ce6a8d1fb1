/** Features → numbers. Names are hashed into a fixed number of places ("hashing trick", Weinberger et al. 2009). */
import { FAMILIES, type Family, type Feature } from "./features.ts";

/** Two to this power places; rarer features share one, which costs little. */
const BITS = 16;
export const PLACES = 2 ** BITS;
/** How loud each family may speak; every family of a text is scaled to the same length first. */
const LOUDNESS: Record<Family, number> = {
  word: 1,
  pair: 0.7,
  edge: 0.6,
  sign: 0.7,
  order: 0.7,
  beside: 0.7,
  letters: 1.2,
};

/** Sparse: `value[i]` stands at place `at[i]`; a place may occur twice. */
export type Vector = { at: Int32Array; value: Float32Array };

export function vectorOf(features: readonly Feature[]): Vector {
  const byFamily = new Map<Family, Map<number, number>>(FAMILIES.map((family) => [family, new Map()]));
  for (const { family, name } of features) {
    const counts = byFamily.get(family);
    const place = placeOf(family, name);
    counts?.set(place, (counts.get(place) ?? 0) + 1);
  }
  const size = [...byFamily.values()].reduce((sum, counts) => sum + counts.size, 0);
  const at = new Int32Array(size);
  const value = new Float32Array(size);
  let next = 0;
  for (const [family, counts] of byFamily) {
    const loudness = loudnessOf(family, counts.values());
    for (const [place, count] of counts) {
      at[next] = place;
      value[next] = dampened(count) * loudness;
      next += 1;
    }
  }
  return { at, value };
}

const dampened = (count: number): number => 1 + Math.log(count);

function loudnessOf(family: Family, counts: Iterable<number>): number {
  let squares = 0;
  for (const count of counts) squares += dampened(count) ** 2;
  return squares === 0 ? 0 : LOUDNESS[family] / Math.sqrt(squares);
}

/** FNV-1a over family and name, mixed once more so that the upper bits are even. */
export function placeOf(family: Family, name: string): number {
  let hash = 0x811c9dc5 ^ Math.imul(FAMILIES.indexOf(family) + 1, 0x9e3779b1);
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> (32 - BITS);
}
