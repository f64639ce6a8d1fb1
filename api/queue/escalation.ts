/**
 * What time changes in a case: whose turn it is next. Pure: nobody needs to be signed in for it. The key copies of
 * every share that a change makes active lose the server's layer in the same write (`clockwork`).
 */
import { after, ok, refuse, type Actor, type AgencyId, type Instant, type Result } from "../kernel.ts";
import { isPressing, PING_COORDINATORS_EVERY } from "./clocks.ts";
import { backInQueue, eventOf } from "./decisions.ts";
import type { CaseCard, CaseChange, NewEvent, Share } from "./words.ts";

/** How a body stands at this moment. A body that is not in the map counts as closed. */
export type Standing = { open: boolean; onDuty: boolean; coordinator: boolean };
export type Standings = ReadonlyMap<AgencyId, Standing>;

export const BY_CLOCK: Actor = { kind: "system", task: "clockwork" };

/** The chain in order, without bodies whose part was revoked. */
const chainOf = (shares: readonly Share[]): Share[] =>
  shares
    .filter(({ position }) => position !== undefined)
    .toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0));

/** Every body has had its turn and let its time pass. */
export function isPastTheLast(card: Pick<CaseCard, "turn">, shares: readonly Share[]): boolean {
  return card.turn > (chainOf(shares).at(-1)?.position ?? 0);
}

/** Who takes it after the present holder; a pressing case passes over bodies with nobody on duty, but for the last. */
function nextInChain(card: CaseCard, shares: readonly Share[], standings: Standings): Share | undefined {
  const ahead = chainOf(shares).filter(
    ({ agency, position }) => (position ?? 0) > card.turn && standings.get(agency)?.open === true,
  );
  if (!isPressing(card.severity)) return ahead[0];
  return ahead.find(({ agency }) => standings.get(agency)?.onDuty === true) ?? ahead.at(-1);
}

/** One step up, or past the last body: then whoever was passed over for want of duty may read it as well. */
function stepUp(card: CaseCard, shares: readonly Share[], standings: Standings, now: Instant): CaseChange {
  const set = backInQueue(card.severity, now);
  const next = nextInChain(card, shares, standings);
  if (next !== undefined) {
    const turn = next.position ?? card.turn;
    return {
      set: { ...set, holder: next.agency, turn },
      events: [eventOf("escalated", now, BY_CLOCK, undefined, { agency: next.agency, turn })],
      // Referred to by card before its turn came: now it reads.
      shares: [{ ...next, access: "full", active: true }],
    };
  }
  const chain = chainOf(shares);
  const turn = Math.max(card.turn, (chain.at(-1)?.position ?? 0) + 1);
  return {
    set: { ...set, turn, claimDueAt: after(now, PING_COORDINATORS_EVERY) },
    events:
      card.turn === turn
        ? []
        : [eventOf("escalated", now, BY_CLOCK, undefined, { agency: card.holder, turn })],
    shares: chain
      .filter(
        ({ active, access, agency }) =>
          !(active && access === "full") && standings.get(agency)?.open === true,
      )
      .map((share) => ({ ...share, access: "full", active: true })),
  };
}

/**
 * Nobody claimed in time, or (emergency, urgent) the body whose turn it is has nobody on duty: the next body.
 * After the last one the case stays where it is and its clock only says when all coordinators are asked again.
 * Refuses already_closed, already_claimed, and conflict while there is nothing to escalate.
 */
export function decideEscalation(
  card: CaseCard,
  shares: readonly Share[],
  standings: Standings,
  now: Instant,
): Result<CaseChange> {
  if (card.state === "closed") return refuse("already_closed");
  if (card.state === "claimed") return refuse("already_claimed");
  const ranOut = card.claimDueAt !== undefined && card.claimDueAt <= now;
  const unattended = isPressing(card.severity) && standings.get(card.holder)?.onDuty !== true;
  const somebodyAhead = nextInChain(card, shares, standings) !== undefined;
  if (!ranOut && !(unattended && somebodyAhead)) return refuse("conflict");
  return ok(stepUp(card, shares, standings, now));
}

/**
 * Claimed, and nothing was done in time: back to the queue and up. The body that let it lie keeps its access and may
 * claim again. Refuses already_closed, not_claimed, and conflict while the action clock does not run or has time left.
 */
export function decideActionOverdue(
  card: CaseCard,
  shares: readonly Share[],
  standings: Standings,
  now: Instant,
): Result<CaseChange> {
  if (card.state === "closed") return refuse("already_closed");
  if (card.state === "waiting") return refuse("not_claimed");
  if (card.actionDueAt === undefined || card.actionDueAt > now) return refuse("conflict");
  const released: NewEvent = eventOf("released", now, BY_CLOCK, undefined, {
    agency: card.claimedBy?.agency,
  });
  const up = stepUp(card, shares, standings, now);
  return ok({ ...up, events: [released, ...up.events] });
}

/** Bodies whose people on duty are woken: those who may claim; past the last, the coordinators and the holder. */
export function bodiesToWake(card: CaseCard, shares: readonly Share[], standings: Standings): AgencyId[] {
  if (card.state === "closed") return [];
  if (card.claimedBy !== undefined) return [card.claimedBy.agency];
  const readers = shares
    .filter(({ active, access }) => active && access === "full")
    .map(({ agency }) => agency);
  if (!isPastTheLast(card, shares)) return readers;
  return readers.filter((agency) => agency === card.holder || standings.get(agency)?.coordinator === true);
}
