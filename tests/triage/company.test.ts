import { describe, expect, test } from "vitest";
import { companyOf, DIMENSIONS } from "../../api/triage/company.ts";

const THREATS = ["ayah memukul anak itu", "paman memukul anak itu", "ayah mengurung anak itu"];
const SHOP = ["toko menjual beras murah", "toko menjual sayur murah", "warung menjual beras murah"];
const texts = [...THREATS, ...SHOP, ...THREATS, ...SHOP].map((text) => text.split(" "));

const likeness = (rows: Map<string, Float64Array>, one: string, other: string): number => {
  const [a, b] = [rows.get(one) ?? [], rows.get(other) ?? []];
  const dot = (x: Iterable<number>, y: ArrayLike<number>) =>
    [...x].reduce((sum, v, i) => sum + v * (y[i] ?? 0), 0);
  return dot(a, [...b]) / Math.sqrt(dot(a, [...a]) * dot(b, [...b]));
};

describe("words by the company they keep", () => {
  test("words with like neighbours are alike, others are not", () => {
    const { words: rows } = companyOf(texts);

    expect(likeness(rows, "ayah", "paman")).toBeGreaterThan(0.5);
    expect(likeness(rows, "beras", "sayur")).toBeGreaterThan(0.5);
    expect(Math.abs(likeness(rows, "ayah", "beras"))).toBeLessThan(0.2);
  });

  test("a word seen once has no row: nothing can be learned of it", () => {
    const { words: rows } = companyOf([...texts, ["sekali", "saja", "memukul"]]);

    expect(rows.has("sekali")).toBe(false);
    expect(rows.get("memukul")).toHaveLength(DIMENSIONS);
  });

  test("the same texts give the same rows", () => {
    const [once, again] = [companyOf(texts), companyOf(texts)];

    expect(again).toEqual(once);
  });
});
