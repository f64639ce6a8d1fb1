/** What people's acts change in a case. Pure: facts and `now` in, one CaseChange or a refusal out. */
import { ok, refuse, type Actor, type Instant, type Result, type Sealed, type Severity } from "../kernel.ts";
import { claimedClocks, waitingClocks } from "./clocks.ts";
import { refusalOf, type Member } from "./permit.ts";
import type { CaseCard, CaseChange, EventDetail, EventKind, NewEvent, Outcome, Share } from "./words.ts";

/** Words about an act, already sealed to the report's key of `epoch`. */
export type Words = { epoch: number; sealed: Sealed<"event"> };

export function eventOf(
  kind: EventKind,
  at: Instant,
  actor: Actor,
  words?: Words,
  detail?: EventDetail,
): NewEvent {
  return { kind, at, actor, ...words, ...(detail && { detail }) };
}

/** What every return to the queue has in common: nobody's, unread, and somebody is to be woken. */
export function backInQueue(severity: Severity, now: Instant): CaseChange["set"] {
  return {
    state: "waiting",
    claimedBy: undefined,
    claimedAt: undefined,
    officerReadAt: undefined,
    lastPingAt: undefined,
    ...waitingClocks(severity, now),
  };
}

/** The officer takes the case. Refuses already_claimed, also for the claimant's own second click. */
export function decideClaim(
  card: CaseCard,
  shares: readonly Share[],
  by: Member,
  now: Instant,
): Result<CaseChange> {
  const refusal = refusalOf("claim", card, shares, by);
  if (refusal !== undefined) return refuse(refusal);
  return ok({
    set: {
      state: "claimed",
      claimedBy: { officer: by.officer, agency: by.agency },
      claimedAt: now,
      lastPingAt: now,
      ...claimedClocks(card.severity, now),
    },
    events: [eventOf("claimed", now, by, undefined, { agency: by.agency })],
  });
}

/** Back to the queue with a fresh clock; the body whose turn it was keeps its turn. */
export function decideRelease(
  card: CaseCard,
  shares: readonly Share[],
  by: Member,
  reason: Words,
  now: Instant,
): Result<CaseChange> {
  const refusal = refusalOf("release", card, shares, by);
  if (refusal !== undefined) return refuse(refusal);
  return ok({
    set: backInQueue(card.severity, now),
    events: [eventOf("released", now, by, reason, { agency: by.agency })],
  });
}

/**
 * Something was done for the people in the report: an action, a reply, or an accepted hand-off. The first one after
 * a claim stops the action clock; `firstActionAt` keeps the first of all.
 */
export function decideAction(
  card: CaseCard,
  shares: readonly Share[],
  by: Member,
  done: { kind: "action" | "reply" | "hand_off"; words: Words; detail?: EventDetail },
  now: Instant,
): Result<CaseChange> {
  const refusal = refusalOf(done.kind === "action" ? "act" : done.kind, card, shares, by);
  if (refusal !== undefined) return refuse(refusal);
  return ok({
    set: { firstActionAt: card.firstActionAt ?? now, actionDueAt: undefined },
    events: [eventOf(done.kind, now, by, done.words, done.detail)],
  });
}

/** Words for colleagues; stops no clock. */
export function decideNote(
  card: CaseCard,
  shares: readonly Share[],
  by: Member,
  words: Words,
  now: Instant,
): Result<CaseChange> {
  const refusal = refusalOf("note", card, shares, by);
  if (refusal !== undefined) return refuse(refusal);
  return ok({ set: {}, events: [eventOf("note", now, by, words)] });
}

/** Ends the case with a structured outcome and a reason in words; no clock runs on. */
export function decideClose(
  card: CaseCard,
  shares: readonly Share[],
  by: Member,
  ending: { outcome: Outcome; words: Words },
  now: Instant,
): Result<CaseChange> {
  const refusal = refusalOf("close", card, shares, by);
  if (refusal !== undefined) return refuse(refusal);
  return ok({
    set: {
      state: "closed",
      stillTelling: false,
      claimDueAt: undefined,
      actionDueAt: undefined,
      closedAt: now,
      outcome: ending.outcome,
    },
    events: [eventOf("closed", now, by, ending.words, { outcome: ending.outcome })],
  });
}

/** The reporter wrote again on a closed case: it waits once more, with a fresh clock. Refuses not_closed. */
export function decideReopen(
  { state, severity }: Pick<CaseCard, "state" | "severity">,
  actor: Actor,
  now: Instant,
): Result<CaseChange> {
  if (state !== "closed") return refuse("not_closed");
  return ok({
    set: { ...backInQueue(severity, now), closedAt: undefined, outcome: undefined },
    events: [eventOf("reopened", now, actor)],
  });
}

/**
 * Messages and answers of the reporter, sealed. Always possible: nothing that a reporter says is turned away. Whoever
 * has claimed the case is woken, a closed case opens again.
 */
export function decideAppend(
  card: Pick<CaseCard, "state" | "severity">,
  added: NewEvent[],
  reporter: Actor,
  now: Instant,
): CaseChange {
  const reopened = decideReopen(card, reporter, now);
  const set: CaseChange["set"] = { reporterWroteAt: now };
  // Our questions come after the telling, so an answer says that the telling is over.
  if (added.some(({ kind }) => kind === "answered")) set.stillTelling = false;
  if (card.state === "claimed") set.lastPingAt = undefined;
  if (!reopened.ok) return { set, events: added };
  return { set: { ...reopened.value.set, ...set }, events: [...added, ...reopened.value.events] };
}
