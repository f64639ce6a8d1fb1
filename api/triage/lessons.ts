/**
 * Texts as training sees them: only features worth a weight, and in place of each word by its company the numbers of its
 * row; afterwards what was learned of those numbers becomes a weight of every word that has a row.
 */
import { companyOf, DIMENSIONS, type Rows } from "./company.ts";
import type { Family, Feature } from "./features.ts";
import type { Separator } from "./separator.ts";
import { createKnown, keyOf, vectorOf, type Known, type Vector } from "./vector.ts";
import { worthAWeight } from "./worth.ts";

export type Lessons = {
  /** One for each text, in their order. */
  vectors: Vector[];
  /** How many places their values may stand at. */
  places: number;
  /** The same separator for texts as judged later: a weight for each key. */
  fold(separator: Separator): Separator;
};

const isCompany = ({ family }: Feature): boolean => family === "company";
const wordsIn = (features: readonly Feature[]): string[] =>
  features.filter(isCompany).map(({ name }) => name);

/**
 * `told`: the texts that also teach which words keep company; `others` only take part. `answers`: see `worthAWeight`.
 * `keys`: of the features that get a weight, place by place.
 */
export function lessonsFrom(
  told: readonly Feature[][],
  others: readonly Feature[][],
  answers: readonly (readonly boolean[])[],
): Lessons & { keys: Int32Array } {
  const all = [...told, ...others];
  const company = companyOf(told.map(wordsIn));
  const rows = new Map([...keyed("company", company.words), ...keyed("piece", company.pieces)]);
  const worth = worthAWeight(
    all.map((features) => features.filter((feature) => !isCompany(feature))),
    answers,
  );
  const keys = Int32Array.from([...worth, ...rows.keys()]);
  const known = createKnown(keys);
  const byPlace = new Map([...rows].map(([key, row]) => [known.at(key) ?? -1, row]));
  return {
    keys,
    vectors: all.map((features) => lesson(features, known, byPlace)),
    places: known.size + DIMENSIONS,
    fold({ weights, bias }) {
      const folded = weights.slice(0, known.size);
      for (const [place, row] of byPlace) {
        folded[place] = row.reduce((sum, one, d) => sum + one * (weights[known.size + d] ?? 0), 0);
      }
      return { weights: folded, bias };
    },
  };
}

const keyed = (family: Family, rows: Rows): [key: number, row: Float64Array][] =>
  [...rows].map(([name, row]) => [keyOf(family, name), row]);

function lesson(features: readonly Feature[], known: Known, rows: Map<number, Float64Array>): Vector {
  const plain = vectorOf(
    features.filter((feature) => !isCompany(feature)),
    known,
  );
  const words = vectorOf(features.filter(isCompany), known);
  const numbers = new Float32Array(DIMENSIONS);
  words.at.forEach((place, i) => {
    rows.get(place)?.forEach((one, d) => (numbers[d] = (numbers[d] ?? 0) + one * (words.value[i] ?? 0)));
  });
  return {
    at: Int32Array.from([...plain.at, ...Array.from(numbers, (_, d) => known.size + d)]),
    value: Float32Array.from([...plain.value, ...numbers]),
  };
}
