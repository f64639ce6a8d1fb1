/** Who would read a draft if it were filed now, as lines for the person. */
import type { FilingReason, Submission } from "../../api/intake/index.ts";
import type { Draft } from "./memory.ts";
import type { World } from "./words.ts";

export const submissionOf = (draft: Draft, reason: FilingReason): Submission => ({
  parts: draft.parts,
  answers: draft.answers,
  reason,
  stillTelling: reason !== "said_so",
});

export const linesOf = (names: readonly string[]): string => names.map((name) => `• ${name}`).join("\n");

/** Undefined while nobody could read it. */
export function readersLines(
  draft: Draft,
  world: World,
): { readers: string; withinMinutes: number } | undefined {
  const { names, withinMinutes } = world.readers(submissionOf(draft, "said_so"));
  return names.length === 0 ? undefined : { readers: linesOf(names), withinMinutes };
}
