/** Adds up what the signs of a text say for each claim. Weights are in weights.json, in steps of 0.1. */
import { CATEGORIES, INDICATORS, type Category, type Indicator, type Severity } from "../kernel.ts";
import { ALWAYS, categorySign } from "./claims.ts";
import type { Signs } from "./signs.ts";

/** Sign → how much it speaks for a claim (against it, when negative). */
type Weights = Record<string, number>;
type CalmSeverity = Exclude<Severity, "emergency">;
export type WeightTables = {
  category: Record<Category, Weights>;
  indicator: Record<Indicator, Weights>;
  severity: Record<CalmSeverity, Weights>;
};
const CALM: readonly CalmSeverity[] = ["urgent", "standard", "low"];

export type Weighed<Claim> = { claim: Claim; weight: number };

/** All categories, best supported first. */
export function weighCategories(tables: WeightTables, signs: Signs): Weighed<Category>[] {
  return ranked(
    CATEGORIES.map((claim) => ({ claim, weight: sum(tables.category[claim], signs.places.keys()) })),
  );
}

/** The indicators whose signs outweigh what speaks against them. */
export function weighIndicators(tables: WeightTables, signs: Signs): Indicator[] {
  return INDICATORS.filter((claim) => sum(tables.indicator[claim], signs.places.keys()) > 0);
}

/** Severity of a report without danger now. */
export function weighSeverity(tables: WeightTables, signs: Signs, category: Category): CalmSeverity {
  const all = [...signs.places.keys(), categorySign(category)];
  const best = ranked(CALM.map((claim) => ({ claim, weight: sum(tables.severity[claim], all) })))[0];
  return best?.claim ?? "urgent";
}

/** The signs that spoke most for a claim, strongest first. */
export function strongest(
  tables: WeightTables,
  signs: Signs,
  claim: Category | Indicator,
  count: number,
): string[] {
  const weights: Weights =
    claim in tables.category ? tables.category[claim as Category] : tables.indicator[claim as Indicator];
  const speaking = [...signs.places.keys()].filter((sign) => (weights[sign] ?? 0) > 0);
  return speaking.toSorted((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0)).slice(0, count);
}

function sum(weights: Weights, signs: Iterable<string>): number {
  let total = weights[ALWAYS] ?? 0;
  for (const sign of signs) total += weights[sign] ?? 0;
  return total;
}

function ranked<Claim>(weighed: Weighed<Claim>[]): Weighed<Claim>[] {
  return weighed.toSorted((a, b) => b.weight - a.weight);
}
