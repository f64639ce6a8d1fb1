/** What closing leaves of a case's times. Pure; events and hand-offs follow the same rule in the store. */
import { zoneOf } from "../area/index.ts";
import { after, coarsenToDay, DAY, type Instant } from "../kernel.ts";
import type { CaseCard } from "./words.ts";

type Times = Pick<
  CaseCard,
  | "filedAt"
  | "claimDueAt"
  | "claimedAt"
  | "actionDueAt"
  | "firstActionAt"
  | "closedAt"
  | "reporterWroteAt"
  | "officerReadAt"
  | "lastPingAt"
>;

/**
 * The card's times by the local day of its area: while a clock runs they must be exact, afterwards they would tell
 * when somebody held the phone. A message that nobody has read stays later than the last reading, so that it still
 * shows as unread. Coarsening again changes nothing.
 */
export function coarseTimes(card: CaseCard): Times {
  const zone = zoneOf(card.area);
  const day = (at: Instant | undefined) => (at === undefined ? undefined : coarsenToDay(at, zone));
  const reporterWroteAt = coarsenToDay(card.reporterWroteAt, zone);
  const readAt = day(card.officerReadAt);
  const unread = card.officerReadAt !== undefined && card.officerReadAt < card.reporterWroteAt;
  return {
    filedAt: coarsenToDay(card.filedAt, zone),
    claimDueAt: day(card.claimDueAt),
    claimedAt: day(card.claimedAt),
    actionDueAt: day(card.actionDueAt),
    firstActionAt: day(card.firstActionAt),
    closedAt: day(card.closedAt),
    reporterWroteAt,
    officerReadAt: unread && readAt === reporterWroteAt ? after(readAt, -DAY) : readAt,
    lastPingAt: day(card.lastPingAt),
  };
}
