/** Errands for outreach: where reports changed, what to do there, and what was found. */
import { OUTREACH_OUTCOMES, type Outreach, type Scope } from "../../sites/index.ts";
import {
  badge,
  choose,
  folded,
  form,
  html,
  momentText,
  notice,
  section,
  type Html,
  type Speech,
} from "../../page/index.ts";
import { errandAnchor, outcomeForm } from "./site-forms.ts";
import { pathOf, siteCalled, siteIn, SITES_PATH, type SitesShown } from "./sites-shown.ts";

export function outreachPanel(
  shown: SitesShown,
  errands: readonly Outreach[],
  visible: ReadonlySet<Scope>,
  empty: string = shown.speech.say("web.outreach.empty"),
): Html {
  const { say } = shown.speech;
  return section({
    title: say("web.outreach.title"),
    id: "penjangkauan",
    body:
      errands.length === 0
        ? html`<p class="empty">${empty}</p>`
        : html`${notice(say("web.outreach.never_raid"), "warn")}<ul class="plain-list">${errands.map((errand) => errandOf(shown, errand, visible))}</ul>`,
  });
}

function errandOf(shown: SitesShown, errand: Outreach, visible: ReadonlySet<Scope>): Html {
  const { speech, csrf, gazetteer, zone, sent } = shown;
  const { say } = speech;
  const { decided } = errand;
  const places = errand.districts.map((code) => gazetteer.describe(code)).join("; ");
  const action = `${SITES_PATH}/penjangkauan/${errand.id}`;
  const { again, control } = sent(outcomeForm(errand.id), action);
  const outcome = control("outcome");
  const ask = form({
    action,
    csrf,
    answers: true,
    submit: say("web.outreach.save"),
    tone: "quiet",
    body: choose({
      ...outcome,
      value: outcome.value ?? decided?.outcome,
      required: true,
      ask: say("web.act.choose"),
      options: OUTREACH_OUTCOMES.map((value) => ({ value, label: say(`web.outreach_outcome.${value}`) })),
    }),
  });
  return html`<li id="${errandAnchor(errand.id)}"><p><strong>${places}</strong> ${badge(say(decided ? `web.outreach_outcome.${decided.outcome}` : "web.outreach.open"), decided ? "plain" : "warn")}</p>
<p>${say("web.outreach.what")} ${errand.surge && say("web.watch.surge")}</p>
<p><small>${say("web.outreach.raised", { moment: momentText(speech, errand.raisedAt, zone) })}${decided && html` · ${decidedText(shown, decided)}`}</small></p>
${visible.has(errand.scope) && html`<p><a href="${pathOf(errand.scope)}">${wayTo(speech, errand.scope)}</a></p>`}
${decided ? folded({ summary: say("web.outreach.correct"), open: again, body: ask }) : ask}</li>`;
}

/** Whose outcome it is, and when it was said. */
export const decidedText = (
  { speech, zone, names }: SitesShown,
  decided: NonNullable<Outreach["decided"]>,
): string =>
  speech.say("web.outreach.decided", {
    officer: names.officer(decided.officer),
    agency: names.agency(decided.agency),
    moment: momentText(speech, decided.at, zone),
  });

function wayTo(speech: Speech, scope: Scope): string {
  const site = siteIn(scope);
  if (site === undefined) return speech.say("web.outreach.see_province");
  return speech.say("web.outreach.see_site", { site: siteCalled(speech, site) });
}
