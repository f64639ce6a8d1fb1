/** What training finds, and how it is stored: one byte a weight, a few megabytes in all. */
import { CATEGORIES, CHILD_STATUSES, type Category, type ChildStatus, type Indicator } from "../kernel.ts";
import { HEADS, type HeadName } from "./heads.ts";
import { dot, type Separator } from "./separator.ts";
import { createKnown, type Known, type Vector } from "./vector.ts";

export type Head = { bias: number; scale: number; weights: Int8Array };
/** Scores from which a claim is made, found on held-out parts of the training messages. */
export type Limits = {
  indicators: Record<Indicator, number>;
  /** `severity:pressing` from which a report is urgent. */
  pressing: number;
  /** Added to the score of a category before the highest is taken. */
  categories: Record<Category, number>;
  /** `probability = softmax(sharpness × score)`. */
  sharpness: number;
  /** Added to the score of an unknown age before child statuses are compared. */
  possible: number;
  /** By how much adulthood must outweigh a child and an unknown age. */
  adult: number;
  /** Score from which a named body is involved; lower for bodies that carry arms or a uniform. */
  involved: { uniformed: number; others: number };
};
export type Model = {
  /** Of the features that have a weight in the heads, place by place. */
  keys: Int32Array;
  known: Known;
  heads: Record<HeadName, Head>;
  involved: Head;
  limits: Limits;
};
/** The same as JSON: keys and weights in base64. */
type StoredHead = { bias: number; scale: number; weights: string };
export type StoredModel = {
  keys: string;
  heads: Record<string, StoredHead>;
  involved: StoredHead;
  limits: Limits;
};

const LARGEST = 127;
const DIGITS = 1e4;

/** One byte a weight: the error, spread over hundreds of features, is far below any limit. */
export function compact({ weights, bias }: Separator): Head {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = Math.max(largest, 1 / DIGITS) / LARGEST;
  return {
    bias: rounded(bias),
    scale,
    weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)),
  };
}

export const scoreOf = (head: Head, vector: Vector): number =>
  head.bias + head.scale * dot(head.weights, vector);

export type Scores = Record<HeadName, number>;
export function scoresOf(model: Model, vector: Vector): Scores {
  return Object.fromEntries(HEADS.map(({ name }) => [name, scoreOf(model.heads[name], vector)])) as Scores;
}

/** Danger now or self-harm: either makes an emergency. */
const DANGER: readonly Indicator[] = ["danger_now", "self_harm_risk"];
/** `less`: by how much the one or the other counts less. */
export const dangerScore = (scores: Scores, less: (name: Indicator) => number = () => 0): number =>
  Math.max(...DANGER.map((name) => scores[`indicator:${name}`] - less(name)));
/** By how much a child status outweighs the two others; `possible`: see `Limits`. */
export function childLead(possible: number, scores: Scores, status: ChildStatus): number {
  const score = (one: ChildStatus) => scores[`child:${one}`] + (one === "possible" ? possible : 0);
  return score(status) - Math.max(...CHILD_STATUSES.filter((one) => one !== status).map(score));
}

/** How likely each category is, most likely first. */
export function ranked(limits: Limits, scores: Scores): { category: Category; probability: number }[] {
  const odds = CATEGORIES.map((category) => ({
    category,
    odds: Math.exp(limits.sharpness * (scores[`category:${category}`] + limits.categories[category])),
  }));
  const all = odds.reduce((sum, one) => sum + one.odds, 0);
  return odds
    .map(({ category, odds: one }) => ({ category, probability: one / all }))
    .toSorted((a, b) => b.probability - a.probability);
}

export function storedFrom({ keys, heads, involved, limits }: Model): StoredModel {
  return {
    limits,
    keys: Buffer.from(keys.buffer, keys.byteOffset, keys.byteLength).toString("base64"),
    involved: storedHead(involved),
    heads: Object.fromEntries(HEADS.map(({ name }) => [name, storedHead(heads[name])])),
  };
}

export function modelFrom(stored: StoredModel): Model {
  const { heads, involved, limits } = stored;
  const keys = new Int32Array(new Uint8Array(Buffer.from(stored.keys, "base64")).buffer);
  const read = (name: HeadName): Head => {
    const head = heads[name];
    if (head === undefined) throw new Error(`weights for ${name} are missing: run npm run train:triage`);
    return headFrom(head);
  };
  return {
    keys,
    known: createKnown(keys),
    limits,
    involved: headFrom(involved),
    heads: Object.fromEntries(HEADS.map(({ name }) => [name, read(name)])) as Record<HeadName, Head>,
  };
}

const storedHead = ({ bias, scale, weights }: Head): StoredHead => ({
  bias,
  scale,
  weights: Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength).toString("base64"),
});
const headFrom = ({ bias, scale, weights }: StoredHead): Head => ({
  bias,
  scale,
  weights: new Int8Array(Buffer.from(weights, "base64")),
});
export const rounded = (value: number): number => Math.round(value * DIGITS) / DIGITS;
