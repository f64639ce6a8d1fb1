/**
 * Finds the weights of signs from labelled messages: softmax regression with L2 and AdaGrad steps (Duchi et al. 2011),
 * rounded to 0.1. The same messages always give the same weights. Used by `api/commands/weigh-triage.ts` only.
 */
import { CATEGORIES, INDICATORS, type Category, type Indicator, type Severity } from "../kernel.ts";
import { ALWAYS, categorySign, speaksForCategory, speaksForIndicator, speaksForSeverity } from "./claims.ts";
import { signsOf } from "./signs.ts";
import type { WeightTables } from "./weigh.ts";

export type Labelled = { text: string; category: Category; severity: Severity; indicators: Indicator[] };

const ROUNDS = 30;
const STEP = 0.1;
const PULL_TO_ZERO = 0.004;
const FEWEST_TEXTS = 10;
/** Steps through the texts in a scattered but fixed order; a prime, so every text is met once a round. */
const STRIDE = 7919;
/** Added to a claim's starting balance where missing it is worse than raising it wrongly. */
const CAUTION: Partial<Record<Category | Indicator, number>> = {
  not_a_report: -0.8,
  danger_now: 0.3,
  self_harm_risk: 0.5,
};

export function fitWeights(messages: readonly Labelled[]): WeightTables {
  const signs = messages.map(({ text }) => [...signsOf(text).places.keys()]);
  const filtered = (keep: (sign: string) => boolean) => signs.map((all) => [ALWAYS, ...all.filter(keep)]);
  const category = fit(
    filtered(speaksForCategory),
    messages.map((message) => message.category),
    CATEGORIES,
  );
  const indicator = Object.fromEntries(
    INDICATORS.map((claim) => {
      const said = messages.map(({ indicators }) => (indicators.includes(claim) ? "yes" : "no"));
      const both = fit(
        filtered((sign) => speaksForIndicator(claim, sign)),
        said,
        ["yes", "no"] as const,
      );
      return [claim, difference(both.yes, both.no)];
    }),
  ) as Record<Indicator, Record<string, number>>;
  const calm = messages.flatMap((message, at) =>
    message.category === "not_a_report" || message.severity === "emergency" ? [] : [{ message, at }],
  );
  const severity = fit(
    calm.map(({ message, at }) => [
      ALWAYS,
      ...(signs[at] ?? []).filter(speaksForSeverity),
      categorySign(message.category),
    ]),
    calm.map(({ message }) => message.severity as Exclude<Severity, "emergency">),
    ["urgent", "standard", "low"] as const,
  );
  for (const [claim, extra] of Object.entries(CAUTION)) {
    const weights = claim in category ? category[claim as Category] : indicator[claim as Indicator];
    weights[ALWAYS] = rounded((weights[ALWAYS] ?? 0) + extra);
  }
  return { category, indicator, severity };
}

function fit<Claim extends string>(
  texts: string[][],
  answers: Claim[],
  claims: readonly Claim[],
): Record<Claim, Record<string, number>> {
  const counts = new Map<string, number>();
  for (const sign of texts.flat()) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= FEWEST_TEXTS).map(([sign]) => sign);
  const position = new Map(names.map((name, at) => [name, at]));
  const rows = texts.map((signs) => signs.map((sign) => position.get(sign)).filter((at) => at !== undefined));
  const right = answers.map((answer) => claims.indexOf(answer));
  const weights = claims.map(() => new Float64Array(names.length));
  const squares = claims.map(() => new Float64Array(names.length).fill(1e-8));
  const rarity = claims.map((_, claim) => {
    const count = right.filter((answer) => answer === claim).length;
    return Math.sqrt(rows.length / claims.length / Math.max(1, count));
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let step = 0; step < rows.length; step += 1) {
      const at = (step * STRIDE + round) % rows.length;
      learn(weights, squares, rows[at] ?? [], right[at] ?? 0, rarity);
    }
  }
  return Object.fromEntries(
    claims.map((claim, index) => [
      claim,
      Object.fromEntries(
        names
          .map((name, at) => [name, rounded(weights[index]?.[at] ?? 0)] as const)
          .filter(([, weight]) => weight !== 0),
      ),
    ]),
  ) as Record<Claim, Record<string, number>>;
}

function learn(
  weights: Float64Array[],
  squares: Float64Array[],
  row: number[],
  right: number,
  rarity: number[],
): void {
  const sums = weights.map((table) => row.reduce((total, at) => total + (table[at] ?? 0), 0));
  const highest = Math.max(...sums);
  const odds = sums.map((total) => Math.exp(total - highest));
  const all = odds.reduce((total, one) => total + one, 0);
  weights.forEach((table, claim) => {
    const error = ((odds[claim] ?? 0) / all - (claim === right ? 1 : 0)) * (rarity[right] ?? 1);
    const square = squares[claim];
    if (square === undefined) return;
    for (const at of row) {
      const slope = error + PULL_TO_ZERO * (table[at] ?? 0);
      square[at] = (square[at] ?? 0) + slope * slope;
      table[at] = (table[at] ?? 0) - (STEP * slope) / Math.sqrt(square[at] ?? 1);
    }
  });
}

function difference(plus: Record<string, number>, minus: Record<string, number>): Record<string, number> {
  const names = new Set([...Object.keys(plus), ...Object.keys(minus)]);
  const entries = [...names].map((name) => [name, rounded((plus[name] ?? 0) - (minus[name] ?? 0))] as const);
  return Object.fromEntries(entries.filter(([, weight]) => weight !== 0));
}

const rounded = (weight: number): number => Math.round(weight * 10) / 10;
