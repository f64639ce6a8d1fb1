/** Who may know of which case, said once, in SQL. */
import type { Actor } from "../kernel.ts";
import type { Prisma } from "./client/client.ts";

/**
 * Officers: an active share of their body. Reporters: the case their code opened. The system: all.
 * Admins: none; they administer and read no report.
 */
export function visibleTo(actor: Actor): Prisma.CaseCardWhereInput {
  switch (actor.kind) {
    case "officer":
      return { shares: { some: { agencyId: actor.agency, active: true } } };
    case "reporter":
      return { id: actor.case };
    case "system":
      return {};
    case "admin":
      return { id: { in: [] } };
  }
}

/** As `visibleTo`, but a body that may see the card only gets nothing: for what belongs to the reporter's words. */
export function readableTo(actor: Actor): Prisma.CaseCardWhereInput {
  if (actor.kind !== "officer") return visibleTo(actor);
  return { shares: { some: { agencyId: actor.agency, active: true, access: "full" } } };
}
