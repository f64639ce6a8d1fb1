/**
 * Which features are worth a weight. One that was seen once can only be learned by heart; of the others those are kept
 * that would move the category most, over all texts.
 */
import type { Feature } from "./features.ts";
import { separate } from "./separator.ts";
import { createKnown, keyOf, vectorOf } from "./vector.ts";

const KEPT = 2 ** 16;
const SEEN_AT_LEAST = 2;

/** Keys of the features to keep. `answers`: for each question whether each text has it. The same texts give the same keys. */
export function worthAWeight(
  texts: readonly (readonly Feature[])[],
  answers: readonly (readonly boolean[])[],
): Int32Array {
  const seen = new Map<number, number>();
  for (const features of texts) {
    const keys = new Set(features.map(({ family, name }) => keyOf(family, name)));
    for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const repeated = [...seen].filter(([, times]) => times >= SEEN_AT_LEAST);
  const keys = Int32Array.from(repeated, ([key]) => key);
  const known = createKnown(keys);
  const vectors = texts.map((features) => vectorOf(features, known));
  const moves = new Float64Array(keys.length);
  for (const has of answers) {
    separate(vectors, has, known.size).weights.forEach((weight, place) => {
      moves[place] = (moves[place] ?? 0) + weight * weight * (repeated[place]?.[1] ?? 0);
    });
  }
  const places = [...keys.keys()].toSorted((a, b) => (moves[b] ?? 0) - (moves[a] ?? 0) || a - b);
  return Int32Array.from(places.slice(0, KEPT), (place) => keys[place] ?? 0);
}
