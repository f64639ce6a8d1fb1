/**
 * A sketch stands for the words of a report without holding them: each word sets one of 512 bits, chosen by an HMAC
 * under a key that is deleted after thirty days. Sealed text cannot be compared; sketches can.
 */
import { createHmac } from "node:crypto";
import { bytesOf } from "./bytes.ts";
import type { PeriodKeys, Sketch } from "./words.ts";

/**
 * Few on purpose: a dozen and more different words share each bit, so that whoever tries a dictionary on a stolen
 * sketch finds hundreds of words that fit for each one that was written.
 */
export const SKETCH_BITS = 512;

/** The same words under each of the keys that are alive, so that any two sketches of one fortnight share a key. */
export const sketchOf = (keys: PeriodKeys, words: readonly string[]): Sketch[] =>
  [...keys.keys]
    .filter(([period]) => period <= keys.current)
    .map(([period, key]) => ({ period, bits: bitsOf(key, words) }));

function bitsOf(key: Uint8Array, words: readonly string[]): Uint8Array<ArrayBuffer> {
  const bits = new Uint8Array(SKETCH_BITS / 8);
  for (const word of words) {
    const hash = createHmac("sha256", key)
      .update(bytesOf(`lapor-aman/sketch/1 ${word}`))
      .digest();
    const bit = hash.readUInt16BE() % SKETCH_BITS;
    bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  return bits;
}

/** Everything that either says. Throws when they are not of one period. */
export function joinSketches(one: Sketch, other: Sketch): Sketch {
  if (one.period !== other.period) throw new Error("sketches under different keys");
  return { period: one.period, bits: one.bits.map((byte, index) => byte | (other.bits[index] ?? 0)) };
}
