/** Everybody's part in a case after a fuller story: the route's, without taking anything from hands that hold it. Pure. */
import type { AgencyId } from "../kernel.ts";
import { mergeShares } from "./change.ts";
import type { CaseCard, Share } from "./words.ts";

export type PartsNow = { parts: Share[]; holder: AgencyId; turn: number; proposed: AgencyId | undefined };

/** Reads now, sees the card, or waits in the chain. */
export const hasPart = ({ active, position }: Share): boolean => active || position !== undefined;

/** Who knows what it has read and reads nothing that follows, until the story leads there again. */
const letGo = (share: Share): Share =>
  hasPart(share) ? { ...share, role: "former", active: false, position: undefined } : share;

/** Whom people have asked for help stays, whatever a machine reads in the story. */
const isAsked = (share: Share): boolean => share.role === "referred" && share.active;

/**
 * The parts by a route over the whole story. In nobody's hands (`keeper` undefined) a case with another lead begins
 * its chain anew there; with the same lead, or in somebody's hands, whoever reads goes on reading, and a lead that
 * other hands keep from leading reads as a support and comes first in the chain.
 */
export function fullerParts(
  card: CaseCard,
  left: readonly Share[],
  planned: readonly Share[],
  lead: AgencyId,
  keeper: AgencyId | undefined,
): PartsNow {
  const leadNow = left.find((share) => share.role === "lead" && share.active)?.agency;
  if (keeper === undefined && lead !== leadNow) {
    const rest = left.map((share) => (isAsked(share) ? share : letGo(share)));
    const parts = planned.map((plan) => {
      const asked = rest.find((share) => isAsked(share) && share.agency === plan.agency);
      return asked === undefined || plan.role === "lead" ? plan : { ...asked, position: plan.position };
    });
    return { parts: mergeShares(rest, parts), holder: lead, turn: 0, proposed: undefined };
  }
  const reads = (agency: AgencyId) => left.some((share) => share.agency === agency && share.active);
  const holder = reads(card.holder) ? card.holder : (keeper ?? lead);
  const outside = keeper === undefined ? [lead] : [keeper, holder];
  const chain = planned.flatMap(({ agency, position }) => (position === undefined ? [] : [agency]));
  const order = [lead, ...chain].filter((agency) => !outside.includes(agency));
  const place = (agency: AgencyId) => (order.includes(agency) ? order.indexOf(agency) + 1 : undefined);
  const stay = left.map((share) =>
    share.active ? { ...share, position: place(share.agency) } : letGo(share),
  );
  const staying = (agency: AgencyId) => stay.find((share) => share.agency === agency && share.active);
  const parts = planned.map((plan): Share => {
    const known = staying(plan.agency);
    if (known !== undefined)
      return plan.access === "full" && plan.active ? { ...known, access: "full" } : known;
    const role = plan.role === "lead" ? "support" : plan.role;
    return {
      ...plan,
      role: leadNow === undefined && plan.role === "lead" ? "lead" : role,
      position: place(plan.agency),
    };
  });
  const last = Math.max(0, ...left.map(({ position }) => position ?? 0));
  const pastTheLast = keeper === undefined && card.turn > last;
  const known = [keeper, leadNow, holder].includes(lead);
  return {
    parts: mergeShares(stay, parts),
    holder,
    turn: pastTheLast ? order.length + 1 : (place(holder) ?? 0),
    proposed: keeper === undefined || known ? undefined : lead,
  };
}

/**
 * Only the latest words are known, so nobody is let in: a machine could let in whom the reporter kept out. Whoever
 * held the case and had to go is followed by the next of the chain; another lead is proposed to those who can read.
 */
export function successorOf(
  card: CaseCard,
  left: readonly Share[],
  lead: AgencyId | undefined,
  keeper: AgencyId | undefined,
  mayPropose: boolean,
): PartsNow {
  const reads = (agency: AgencyId | undefined) =>
    left.some((share) => share.agency === agency && share.active && share.access === "full");
  const proposed = mayPropose && lead !== undefined && !reads(lead) ? lead : undefined;
  if (reads(card.holder)) return { parts: [...left], holder: card.holder, turn: card.turn, proposed };
  if (keeper !== undefined && reads(keeper)) {
    return { parts: [...left], holder: keeper, turn: card.turn, proposed };
  }
  const waiting = left
    .filter(({ position }) => position !== undefined)
    .toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0));
  const next =
    waiting.find(({ position }) => (position ?? 0) > card.turn) ??
    waiting.at(-1) ??
    left.find(({ agency }) => reads(agency));
  if (next === undefined) return { parts: [...left], holder: card.holder, turn: card.turn, proposed };
  const arrived: Share = { ...next, access: "full", active: true };
  return {
    parts: mergeShares(left, [arrived]),
    holder: next.agency,
    turn: Math.max(card.turn, next.position ?? 0),
    proposed,
  };
}
