/** One fact an event: what several reports say of it, taken together. */
import { SEVERITIES } from "../kernel.ts";
import type { CaseFact } from "./ports.ts";

/**
 * Reports that an officer has linked become one: told of first by the earliest, as grave as the gravest says. Place,
 * kind and speed are the earliest report's. In the order of the earliest reports.
 */
export function incidentsOf(facts: readonly CaseFact[]): CaseFact[] {
  const incidents = new Map<CaseFact["incident"], CaseFact>();
  for (const fact of facts.toSorted((one, other) =>
    one.day < other.day ? -1 : one.day > other.day ? 1 : 0,
  )) {
    const known = incidents.get(fact.incident);
    incidents.set(fact.incident, known === undefined ? fact : { ...known, severity: graver(known, fact) });
  }
  return [...incidents.values()];
}

const graver = (one: CaseFact, other: CaseFact) =>
  SEVERITIES.indexOf(one.severity) <= SEVERITIES.indexOf(other.severity) ? one.severity : other.severity;
