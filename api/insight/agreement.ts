/** How often officers agree with triage: the only measure of it on real reports, and the first sign of drift. */
import type { TriageAgreement } from "./ports.ts";
import { wilson } from "./wilson.ts";

export const REVIEWED_FIELDS = ["category", "severity", "child", "area", "indicators"] as const;
export type ReviewedField = (typeof REVIEWED_FIELDS)[number];

/** In whole per cent with its 95 % interval; "hidden" while fewer than ten reports were reviewed: it would say nothing. */
export type Agreement = { reviewed: number; percent: number; low: number; high: number } | "hidden";

const FEWEST = 10;

/** Of every field, over all reviews given. */
export const agreementOf = (
  reviews: readonly TriageAgreement[],
): { field: ReviewedField; agreement: Agreement }[] =>
  REVIEWED_FIELDS.map((field) => ({ field, agreement: agreementIn(reviews, field) }));

/** Of the category, month by month (`YYYY-MM`), in the order of the months; months without reviews are left out. */
export function agreementByMonth(
  reviews: readonly TriageAgreement[],
): { month: string; agreement: Agreement }[] {
  const months = new Map<string, TriageAgreement[]>();
  for (const review of reviews) {
    const month = review.day.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), review]);
  }
  return [...months].map(([month, of]) => ({ month, agreement: agreementIn(of, "category") }));
}

function agreementIn(reviews: readonly TriageAgreement[], field: ReviewedField): Agreement {
  if (reviews.length < FEWEST) return "hidden";
  const agreed = reviews.filter((review) => review[field]).length;
  const [low, high] = wilson(agreed, reviews.length);
  const percent = (share: number) => Math.round(share * 100);
  return {
    reviewed: reviews.length,
    percent: percent(agreed / reviews.length),
    low: percent(low),
    high: percent(high),
  };
}
