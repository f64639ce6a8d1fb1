/** Shapes of an officer's word on what triage said. */
import type { Indicator, Instant } from "../kernel.ts";
import type { CardTriage } from "./words.ts";

/** What triage says of a report, or an officer who has looked at it. */
export type Verdict = CardTriage & { indicators: Indicator[] };

/**
 * An officer's word on what triage had said, in codes alone: kept for counting how often both agree. `indicators`:
 * how many of triage's stayed, and how many the officer added and took out.
 */
export type Review = {
  at: Instant;
  from: CardTriage;
  to: CardTriage;
  indicators: { kept: number; added: number; removed: number };
};
