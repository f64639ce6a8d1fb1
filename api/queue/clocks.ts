/** How long each step may take. Installations may change the numbers here; nothing else repeats them. */
import { after, DAY, HOUR, MINUTE, type Instant, type Severity } from "../kernel.ts";
import type { CaseCard } from "./words.ts";

/** Somebody claims within this time (ms), else it is the next body's turn. */
export const CLAIM_WITHIN: Record<Severity, number> = {
  emergency: 15 * MINUTE,
  urgent: 2 * HOUR,
  standard: DAY,
  low: 3 * DAY,
};

/** After the claim, the first action within this time (ms), else back to the queue and up. */
export const ACT_WITHIN: Record<Severity, number> = {
  emergency: 30 * MINUTE,
  urgent: 4 * HOUR,
  standard: DAY,
  low: 3 * DAY,
};

/** People on duty are woken again this often (ms) while an emergency or urgent case waits. */
export const PING_EVERY = 5 * MINUTE;
/** When every body has let its time pass: all coordinators, this often (ms), whatever the severity. */
export const PING_COORDINATORS_EVERY = 15 * MINUTE;

/** Cases that wake people again and again, and that pass over a body with nobody on duty. */
export const isPressing = (severity: Severity): boolean => severity === "emergency" || severity === "urgent";

/** The clocks of a case that waits for a claim from `now` on. */
export function waitingClocks(
  severity: Severity,
  now: Instant,
): Pick<CaseCard, "claimDueAt" | "actionDueAt"> {
  return { claimDueAt: after(now, CLAIM_WITHIN[severity]), actionDueAt: undefined };
}

/** The clocks of a case claimed at `now`. */
export function claimedClocks(
  severity: Severity,
  now: Instant,
): Pick<CaseCard, "claimDueAt" | "actionDueAt"> {
  return { claimDueAt: undefined, actionDueAt: after(now, ACT_WITHIN[severity]) };
}

/**
 * Whether people are to be woken for a waiting case at `now`: once at first, again while it presses, and again in
 * any case once every body has let its time pass.
 */
export function pingIsDue(
  card: Pick<CaseCard, "severity" | "lastPingAt">,
  pastTheLast: boolean,
  now: Instant,
): boolean {
  if (card.lastPingAt === undefined) return true;
  if (pastTheLast) return now >= after(card.lastPingAt, PING_COORDINATORS_EVERY);
  return isPressing(card.severity) && now >= after(card.lastPingAt, PING_EVERY);
}
