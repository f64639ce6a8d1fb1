/** Cards, shares and members for tests of the pure rules. */
import {
  instant,
  type AgencyId,
  type AreaCode,
  type CaseId,
  type IncidentId,
  type Instant,
  type OfficerId,
  type OfficerRole,
  type Sealed,
} from "../../api/kernel.ts";
import { waitingClocks } from "../../api/queue/clocks.ts";
import type { Words } from "../../api/queue/decisions.ts";
import type { Standing, Standings } from "../../api/queue/escalation.ts";
import type { CaseCard, Member, Share } from "../../api/queue/index.ts";

export const NOON: Instant = instant(Date.UTC(2026, 10, 21, 5, 0));

export const LEAD = "uptd-batang" as AgencyId;
export const POLICE = "unit-ppa-batang" as AgencyId;
export const HEALTH = "dinkes-batang" as AgencyId;
export const PROVINCE = "uptd-jateng" as AgencyId;
export const NATIONAL = "coordinator-nation" as AgencyId;
export const STRANGER = "uptd-palembang" as AgencyId;

export const SHARES: Share[] = [
  { agency: LEAD, role: "lead", access: "full", position: undefined, active: true },
  { agency: POLICE, role: "support", access: "full", position: undefined, active: true },
  { agency: HEALTH, role: "support", access: "card", position: undefined, active: true },
  { agency: PROVINCE, role: "chain", access: "full", position: 1, active: false },
  { agency: NATIONAL, role: "chain", access: "full", position: 2, active: false },
];

export function cardWith(changes: Partial<CaseCard> = {}): CaseCard {
  const severity = changes.severity ?? "emergency";
  return {
    id: "case-1" as CaseId,
    label: "Kenari Teduh 41",
    incident: "incident-1" as IncidentId,
    version: 1,
    state: "waiting",
    category: "child_sexual_abuse",
    severity,
    child: "yes",
    relocation: false,
    oneOfMany: false,
    tellsOfPlace: true,
    area: "33.25.01" as AreaCode,
    filedAt: NOON,
    stillTelling: false,
    reviewed: false,
    holder: LEAD,
    turn: 0,
    ...waitingClocks(severity, NOON),
    claimedBy: undefined,
    claimedAt: undefined,
    firstActionAt: undefined,
    closedAt: undefined,
    outcome: undefined,
    reporterWroteAt: NOON,
    officerReadAt: undefined,
    lastPingAt: undefined,
    epoch: 1,
    ...changes,
  };
}

export const member = (
  agency: AgencyId,
  officer = `officer-of-${agency}`,
  role: OfficerRole = "officer",
): Member => ({
  kind: "officer",
  officer: officer as OfficerId,
  agency,
  role,
});

export const WORDS: Words = { epoch: 1, sealed: Uint8Array.of(1) as Sealed<"event"> };

const STANDING: Standing = { open: true, onDuty: true, coordinator: false };
export function standings(changes: Partial<Record<AgencyId, Partial<Standing>>> = {}): Standings {
  const bodies = [LEAD, POLICE, HEALTH, PROVINCE, NATIONAL];
  return new Map(
    bodies.map((agency) => [agency, { ...STANDING, coordinator: agency === NATIONAL, ...changes[agency] }]),
  );
}

/** The value of a result that must be one; the refusal otherwise, as a failure of the test. */
export function valueOf<T>(result: { ok: true; value: T } | { ok: false; refusal: string }): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal}`);
  return result.value;
}
