/** Which reports may tell of one event: same matter, same place, not long apart, and words in common. */
import { DAY, type AreaCode, type CaseId, type Category, type Instant } from "../kernel.ts";
import type { Sketch } from "../vault/index.ts";
import { likenessOf } from "./likeness.ts";

/** What is known of a report without opening it. */
export type Told = {
  id: CaseId;
  category: Category;
  area: AreaCode;
  filedAt: Instant;
  sketches: readonly Sketch[];
};

/** `strong`: half of the shorter report's own words are in the other. */
export type Proposal = { case: CaseId; likeness: "some" | "strong" };

/** What two people may call the same event; a person's own way out is nobody else's. */
const MATTERS: readonly (readonly Category[])[] = [
  ["child_sexual_abuse", "child_sexual_exploitation", "online_child_sexual_abuse", "other_violence"],
  ["hidden_prostitution", "sexual_trafficking", "child_sexual_exploitation"],
];

/** As long as a sketch key lives. */
export const ALIKE_WITHIN = 30 * DAY;
/**
 * Words in common beyond chance, and the part of the shorter report that they are. Tried on the training material:
 * one in two hundred pairs of unrelated reports of one category passes (before place and time are asked for).
 */
const ENOUGH = [
  { shared: 2.5, part: 0.25 },
  { shared: 1.9, part: 0.45 },
] as const;
const STRONG = 0.5;
const AT_MOST = 5;

/** Reports that an officer should hold beside `one`, most alike first, at most five. Proposed only, never linked. */
export function proposeLinks(one: Told, others: readonly Told[]): Proposal[] {
  return others
    .filter((other) => other.id !== one.id && sameMatter(one.category, other.category))
    .filter((other) => samePlace(one.area, other.area))
    .filter((other) => Math.abs(one.filedAt - other.filedAt) <= ALIKE_WITHIN)
    .flatMap((other) => {
      const likeness = likenessOf(one.sketches, other.sketches);
      const passes =
        likeness !== undefined &&
        ENOUGH.some(({ shared, part }) => likeness.shared >= shared && likeness.part >= part);
      return passes ? [{ case: other.id, part: likeness.part }] : [];
    })
    .toSorted((a, b) => b.part - a.part)
    .slice(0, AT_MOST)
    .map(({ case: id, part }) => ({ case: id, likeness: part >= STRONG ? "strong" : "some" }));
}

const sameMatter = (one: Category, other: Category): boolean =>
  one === other
    ? one !== "not_a_report"
    : MATTERS.some((matter) => matter.includes(one) && matter.includes(other));

/** One lies within the other, and both are known to the kabupaten or kota at least. */
const samePlace = (one: AreaCode, other: AreaCode): boolean => {
  const [wide, narrow] = one.length <= other.length ? [one, other] : [other, one];
  return wide.split(".").length >= 2 && (narrow === wide || narrow.startsWith(`${wide}.`));
};
