/** What a case shows without its words: card, clocks, who has a part, deadlines of the law. */
import type { Instant, Zone } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { Look } from "../../queue/index.ts";
import { badge, facts, html, section, severityBadge, type Html, type Speech } from "../../page/index.ts";
import type { OfficerVisit } from "../guard.ts";
import { areaText } from "./area-words.ts";
import type { Names } from "../names.ts";
import { badges, clockOf } from "./queue-page.ts";
import { caseDeadline, caseTime } from "./times.ts";

/** Everything about a case that needs no key. */
export type CaseShown = {
  speech: Speech;
  csrf: string;
  look: Look;
  names: Names;
  gazetteer: Gazetteer;
  visit: OfficerVisit;
  now: Instant;
  zone: Zone;
};

export const caseHead = ({ speech, look: { card }, gazetteer }: CaseShown): Html => html`
<p><a href="/petugas">← ${speech.say("web.case.back")}</a></p>
<div class="page-head"><div><h1>${card.label}</h1>
<p>${speech.say(`word.category.${card.category}`)} · ${areaText(speech, gazetteer, card.area)}</p></div>
<p class="badges">${severityBadge(speech, card.severity)}${badges(speech, card)}</p></div>`;

export function cardPanel({ speech, look: { card }, names, gazetteer, now, zone }: CaseShown): Html {
  const { say } = speech;
  const pressing = card.state !== "closed" && card.severity === "emergency";
  return section({
    title: say("web.case.card"),
    id: "kartu",
    tone: pressing ? "urgent" : undefined,
    body: html`${clockOf(speech, card, now, gazetteer)}${facts([
      [say("web.case.filed_at"), caseTime(speech, card, card.filedAt, zone)],
      [say("web.case.area"), areaText(speech, gazetteer, card.area)],
      [say("web.case.turn"), card.state === "waiting" && names.agency(card.holder)],
      [
        say("web.case.claimed_by"),
        card.claimedBy && `${names.officer(card.claimedBy.officer)}, ${names.agency(card.claimedBy.agency)}`,
      ],
      [say("web.case.claimed_at"), card.claimedAt && caseTime(speech, card, card.claimedAt, zone)],
      [say("web.case.first_action"), card.firstActionAt && caseTime(speech, card, card.firstActionAt, zone)],
      [say("web.case.reporter_wrote"), caseTime(speech, card, card.reporterWroteAt, zone)],
      [say("web.case.outcome"), card.outcome && say(`word.outcome.${card.outcome}`)],
      [say("web.case.closed_at"), card.closedAt && caseTime(speech, card, card.closedAt, zone)],
    ])}`,
  });
}

export function sharesPanel({ speech, look: { shares }, names }: CaseShown): Html {
  const { say } = speech;
  const order = shares.toSorted(
    (a, b) => Number(b.active) - Number(a.active) || (a.position ?? 0) - (b.position ?? 0),
  );
  return section({
    title: say("web.case.shares"),
    body: html`<ul class="plain-list">${order.map(
      (share) =>
        html`<li>${names.agency(share.agency)}<br><small>${say(`word.role.${share.role}`)} · ${say(`word.access.${share.access}`)}${!share.active && html` · ${say("web.share.later")}`}</small></li>`,
    )}</ul>`,
  });
}

export function deadlinesPanel({
  speech,
  look: { card, deadlines },
  now,
  zone,
}: CaseShown): Html | undefined {
  if (deadlines.length === 0) return undefined;
  const { say } = speech;
  return section({
    title: say("web.law.title"),
    body: html`<ul class="plain-list">${deadlines.map(
      (deadline) => html`<li>${say(`web.law.${deadline.kind}`)}<br>
<small>${deadline.law} ${say("web.law.article", { n: deadline.article })}</small><br>
${deadline.metAt === undefined ? caseDeadline(speech, card, deadline.dueAt, now, zone) : html`${badge(say("web.law.met"), "good")} ${caseTime(speech, card, deadline.metAt, zone)}`}</li>`,
    )}</ul>`,
  });
}
