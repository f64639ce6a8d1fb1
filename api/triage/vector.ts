/** Features → numbers: which features have a weight, at which place, and how loud each is in a text. */
import { FAMILIES, type Family, type Feature } from "./features.ts";
import { piecesOf } from "./pieces.ts";

/** How loud each family may speak; every family of a text is scaled to the same length first. */
const LOUDNESS: Record<Family, number> = {
  word: 1,
  pair: 0.7,
  edge: 0.6,
  sign: 0.7,
  order: 0.7,
  beside: 0.7,
  letters: 1.2,
  company: 1,
  piece: 1,
};

/** Sparse: `value[i]` stands at place `at[i]`; a place may occur twice. */
export type Vector = { at: Int32Array; value: Float32Array };

/** The features that have a place among the weights. */
export interface Known {
  /** How many places there are. */
  size: number;
  /** The place of a feature by its key, or undefined: nothing was learned of it. */
  at(key: number): number | undefined;
}

/** `keys[place]`: 32-bit keys; two features of one key are one in four thousand million. */
export function createKnown(keys: Int32Array): Known {
  const slots = 2 ** Math.ceil(Math.log2(keys.length * 1.5 + 2));
  const table = new Int32Array(slots);
  const slotOf = (key: number): number => {
    let slot = key & (slots - 1);
    for (;;) {
      const filled = table[slot] ?? 0;
      if (filled === 0 || keys[filled - 1] === key) return slot;
      slot = (slot + 1) & (slots - 1);
    }
  };
  keys.forEach((key, place) => (table[slotOf(key)] = place + 1));
  return {
    size: keys.length,
    at(key) {
      const filled = table[slotOf(key)] ?? 0;
      return filled === 0 ? undefined : filled - 1;
    },
  };
}

/** Every feature has a place; rarer ones share theirs ("hashing trick", Weinberger et al. 2009). */
export const hashed = (bits: number): Known => ({ size: 2 ** bits, at: (key) => key >>> (32 - bits) });

export function vectorOf(features: readonly Feature[], known: Known): Vector {
  const byFamily = new Map<Family, Map<string, number>>(FAMILIES.map((family) => [family, new Map()]));
  for (const { family, name } of features) {
    const counts = byFamily.get(family);
    counts?.set(name, (counts.get(name) ?? 0) + 1);
  }
  const at: number[] = [];
  const value: number[] = [];
  const put = (place: number, loudness: number) => {
    at.push(place);
    value.push(loudness);
  };
  for (const [family, counts] of byFamily) {
    const loudness = loudnessOf(family, counts.values());
    for (const [name, count] of counts) {
      const place = known.at(keyOf(family, name));
      if (place !== undefined) put(place, dampened(count) * loudness);
      else if (family === "company") putPieces(name, dampened(count) * loudness, known, put);
    }
  }
  return { at: Int32Array.from(at), value: Float32Array.from(value) };
}

/** A word without a row stands for its pieces, the longer the more. */
function putPieces(
  word: string,
  loudness: number,
  known: Known,
  put: (place: number, loudness: number) => void,
) {
  const found = piecesOf(word).flatMap((piece) => {
    const place = known.at(keyOf("piece", piece));
    return place === undefined ? [] : [{ place, letters: piece.length }];
  });
  const letters = found.reduce((sum, one) => sum + one.letters, 0);
  for (const one of found) put(one.place, (loudness * one.letters) / letters);
}

const dampened = (count: number): number => 1 + Math.log(count);

function loudnessOf(family: Family, counts: Iterable<number>): number {
  let squares = 0;
  for (const count of counts) squares += dampened(count) ** 2;
  return squares === 0 ? 0 : LOUDNESS[family] / Math.sqrt(squares);
}

/** FNV-1a over family and name, mixed once more so that all bits are even; a signed 32-bit integer. */
export function keyOf(family: Family, name: string): number {
  let hash = 0x811c9dc5 ^ Math.imul(FAMILIES.indexOf(family) + 1, 0x9e3779b1);
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) | 0;
}
