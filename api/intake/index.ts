/**
 * Intake: what a finished (or early) conversation hands over, and what later messages add to it.
 * Comes in: the reporter's own words, as said, and the answers to our questions. Goes out: a Submission.
 * Never knows: who the reporter is, or which network the words came through.
 */
import type { AreaCode, Corps, Instant } from "../kernel.ts";

/** One message of the reporter, as it was said. */
export type Part = { at: Instant; text: string };

/** Answers given by choice or as a short text; `undefined` = not asked or skipped. They outrank words. */
export type Answers = {
  child?: "yes" | "no" | "unsure";
  goingOn?: "now" | "continuing" | "past" | "unsure";
  /** Where, in the reporter's words; and the area they confirmed, when they did. */
  place?: string;
  area?: AreaCode;
  /** When, in the reporter's words. */
  when?: string;
  /** "Siapa yang tidak boleh membaca?": whole corps, and the reporter's own words on it. */
  notReaders?: Corps[];
  notReadersWords?: string;
  contact?: ContactChoice;
  /** The reporter speaks about him- or herself. */
  self?: boolean;
};

/**
 * Whether we may write to this chat by ourselves. `hours`: only between the two local hours (0–23, may wrap
 * midnight). `code`: never; the reporter looks with the code. Silence is resolved by `contactWhenSilent`.
 */
export type ContactChoice = { kind: "yes" } | { kind: "hours"; from: number; to: number } | { kind: "code" };

/** How a report reached the state in which it is filed. */
export type FilingReason = "said_so" | "danger" | "quiet";

export type Submission = {
  parts: Part[];
  answers: Answers;
  reason: FilingReason;
  /** Filed while the reporter may still be telling ("masih bercerita"). */
  stillTelling: boolean;
};

/** The whole narrative, parts in order, one a line. */
export const narrativeOf = (parts: readonly Part[]): string => parts.map((part) => part.text).join("\n");
