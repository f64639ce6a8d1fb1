/** When a message may leave: the reporter's contact choice decides about everything that we start. */
import { after, HOUR, type Instant, localMinute, MINUTE, type Random, SECOND, type Zone } from "../kernel.ts";
import type { ContactChoice } from "../intake/index.ts";
import type { OutboxKind } from "./words.ts";

/**
 * What silence about contact means. Where the offender shares the home he may share the phone, so silence means
 * "only by code"; otherwise one neutral line that says nothing about a report.
 */
export function contactWhenSilent(facts: { offenderShares: boolean }): "code" | "notice" {
  return facts.offenderShares ? "code" : "notice";
}

/**
 * When a message may leave and how much of it. `full`: as written; `notice`: the sender must put the neutral line
 * (`notice.reporter.news`) in its place; "never": it waits behind the receipt code.
 *
 * A prompt answers what was just said and leaves at once: the person is holding the phone. `hours` holds for the
 * moment of leaving too: whoever tries again later asks again.
 */
export function mayLeave(
  kind: OutboxKind,
  choice: ContactChoice | undefined,
  facts: { offenderShares: boolean },
  now: Instant,
  zone: Zone,
): { when: Instant; content: "full" | "notice" } | "never" {
  if (kind === "prompt") return { when: now, content: "full" };
  if (choice === undefined) {
    return contactWhenSilent(facts) === "code" ? "never" : { when: now, content: "notice" };
  }
  switch (choice.kind) {
    case "yes":
      return { when: now, content: "full" };
    case "hours":
      return { when: nextWithin(choice, now, zone), content: "full" };
    case "code":
      return "never";
  }
}

/**
 * `now` when it lies between the two local hours, else the next opening. `to` is the hour at which it ends; equal
 * hours mean that one hour only, the narrow reading being the safe one.
 */
function nextWithin({ from, to }: { from: number; to: number }, now: Instant, zone: Zone): Instant {
  const day = 24 * 60;
  const opens = from * 60;
  const lasts = ((to - from + 24) % 24 || 1) * 60;
  const sinceOpening = (localMinute(now, zone).minute - opens + day) % day;
  if (sinceOpening < lasts) return now;
  const wholeMinute = now - (now % MINUTE);
  return after(wholeMinute as Instant, (day - sinceOpening) * MINUTE);
}

const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = HOUR;

/**
 * Milliseconds to wait before the next try, after `attempts` tries (1 or more) have failed: doubling from 5 s up to
 * one hour, half of it by chance, so that a network that comes back is not met by every waiting message at once.
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015 ("equal jitter").
 */
export function retryAfter(attempts: number, random: Random): number {
  const doublings = Math.min(Math.max(attempts - 1, 0), 30);
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** doublings);
  const chance = (random(1)[0] ?? 0) / 255;
  return Math.round(pause / 2 + (pause / 2) * chance);
}
