/** A judge whose weights say the same of every text, so that a test sees what the rules around them do. */
import { CATEGORIES, INDICATORS } from "../../api/kernel.ts";
import { HEADS, type HeadName } from "../../api/triage/heads.ts";
import { createJudge, type Judge } from "../../api/triage/index.ts";
import type { Head } from "../../api/triage/model.ts";
import { createKnown, keyOf } from "../../api/triage/vector.ts";

const saying = (bias: number, weights: readonly number[] = []): Head => ({
  bias,
  scale: 1,
  weights: Int8Array.from(weights),
});

/**
 * `scores`: what each head says, -1 where it is left out; every limit lies at 0. `reports`: how much a sign speaks for
 * every category of reports; `involved`: what the weights say of any body that is named; `uniformed`: the limit for
 * those in uniform.
 */
export function weightsThatSay(
  scores: Partial<Record<HeadName, number>>,
  {
    reports = {},
    involved = 1,
    uniformed = 0,
  }: { reports?: Record<string, number>; involved?: number; uniformed?: number } = {},
): Judge {
  const keys = Int32Array.from(Object.keys(reports), (sign) => keyOf("sign", sign));
  const isReport = (name: HeadName) => name.startsWith("category:") && name !== "category:not_a_report";
  const heads = HEADS.map(({ name }) => {
    return [name, saying(scores[name] ?? -1, isReport(name) ? Object.values(reports) : [])] as const;
  });
  const zeros = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  return createJudge({
    keys,
    known: createKnown(keys),
    heads: Object.fromEntries(heads) as Record<HeadName, Head>,
    involved: saying(involved),
    limits: {
      indicators: zeros(INDICATORS),
      categories: zeros(CATEGORIES),
      pressing: 0,
      sharpness: 1,
      possible: 0,
      adult: 0,
      involved: { uniformed, others: 0 },
    },
  });
}
