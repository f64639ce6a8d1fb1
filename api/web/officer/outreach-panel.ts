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
} from "../../page/index.ts";
import { pathOf, SITES_PATH, type SitesShown } from "./sites-shown.ts";

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

function errandOf(
  { speech, csrf, gazetteer, zone, names }: SitesShown,
  errand: Outreach,
  visible: ReadonlySet<Scope>,
): Html {
  const { say } = speech;
  const { decided } = errand;
  const places = errand.districts.map((code) => gazetteer.describe(code)).join("; ");
  const action = `${SITES_PATH}/penjangkauan/${errand.id}`;
  const ask = form({
    action,
    csrf,
    submit: say("web.outreach.save"),
    tone: "quiet",
    body: choose({
      scope: errand.id,
      name: "hasil",
      label: say("web.outreach.outcome"),
      value: decided?.outcome,
      required: true,
      ask: say("web.act.choose"),
      options: OUTREACH_OUTCOMES.map((value) => ({ value, label: say(`web.outreach_outcome.${value}`) })),
    }),
  });
  const see = errand.scope.startsWith("site:") ? "see_site" : "see_province";
  return html`<li><p><strong>${places}</strong> ${badge(say(decided ? `web.outreach_outcome.${decided.outcome}` : "web.outreach.open"), decided ? "plain" : "warn")}</p>
<p>${say("web.outreach.what")} ${errand.surge && say("web.watch.surge")}</p>
<p><small>${say("web.outreach.raised", { moment: momentText(speech, errand.raisedAt, zone) })}${decided && html` · ${say("web.outreach.decided", { officer: names.officer(decided.officer), agency: names.agency(decided.agency), moment: momentText(speech, decided.at, zone) })}`}</small></p>
${visible.has(errand.scope) && html`<p><a href="${pathOf(errand.scope)}">${say(`web.outreach.${see}`)}</a></p>`}
${decided ? folded({ summary: say("web.outreach.correct"), body: ask }) : ask}</li>`;
}
