/** Reduces a case to what statistics need of it. */
import { zoneOf } from "../area/index.ts";
import {
  after,
  type AgencyId,
  type AreaCode,
  DAY,
  HOUR,
  type Instant,
  instant,
  localDay,
  type LocalDay,
  MINUTE,
} from "../kernel.ts";
import type { CaseCard } from "../queue/index.ts";
import type { CaseFact, ClosedFact } from "./ports.ts";

/**
 * A case as it stands at `now`. `earlier`: the fact of an earlier closing, if it was opened again. Since then its
 * beginning is known by the day only, so its speed is what was measured the first time.
 */
export function factOf(
  card: CaseCard,
  lead: AgencyId,
  now: Instant,
  earlier: ClosedFact | undefined,
): CaseFact {
  const dueAt = card.state === "waiting" ? card.claimDueAt : card.actionDueAt;
  return {
    incident: card.incident,
    day: earlier?.day ?? localDay(card.filedAt, zoneOf(card.area)),
    category: card.category,
    severity: card.severity,
    child: card.child,
    area: regencyOf(card.area),
    relocation: card.relocation,
    state: card.state,
    overdue: card.state !== "closed" && dueAt !== undefined && dueAt < now,
    minutesToClaim: earlier ? earlier.minutesToClaim : minutesBetween(card.filedAt, card.claimedAt),
    minutesToAction: earlier ? earlier.minutesToAction : minutesBetween(card.filedAt, card.firstActionAt),
    lead,
  };
}

/**
 * What stays of a case that is closed at `closedAt`; `before` is its card as it was until then. It counts as overdue
 * when the clock that the closing stopped had run out.
 */
export function closedFactOf(
  before: CaseCard,
  lead: AgencyId,
  { closedAt, outcome }: Pick<ClosedFact, "outcome"> & { closedAt: Instant },
  earlier: ClosedFact | undefined,
): ClosedFact {
  const fact = factOf(before, lead, closedAt, earlier);
  const minutesToClose =
    earlier === undefined
      ? inSteps(closedAt - before.filedAt)
      : Math.max(earlier.minutesToClose, daysBetween(fact.day, localDay(closedAt, zoneOf(before.area))));
  return { ...fact, state: "closed", week: mondayOf(fact.day), minutesToClose, outcome };
}

/** Kabupaten/kota at the finest. */
const regencyOf = (area: AreaCode): AreaCode => area.split(".").slice(0, 2).join(".") as AreaCode;

const minutesBetween = (from: Instant, to: Instant | undefined): number | undefined =>
  to === undefined ? undefined : Math.round((to - from) / MINUTE);

/** Milliseconds as minutes, rounded up to whole hours within a day and to whole days beyond. */
function inSteps(ms: number): number {
  const step = ms <= DAY ? HOUR : DAY;
  return (Math.ceil(ms / step) * step) / MINUTE;
}

/** Whole days from one local day to another, in minutes. */
const daysBetween = (from: LocalDay, to: LocalDay): number => (Date.parse(to) - Date.parse(from)) / MINUTE;

/** The Monday of the week of a day. */
export function mondayOf(day: LocalDay): LocalDay {
  const at = instant(Date.parse(day));
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(after(at, -sinceMonday * DAY)).toISOString().slice(0, 10) as LocalDay;
}
