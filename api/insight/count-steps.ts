/** Where conversations end: how many reached each step. */
import { type Count, SMALLEST_SHOWN } from "./suppression.ts";

/** `percentOfFirst`: of those who reached the first step, in whole per cent; "hidden" with the count. */
export type StepCount = { step: string; reached: Count; percentOfFirst: Count };

/**
 * Drop-out by step, in the conversation's own `order`; a step nobody reached is 0, a step not in `order` is left out.
 * Steps are counted per day without any link to a person and have no total, so hiding small ones is enough.
 */
export function countSteps(counts: { step: string; count: number }[], order: readonly string[]): StepCount[] {
  const reached = (step: string): number =>
    counts.filter((one) => one.step === step).reduce((sum, one) => sum + one.count, 0);
  const first = reached(order[0] ?? "");
  return order.map((step) => {
    const count = reached(step);
    if (count > 0 && count < SMALLEST_SHOWN) return { step, reached: "hidden", percentOfFirst: "hidden" };
    return {
      step,
      reached: count,
      percentOfFirst: first < SMALLEST_SHOWN ? "hidden" : Math.round((count / first) * 100),
    };
  });
}
