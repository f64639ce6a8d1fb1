/** What linking changes: which event a report tells of. Pure. */
import { ok, refuse, type CaseId, type IncidentId, type Instant, type Result } from "../kernel.ts";
import type { Seen } from "./change.ts";
import { eventOf } from "./decisions.ts";
import { refusalOf, type Member } from "./permit.ts";
import type { CaseChange } from "./words.ts";

/** What an officer says of a report: one event with another (all that is linked already goes along), another one, its own. */
export type Linking =
  | { kind: "linked"; other: CaseId; joins: IncidentId }
  | { kind: "kept_apart"; other: CaseId }
  | { kind: "unlinked"; incident: IncidentId };

/** Refuses as the table of rights says. */
export function decideLinking(
  { card, shares }: Seen,
  by: Member,
  wanted: Linking,
  now: Instant,
): Result<CaseChange> {
  const refusal = refusalOf("link", card, shares, by);
  if (refusal !== undefined) return refuse(refusal);
  const detail = wanted.kind === "unlinked" ? undefined : { other: wanted.other };
  return ok({
    set: wanted.kind === "unlinked" ? { incident: wanted.incident } : {},
    ...(wanted.kind === "linked" && { joins: wanted.joins }),
    events: [eventOf(wanted.kind, now, by, undefined, detail)],
  });
}
