/** The queue: most pressing first, never a word of a report. */
import type { Instant } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { CaseCard, CaseState } from "../../queue/index.ts";
import { badge, html, raw, severityBadge, timeLeft, type Html, type Speech } from "../../page/index.ts";
import type { OfficerVisit } from "../guard.ts";
import { areaText } from "./area-words.ts";
import type { Names } from "../names.ts";
import { caseTime } from "./times.ts";

/** What the filters of the queue show; the first is the queue as it opens. */
export const FILTERS = {
  berjalan: ["waiting", "claimed"],
  menunggu: ["waiting"],
  diambil: ["claimed"],
  ditutup: ["closed"],
} as const satisfies Record<string, readonly CaseState[]>;
export type Filter = keyof typeof FILTERS;

type Shown = { gazetteer: Gazetteer; names: Names; visit: OfficerVisit; now: Instant; filter: Filter };

export function queuePage(speech: Speech, cards: CaseCard[], shown: Shown): Html {
  const { say } = speech;
  return html`<h1>${say("web.queue.title")}</h1>
<p class="lead">${say("web.queue.intro", { agency: shown.visit.agency.name })}</p>
<nav aria-label="${say("web.queue.filter")}"><ul class="filters">${(Object.keys(FILTERS) as Filter[]).map(
    (filter) =>
      html`<li><a href="/petugas?keadaan=${filter}"${filter === shown.filter && raw(' aria-current="true"')}>${say(`web.queue.filter_${filter}`)}</a></li>`,
  )}</ul></nav>
<div hx-sse:connect="/petugas/kabar" hx-swap="none"></div>
<div id="antrean" hx-get="/petugas/antrean?keadaan=${shown.filter}" hx-trigger="antrean from:body, every 60s">${queueList(speech, cards, shown)}</div>`;
}

/** The part that is refreshed while the page stays open. */
export function queueList(speech: Speech, cards: CaseCard[], shown: Shown): Html {
  if (cards.length === 0) return html`<p class="empty">${speech.say(`web.queue.empty_${shown.filter}`)}</p>`;
  return html`<ol class="queue">${cards.map((card) => line(speech, card, shown))}</ol>`;
}

function line(speech: Speech, card: CaseCard, { gazetteer, names, visit, now }: Shown): Html {
  const { say } = speech;
  const zone = gazetteer.zoneOf(card.area);
  return html`<li class="case ${card.severity}"><div>
<p class="badges">${severityBadge(speech, card.severity)}${badges(speech, card)}</p>
<h2><a href="/petugas/kasus/${card.id}">${card.label}</a></h2>
<p>${say(`word.category.${card.category}`)} · ${areaText(speech, gazetteer, card.area)}</p>
<p class="meta">${say("web.queue.filed")} ${caseTime(speech, card, card.filedAt, zone)} · ${holderText(speech, card, names, visit)}</p>
</div><div class="act">${clockOf(speech, card, now, gazetteer)}</div></li>`;
}

/** Marks beside the severity. Both colour and word carry the meaning. */
export function badges({ say }: Speech, card: CaseCard): Html {
  const unread = card.officerReadAt !== undefined && card.reporterWroteAt > card.officerReadAt;
  return html`${card.child !== "no" && badge(say(`word.child.${card.child}`), card.child === "yes" ? "bad" : "warn")}
${badge(say(`word.state.${card.state}`), card.state === "closed" ? "plain" : card.state === "claimed" ? "good" : "warn")}
${card.stillTelling && badge(say("web.queue.still_telling"))}
${unread && badge(say("web.queue.new_message"), "warn")}
${card.oneOfMany && badge(say("web.queue.one_of_many"))}
${card.relocation && badge(say("web.queue.relocation"))}`;
}

function holderText({ say }: Speech, card: CaseCard, names: Names, { actor }: OfficerVisit): string {
  if (card.claimedBy !== undefined) {
    if (card.claimedBy.officer === actor.officer) return say("web.queue.claimed_by_you");
    return say("web.queue.claimed_by", {
      name: names.officer(card.claimedBy.officer),
      agency: names.agency(card.claimedBy.agency),
    });
  }
  if (card.state === "closed") return say("word.state.closed");
  return card.holder === actor.agency
    ? say("web.queue.your_turn")
    : say("web.queue.turn_of", { agency: names.agency(card.holder) });
}

/** The clock that runs now, with what it asks for. */
export function clockOf(speech: Speech, card: CaseCard, now: Instant, gazetteer: Gazetteer): Html {
  const { say } = speech;
  const zone = gazetteer.zoneOf(card.area);
  if (card.claimDueAt !== undefined) {
    return html`<p>${say("web.queue.claim_within")}</p><p>${timeLeft(speech, card.claimDueAt, now, zone)}</p>`;
  }
  if (card.actionDueAt !== undefined) {
    return html`<p>${say("web.queue.act_within")}</p><p>${timeLeft(speech, card.actionDueAt, now, zone)}</p>`;
  }
  if (card.closedAt !== undefined)
    return html`<p>${say("web.queue.closed_at")}</p><p>${caseTime(speech, card, card.closedAt, zone)}</p>`;
  return html`<p class="meta">${say("web.queue.no_clock")}</p>`;
}
