/** An officer's word on what triage said. Pure: facts and `now` in, one CaseChange or a refusal out. */
import { ok, refuse, type Indicator, type Instant, type Result } from "../kernel.ts";
import { claimedClocks } from "./clocks.ts";
import { eventOf, type Words } from "./decisions.ts";
import { refusalOf, type Member } from "./permit.ts";
import { tellsOfPlace } from "./seal-filing.ts";
import type { Review, Verdict } from "./review-words.ts";
import type { CaseCard, CaseChange, CardTriage, Share } from "./words.ts";

export const cardTriageOf = ({ category, severity, child, area }: CardTriage): CardTriage => ({
  category,
  severity,
  child,
  area,
});

/**
 * The card says from now on what the officer says, and a running action clock is the one of that severity since the
 * claim: a person may make a case less grave, a machine may not. Refuses as the table of rights says.
 */
export function decideReview(
  card: CaseCard,
  shares: readonly Share[],
  by: Member,
  { to, found, words }: { to: Verdict; found: readonly Indicator[]; words: Words },
  now: Instant,
): Result<CaseChange> {
  const refusal = refusalOf("review", card, shares, by);
  if (refusal !== undefined) return refuse(refusal);
  const runs = card.actionDueAt !== undefined && card.claimedAt !== undefined;
  return ok({
    set: {
      ...cardTriageOf(to),
      relocation: to.indicators.includes("relocation"),
      tellsOfPlace: tellsOfPlace(to),
      reviewed: true,
      ...(runs && claimedClocks(to.severity, card.claimedAt ?? now)),
    },
    events: [eventOf("reviewed", now, by, words)],
    review: {
      at: now,
      from: cardTriageOf(card),
      to: cardTriageOf(to),
      indicators: compared(found, to.indicators),
    },
  });
}

function compared(found: readonly Indicator[], said: readonly Indicator[]): Review["indicators"] {
  const kept = said.filter((indicator) => found.includes(indicator)).length;
  return { kept, added: said.length - kept, removed: found.length - kept };
}
