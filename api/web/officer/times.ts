/** Times of a case as far as they are kept: exact while it runs, by the day once it is closed. */
import { coarsenToDay, localDay, type Instant, type Zone } from "../../kernel.ts";
import type { CaseCard } from "../../queue/index.ts";
import { dayText, html, moment, timeLeft, type Html, type Speech } from "../../page/index.ts";

/** A case that was opened again has both: its earlier times are midnights, which nobody meant as a time of day. */
const byDayOnly = (card: CaseCard, at: Instant, zone: Zone): boolean =>
  card.state === "closed" || at === coarsenToDay(at, zone);

export const caseTime = (speech: Speech, card: CaseCard, at: Instant, zone: Zone): Html =>
  byDayOnly(card, at, zone) ? day(speech, at, zone) : moment(speech, at, zone);

/** A deadline: the time left, or its date where the beginning is known by the day only. */
export function caseDeadline(speech: Speech, card: CaseCard, dueAt: Instant, now: Instant, zone: Zone): Html {
  if (!byDayOnly(card, dueAt, zone)) return timeLeft(speech, dueAt, now, zone);
  return html`<span>${speech.say("web.time.until", { moment: dayText(speech, localDay(dueAt, zone)) })}</span>`;
}

const day = (speech: Speech, at: Instant, zone: Zone): Html =>
  html`<time datetime="${localDay(at, zone)}">${dayText(speech, localDay(at, zone))}</time>`;
