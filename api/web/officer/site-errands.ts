/** Errands for one site: whose they are, and whether they have their outcome. */
import type { SiteErrand } from "../../sites/index.ts";
import { badge, html, momentText, section, type Html, type Speech } from "../../page/index.ts";
import { decidedText } from "./outreach-panel.ts";
import { errandAnchor } from "./site-forms.ts";
import { SITES_PATH, type SitesShown } from "./sites-shown.ts";

const HERE = "tugas";

/** Nothing is shown where nobody was ever sent. */
export function siteErrandsPanel(shown: SitesShown, errands: readonly SiteErrand[]): Html | undefined {
  if (errands.length === 0) return undefined;
  return section({
    title: shown.speech.say("web.outreach.title"),
    id: HERE,
    body: html`<ul class="plain-list">${errands.map((errand) => errandOf(shown, errand))}</ul>`,
  });
}

function errandOf(shown: SitesShown, errand: SiteErrand): Html {
  const { speech, zone, names } = shown;
  const { say } = speech;
  const { agencies, current, own, settled } = errand;
  const decided = own?.decided;
  const held =
    agencies === undefined
      ? say("web.site_errand.held_elsewhere")
      : say("web.site_errand.held", { agencies: agencies.map((id) => names.agency(id)).join(", ") });
  return html`<li><p>${say("web.outreach.raised", { moment: momentText(speech, errand.raisedAt, zone) })} ${stateOf(speech, errand)}${current && html`<br>${say("web.site_errand.current")}`}</p>
<p><small>${held}${decided && html` · ${decidedText(shown, decided)}`}</small></p>
<p>${own === undefined ? say(settled ? "web.site_errand.ask_outcome" : "web.site_errand.ask") : html`<a href="${SITES_PATH}#${errandAnchor(errand.id)}">${say(settled ? "web.site_errand.see" : "web.site_errand.do")}</a>`}</p></li>`;
}

function stateOf({ say }: Speech, { own, settled }: SiteErrand): Html {
  if (!settled) return badge(say("web.outreach.open"), "warn");
  const outcome = own?.decided?.outcome;
  return badge(say(outcome === undefined ? "web.site_errand.settled" : `web.outreach_outcome.${outcome}`));
}

/** What to do about the latest rise. */
export function nextStep({ say }: Speech, errands: readonly SiteErrand[]): Html {
  const errand = errands.find(({ current }) => current);
  if (errand === undefined) return html`<p>${say("web.site_errand.next_nobody")}</p>`;
  return html`<p><a href="#${HERE}">${say(errand.settled ? "web.site_errand.next_settled" : "web.site_errand.next_open")}</a></p>`;
}
