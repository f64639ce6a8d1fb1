/** Lines of the mandate table as text, so that two tables can be compared and vouched for. Pure. */
import type { Mandate } from "../routing/index.ts";

/** Written out field by field: a database may hand JSON back with its keys in another order. */
export const lineText = ({ category, child, area, lead, leadAgency, supports }: Mandate): string =>
  JSON.stringify([
    category,
    child,
    area,
    lead,
    leadAgency ?? null,
    supports.map(({ kind, access }) => [kind, access]),
  ]);

/** Lines that only the first of two tables has. */
export function linesOnlyIn(these: readonly Mandate[], those: readonly Mandate[]): Mandate[] {
  const known = new Set(those.map(lineText));
  return these.filter((mandate) => !known.has(lineText(mandate)));
}
