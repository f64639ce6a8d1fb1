/** Rows of facts as insight's words, and back. */
import type { ClosedFact } from "../insight/ports.ts";
import type { AgencyId, AreaCode, Category, ChildStatus, IncidentId, LocalDay } from "../kernel.ts";
import type { Outcome } from "../queue/index.ts";
import type * as Rows from "./client/models.ts";
import { orNull, orUndefined } from "./moments.ts";

/** What must be read with a card to make a fact of it. */
export const WITH_FACT = {
  fact: true,
  shares: { where: { role: "lead" }, select: { agencyId: true } },
} as const;

/** The body that leads; the holder where the lead's part was never written. */
export const leadOf = (row: { shares: { agencyId: string }[]; holderId: string }): AgencyId =>
  (row.shares[0]?.agencyId ?? row.holderId) as AgencyId;

export const toClosedFact = (row: Rows.FactModel, incident: IncidentId): ClosedFact => ({
  incident,
  day: row.day as LocalDay,
  week: row.week as LocalDay,
  category: row.category as Category,
  severity: row.severity,
  child: row.child as ChildStatus,
  area: row.area as AreaCode,
  relocation: row.relocation,
  state: "closed",
  overdue: row.overdue,
  minutesToClaim: orUndefined(row.minutesToClaim),
  minutesToAction: orUndefined(row.minutesToAction),
  minutesToClose: row.minutesToClose,
  outcome: orUndefined(row.outcome) as Outcome | undefined,
  lead: row.leadId as AgencyId,
});

export const toFactRow = (fact: ClosedFact): Omit<Rows.FactModel, "caseId"> => ({
  day: fact.day,
  week: fact.week,
  category: fact.category,
  severity: fact.severity,
  child: fact.child,
  area: fact.area,
  relocation: fact.relocation,
  leadId: fact.lead,
  overdue: fact.overdue,
  minutesToClaim: orNull(fact.minutesToClaim),
  minutesToAction: orNull(fact.minutesToAction),
  minutesToClose: fact.minutesToClose,
  outcome: orNull(fact.outcome),
});
