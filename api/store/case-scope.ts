/** Who may know of which case, said once, in SQL. */
import type { Actor, CaseId } from "../kernel.ts";
import type { Prisma } from "./client/client.ts";
import { isId } from "./ids.ts";

const NONE: Prisma.CaseCardWhereInput = { id: { in: [] } };

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
      return NONE;
  }
}

/** As `visibleTo`, but a body that may see the card only gets nothing: for what belongs to the reporter's words. */
export function readableTo(actor: Actor): Prisma.CaseCardWhereInput {
  if (actor.kind !== "officer") return visibleTo(actor);
  return { shares: { some: { agencyId: actor.agency, active: true, access: "full" } } };
}

/** What is the reporter's alone, such as the receipt: the reporter's own and the system's, no body's. */
export const reportersOwn = (actor: Actor): Prisma.CaseCardWhereInput =>
  actor.kind === "officer" ? NONE : visibleTo(actor);

/** One case, if the actor may know of it; an id out of an address bar may be anything. */
export const visible = (actor: Actor, id: CaseId): Prisma.CaseCardWhereInput =>
  isId(id) ? { AND: [{ id }, visibleTo(actor)] } : NONE;

/** One case, if the actor may read the reporter's words in it. */
export const readable = (actor: Actor, id: CaseId): Prisma.CaseCardWhereInput =>
  isId(id) ? { AND: [{ id }, readableTo(actor)] } : NONE;
