/**
 * A line between texts that have something and texts that do not: L2-regularised squared-hinge support vector machine,
 * trained by dual coordinate descent (Hsieh et al. 2008). The same texts in the same order give the same numbers.
 */
import type { Vector } from "./vector.ts";

/** `score = bias + Σ weights·values`; above 0 the text is more likely to have it. */
export type Separator = { weights: Float32Array; bias: number };

const ROUNDS = 8;
/** A text that lies this far on its right side, and pulls at nothing, is not looked at for some rounds. */
const FAR = 0.3;
const REST = 2;
/** How much a text on the wrong side may bend the line. */
const GIVE = 0.5;

/**
 * `has[i]` says on which side `vectors[i]` belongs, `counts[i]` how many texts it counts for (1 unless said); `places`:
 * how many places their values may stand at.
 */
export function separate(
  vectors: readonly Vector[],
  has: readonly boolean[],
  places: number,
  counts: readonly number[] = [],
): Separator {
  const weights = new Float32Array(places);
  let bias = 0;
  const pull = new Float64Array(vectors.length);
  const resting = new Uint8Array(vectors.length);
  const softness = vectors.map((_, at) => 0.5 / GIVE / (counts[at] ?? 1));
  const squares = vectors.map((vector, at) => 1 + (softness[at] ?? 0) + squaredLength(vector));
  const order = vectors.map((_, at) => at);
  const draw = congruence(1);
  for (let round = 0; round < ROUNDS; round += 1) {
    shuffle(order, draw);
    for (const at of order) {
      const vector = vectors[at];
      if (vector === undefined || (resting[at] ?? 0) > round) continue;
      const side = has[at] === true ? 1 : -1;
      const before = pull[at] ?? 0;
      const slope = side * (bias + dot(weights, vector)) - 1 + (softness[at] ?? 0) * before;
      if (before === 0 && slope > FAR) resting[at] = round + 1 + REST;
      const after = Math.max(0, before - slope / (squares[at] ?? 1));
      const change = (after - before) * side;
      if (change === 0) continue;
      pull[at] = after;
      bias += change;
      const { at: standing, value } = vector;
      for (let i = 0; i < standing.length; i += 1) {
        const place = standing[i] ?? 0;
        weights[place] = (weights[place] ?? 0) + change * (value[i] ?? 0);
      }
    }
  }
  return { weights, bias };
}

/** Sum of weight × value; by far the most frequent step of training and judging. */
export function dot(weights: Float32Array | Int8Array, { at, value }: Vector): number {
  let sum = 0;
  for (let i = 0; i < at.length; i += 1) sum += (weights[at[i] ?? 0] ?? 0) * (value[i] ?? 0);
  return sum;
}

const squaredLength = ({ value }: Vector): number => value.reduce((sum, one) => sum + one * one, 0);

/** Numbers in [0, 1), the same in every run (Numerical Recipes' linear congruence). */
export function congruence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Fisher–Yates. */
export function shuffle<T>(list: T[], draw: () => number): void {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = Math.floor(draw() * (last + 1));
    const kept = list[last] as T;
    list[last] = list[other] as T;
    list[other] = kept;
  }
}
