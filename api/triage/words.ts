/** The result of triage, as every later part reads it. */
import type { Category, ChildStatus, Corps, Indicator, Severity } from "../kernel.ts";

/** Why triage says something: a span of the reporter's own text (UTF-16 offsets), or an answer. */
export type Evidence = {
  /** What this supports, e.g. `category:hidden_prostitution`, `indicator:danger_now`, `implicated:police`. */
  claim: string;
  /**
   * `lexicon:<concept>`, `frame:<concept+concept>` (signs that stand together in these words, the most telling first),
   * `words:phrase` (what labelled messages of this kind have in common), `gazetteer:name` or `answer:<field>`.
   */
  rule: string;
  /** How much it speaks for the claim; comparable within one claim only. Rules and answers have none. */
  weight?: number;
  /** The words themselves, exactly as written; empty for an answer. */
  quote: string;
  start: number;
  end: number;
};

export type Triage = {
  category: Category;
  severity: Severity;
  child: ChildStatus;
  indicators: Indicator[];
  implicated: Corps[];
  /** Too little to go by: a person must look; nothing is ever discarded by machine. */
  unsure: boolean;
  evidence: Evidence[];
};

/** Reasons to file at once; `childWriting`: a child that writes about what is done to itself. */
export type Danger = { danger: boolean; selfHarm: boolean; childWriting: boolean };
