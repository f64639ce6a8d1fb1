/** One report or fact an event: what several reports say of it, taken together. */
import { SEVERITIES, type IncidentId, type LocalDay } from "../kernel.ts";
import type { CaseFact } from "./ports.ts";

type OfEvent = { incident: IncidentId; day: LocalDay };

/** The earliest of each event, in the order of their days. */
export function earliestOf<T extends OfEvent>(reports: readonly T[]): T[] {
  const earliest = new Map<IncidentId, T>();
  for (const report of reports.toSorted((one, other) =>
    one.day < other.day ? -1 : one.day > other.day ? 1 : 0,
  ))
    if (!earliest.has(report.incident)) earliest.set(report.incident, report);
  return [...earliest.values()];
}

/**
 * Reports that an officer has linked become one: told of first by the earliest, as grave as the gravest says. Place,
 * kind and speed are the earliest report's. In the order of the earliest reports.
 */
export function incidentsOf(facts: readonly CaseFact[]): CaseFact[] {
  const gravest = new Map<IncidentId, CaseFact["severity"]>();
  for (const { incident, severity } of facts) {
    const known = gravest.get(incident);
    gravest.set(incident, known === undefined ? severity : graver(known, severity));
  }
  return earliestOf(facts).map((fact) => ({
    ...fact,
    severity: gravest.get(fact.incident) ?? fact.severity,
  }));
}

const graver = (one: CaseFact["severity"], other: CaseFact["severity"]): CaseFact["severity"] =>
  SEVERITIES.indexOf(one) <= SEVERITIES.indexOf(other) ? one : other;
