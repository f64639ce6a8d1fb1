/** What linking changes: the incident of one report. Pure. */
import { ok, refuse, type CaseId, type IncidentId, type Instant, type Result } from "../kernel.ts";
import type { Seen } from "./change.ts";
import { eventOf } from "./decisions.ts";
import { refusalOf, type Member } from "./permit.ts";
import type { CaseChange } from "./words.ts";

/** `incident`: the one that the report belongs to from now on. Refuses as the table of rights says. */
export function decideLinking(
  { card, shares }: Seen,
  by: Member,
  wanted: { kind: "linked" | "unlinked" | "kept_apart"; other: CaseId | undefined; incident: IncidentId },
  now: Instant,
): Result<CaseChange> {
  const refusal = refusalOf("link", card, shares, by);
  if (refusal !== undefined) return refuse(refusal);
  const detail = wanted.other && { other: wanted.other };
  return ok({
    set: { incident: wanted.incident },
    events: [eventOf(wanted.kind, now, by, undefined, detail)],
  });
}
