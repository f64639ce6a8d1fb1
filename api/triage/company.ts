/**
 * Words by the company they keep: words with like neighbours get like rows of numbers, so that what training learns of
 * one also counts for a rarer one. Positive pointwise mutual information of neighbours, reduced by subspace iteration
 * (Levy, Goldberg 2014; Halko, Martinsson, Tropp 2011). A word that nobody has written before is taken for the mean of
 * its pieces (Bojanowski et al. 2017). Used in training only: what it learns is folded into the weights of single words
 * and pieces.
 */
import { congruence } from "./separator.ts";
import { piecesOf } from "./pieces.ts";

/** Length of a row. */
export const DIMENSIONS = 100;
const NEIGHBOURS = 4;
const SEEN_AT_LEAST = 2;
const ROUNDS = 4;
/** Frequent neighbours say less (Levy, Goldberg, Dagan 2015). */
const SMOOTHING = 0.75;
const QUIETEST = 0.3;
const LOUDNESS = 1 / 6;
const WORDS_PER_PIECE = 3;
const PIECES_LOUDNESS = 0.8;

export type Rows = Map<string, Float64Array>;

/**
 * `texts`: their words in order. The rows of rare words are longer, those of pieces that many words have shorter. The
 * same texts give the same rows.
 */
export function companyOf(texts: readonly (readonly string[])[]): { words: Rows; pieces: Rows } {
  const seen = new Map<string, number>();
  for (const words of texts) for (const word of words) seen.set(word, (seen.get(word) ?? 0) + 1);
  const known = [...seen].filter(([, times]) => times >= SEEN_AT_LEAST);
  const at = new Map(known.map(([word], row) => [word, row]));
  const neighbours = neighboursIn(texts, at);
  let basis = startingBasis(known.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    basis = product(neighbours, basis);
    orthogonalise(basis);
  }
  const rows = product(neighbours, basis);
  const loudness = (times: number) => LOUDNESS * Math.max(QUIETEST, Math.log(texts.length / (1 + times)));
  return {
    words: new Map(known.map(([word, times], row) => [word, ofLength(loudness(times), rows, row)])),
    pieces: piecesFrom(
      new Map(known.map(([word], row) => [word, ofLength(PIECES_LOUDNESS * loudness(1), rows, row)])),
    ),
  };
}

/** The mean of the words that have a piece, and the shorter the more they are. */
function piecesFrom(words: Rows): Rows {
  const sums = new Map<string, { row: Float64Array; words: number }>();
  for (const [word, row] of words) {
    for (const piece of new Set(piecesOf(word))) {
      const sum = sums.get(piece) ?? { row: new Float64Array(DIMENSIONS), words: 0 };
      sum.words += 1;
      row.forEach((one, d) => (sum.row[d] = (sum.row[d] ?? 0) + one));
      sums.set(piece, sum);
    }
  }
  return new Map(
    [...sums]
      .filter(([, sum]) => sum.words >= WORDS_PER_PIECE)
      .map(([piece, sum]) => [piece, sum.row.map((one) => one / sum.words ** 1.5)]),
  );
}

/** Symmetric, by rows: `to[i]` and `strength[i]` for `start[row] ≤ i < start[row + 1]`. */
type Neighbours = { start: Int32Array; to: Int32Array; strength: Float64Array };

function neighboursIn(texts: readonly (readonly string[])[], at: Map<string, number>): Neighbours {
  const met = Array.from({ length: at.size }, () => new Map<number, number>());
  const meet = (one: number, other: number, closeness: number) =>
    met[one]?.set(other, (met[one].get(other) ?? 0) + closeness);
  for (const words of texts) {
    words.forEach((word, here) => {
      const one = at.get(word);
      if (one === undefined) return;
      for (let next = here + 1; next <= here + NEIGHBOURS; next += 1) {
        const other = at.get(words[next] ?? "");
        if (other === undefined) continue;
        meet(one, other, 1 / (next - here));
        meet(other, one, 1 / (next - here));
      }
    });
  }
  const sums = met.map((others) => total(others.values()));
  const all = total(sums);
  const smoothed = sums.map((sum) => sum ** SMOOTHING);
  const scale = all / total(smoothed);
  const weight = sums.map((sum, row) => Math.sqrt(sum * (smoothed[row] ?? 0) * scale));
  const strong = met.map((others, row) =>
    [...others].flatMap(([other, closeness]) => {
      const strength = Math.log((closeness * all) / ((weight[row] ?? 1) * (weight[other] ?? 1)));
      return strength > 0 ? [{ other, strength }] : [];
    }),
  );
  const start = new Int32Array(at.size + 1);
  strong.forEach((others, row) => (start[row + 1] = (start[row] ?? 0) + others.length));
  const flat = strong.flat();
  return {
    start,
    to: Int32Array.from(flat, ({ other }) => other),
    strength: Float64Array.from(flat, ({ strength }) => strength),
  };
}

const total = (numbers: Iterable<number>): number => {
  let sum = 0;
  for (const one of numbers) sum += one;
  return sum;
};

function startingBasis(rows: number): Float64Array {
  const draw = congruence(11);
  return Float64Array.from({ length: rows * DIMENSIONS }, () => (draw() < 0.5 ? -1 : 1));
}

function product({ start, to, strength }: Neighbours, basis: Float64Array): Float64Array {
  const result = new Float64Array(basis.length);
  for (let row = 0; row + 1 < start.length; row += 1) {
    for (let i = start[row] ?? 0; i < (start[row + 1] ?? 0); i += 1) {
      const from = (to[i] ?? 0) * DIMENSIONS;
      const by = strength[i] ?? 0;
      for (let d = 0; d < DIMENSIONS; d += 1) {
        const place = row * DIMENSIONS + d;
        result[place] = (result[place] ?? 0) + by * (basis[from + d] ?? 0);
      }
    }
  }
  return result;
}

/** Columns of length 1 that say nothing of one another (modified Gram–Schmidt, in place). */
function orthogonalise(basis: Float64Array): void {
  const inner = (one: number, other: number): number => {
    let sum = 0;
    for (let i = 0; i < basis.length; i += DIMENSIONS) sum += (basis[i + one] ?? 0) * (basis[i + other] ?? 0);
    return sum;
  };
  const change = (column: number, by: (place: number) => number) => {
    for (let i = 0; i < basis.length; i += DIMENSIONS) basis[i + column] = by(i);
  };
  for (let column = 0; column < DIMENSIONS; column += 1) {
    for (let before = 0; before < column; before += 1) {
      const shared = inner(column, before);
      change(column, (i) => (basis[i + column] ?? 0) - shared * (basis[i + before] ?? 0));
    }
    const length = Math.sqrt(inner(column, column)) || 1;
    change(column, (i) => (basis[i + column] ?? 0) / length);
  }
}

function ofLength(length: number, rows: Float64Array, row: number): Float64Array {
  const numbers = rows.slice(row * DIMENSIONS, (row + 1) * DIMENSIONS);
  const now = Math.sqrt(total(numbers.map((one) => one * one))) || 1;
  return numbers.map((one) => (one * length) / now);
}
