/**
 * What a fuller story moves in a case that is there: what it is, how fast, whose it is, who reads what follows. Pure.
 * Upwards only: a machine never makes a case less grave, nor takes a child out of it, nor a case out of hands that
 * hold it; only whom the report must not reach goes at once.
 */
import {
  CHILD_STATUSES,
  SEVERITIES,
  type AgencyId,
  type ChildStatus,
  type Instant,
  type Severity,
} from "../kernel.ts";
import type { Route } from "../routing/index.ts";
import { mergeShares } from "./change.ts";
import { claimedClocks, waitingClocks } from "./clocks.ts";
import { backInQueue } from "./decisions.ts";
import { readersOfNewEpoch } from "./decide-sharing.ts";
import { fullerParts, hasPart, successorOf } from "./fuller-parts.ts";
import { partsOf } from "./parts-of-route.ts";
import type { CaseCard, CaseChange, CardTriage, Share } from "./words.ts";

/** What triage, area and routing make of everything that is known of the report by now. */
export type Fuller = {
  to: CardTriage & Pick<CaseCard, "relocation" | "tellsOfPlace">;
  /** Undefined while no coordinator is open: then nobody is let in. */
  route: Route | undefined;
  /** The whole story was known: then who is kept out is known as well, and bodies may be let in. */
  whole: boolean;
  /** A corps is kept out that was not before: to be known by whoever lets bodies in later. */
  barredAnew: boolean;
  /** Nothing of this report may go to the body. */
  isBarred: (agency: AgencyId) => boolean;
  hasKey: (agency: AgencyId) => boolean;
  /** A person has passed the case on; a machine does not overrule that. */
  placedByPeople: boolean;
};

export type Moved = {
  set: CaseChange["set"];
  /** Every part after the move, and those among them that changed. */
  parts: Share[];
  changed: Share[];
  /** Bodies whose part ended because they are kept out. */
  ended: AgencyId[];
  /** Bodies that read from now on and did not before. */
  joined: AgencyId[];
  /** Whether who may read has changed, so that what follows needs a key of its own. */
  newEpoch: boolean;
  /** Whose the case became in the queue. */
  handedTo: AgencyId | undefined;
  /** Who would lead, while other people have the case in hand. */
  proposed: AgencyId | undefined;
  handOffs: AgencyId[];
};

export const graver = (one: Severity, other: Severity): Severity =>
  SEVERITIES.indexOf(one) <= SEVERITIES.indexOf(other) ? one : other;
export const moreChild = (one: ChildStatus, other: ChildStatus): ChildStatus =>
  CHILD_STATUSES.indexOf(one) <= CHILD_STATUSES.indexOf(other) ? one : other;

/** Bodies that people or an exclusion have put out; unlike `former` ones no machine lets them in again. */
export const isShutOut = (share: Share): boolean => !hasPart(share) && share.role !== "former";

const shutOut = (share: Share): Share => ({
  ...share,
  role: share.role === "former" ? "support" : share.role,
  active: false,
  position: undefined,
});

/** Undefined when nothing that matters has changed: then the words are only added. */
export function decideMoving(
  card: CaseCard,
  shares: readonly Share[],
  fuller: Fuller,
  now: Instant,
): Moved | undefined {
  const barred = shares.filter((share) => !isShutOut(share) && fuller.isBarred(share.agency));
  const left = mergeShares(shares, barred.map(shutOut));
  const raised = raisedColumns(card, fuller.to);
  const planned = plannedBy(fuller);
  const news = fuller.barredAnew || barred.length > 0 || Object.keys(raised).length > 0;
  const wanted = planned?.shares.some((share) => share.active && !readsAlready(left, share)) === true;
  if (!news && !(fuller.whole && wanted)) return undefined;

  const keeper = keeperOf(card, fuller);
  const next =
    fuller.whole && planned !== undefined && fuller.route !== undefined
      ? fullerParts(card, left, planned.shares, fuller.route.lead, keeper)
      : successorOf(card, left, fuller.route?.lead, keeper, "area" in raised || "child" in raised);
  const before = rightsOf(shares);
  const rights = rightsOf(next.parts);
  const joined = [...rights].flatMap(([agency, outer]) =>
    !outer && before.get(agency) !== false ? [agency] : [],
  );
  const same =
    before.size === rights.size && [...rights].every(([agency, outer]) => before.get(agency) === outer);
  const handedTo = next.holder === card.holder ? undefined : next.holder;
  const moved = { severity: fuller.to.severity, handedTo, joined };
  return {
    set: {
      ...raised,
      ...(handedTo !== undefined && { holder: handedTo }),
      ...(next.turn !== card.turn && { turn: next.turn }),
      ...clocksAfter(card, fuller, moved, now),
    },
    parts: next.parts,
    changed: next.parts.filter((share) => !shares.some((old) => sameShare(old, share))),
    ended: barred.map(({ agency }) => agency),
    joined,
    newEpoch: !same,
    handedTo,
    proposed: next.proposed,
    handOffs: fuller.whole ? (planned?.handOffs ?? []) : [],
  };
}

/** Routing keeps out whom it must; that it did is not taken on trust where keys are given away. */
function plannedBy({ route, hasKey, isBarred }: Fuller): ReturnType<typeof partsOf> | undefined {
  if (route === undefined || isBarred(route.lead)) return undefined;
  const { shares, handOffs } = partsOf(route, hasKey);
  return {
    shares: shares.filter(({ agency }) => !isBarred(agency)),
    handOffs: handOffs.filter((agency) => !isBarred(agency)),
  };
}

function raisedColumns(card: CaseCard, to: Fuller["to"]): CaseChange["set"] {
  return {
    ...(to.category !== card.category && !card.reviewed && { category: to.category }),
    ...(to.severity !== card.severity && { severity: to.severity }),
    ...(to.child !== card.child && { child: to.child }),
    ...(to.area !== card.area && !card.reviewed && { area: to.area }),
    ...(to.relocation && !card.relocation && { relocation: true }),
    ...(!to.tellsOfPlace && card.tellsOfPlace && { tellsOfPlace: false }),
  };
}

const readsAlready = (shares: readonly Share[], { agency, access }: Share): boolean =>
  shares.some(
    (share) => share.agency === agency && share.active && (share.access === "full" || access === "card"),
  );

/** The body from whose hands the case is not taken: it claimed it, or people gave it to it. */
function keeperOf(card: CaseCard, { isBarred, placedByPeople }: Fuller): AgencyId | undefined {
  const keeper = card.claimedBy?.agency ?? (placedByPeople ? card.holder : undefined);
  return keeper === undefined || isBarred(keeper) ? undefined : keeper;
}

const rightsOf = (shares: readonly Share[]): Map<AgencyId, boolean> =>
  new Map(readersOfNewEpoch(shares).map(({ agency, outer }) => [agency, outer]));

const sameShare = (one: Share, other: Share): boolean =>
  one.agency === other.agency &&
  one.role === other.role &&
  one.access === other.access &&
  one.position === other.position &&
  one.active === other.active;

/**
 * No running clock is put back; one that has run out starts anew for a body that has just been given the case. Whoever
 * may claim is woken when it became graver, somebody new reads, or somebody new has it.
 */
function clocksAfter(
  card: CaseCard,
  { isBarred }: Fuller,
  moved: { severity: Severity; handedTo: AgencyId | undefined; joined: AgencyId[] },
  now: Instant,
): CaseChange["set"] {
  const { severity, handedTo, joined } = moved;
  if (card.claimedBy !== undefined && isBarred(card.claimedBy.agency)) return backInQueue(severity, now);
  const worse = severity !== card.severity;
  if (card.state === "claimed") {
    if (!worse || card.actionDueAt === undefined) return {};
    return { actionDueAt: earlier(card.actionDueAt, claimedClocks(severity, now).actionDueAt) };
  }
  const fresh = waitingClocks(severity, now).claimDueAt;
  const ranOut = card.claimDueAt !== undefined && card.claimDueAt <= now;
  const claimDueAt = handedTo !== undefined && ranOut ? fresh : earlier(card.claimDueAt, fresh);
  return {
    ...(worse || handedTo !== undefined ? { claimDueAt } : {}),
    ...(worse || handedTo !== undefined || joined.length > 0 ? { lastPingAt: undefined } : {}),
  };
}

const earlier = (one: Instant | undefined, other: Instant | undefined): Instant | undefined =>
  one !== undefined && (other === undefined || one <= other) ? one : other;
