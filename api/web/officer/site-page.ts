/** One closed site: what is in clear, the exact place for those who hold its key, roads, and the history. */
import type { SiteId } from "../../kernel.ts";
import type { DistrictLink, KeptFinding, SiteEventTold, SitePlace, SiteSeen } from "../../sites/index.ts";
import {
  dayText,
  facts,
  folded,
  form,
  html,
  momentText,
  notice,
  quoted,
  section,
  tick,
  type Html,
} from "../../page/index.ts";
import { areaField } from "../places.ts";
import { comparisonPanel } from "./comparison-panel.ts";
import { findingPanel, type AroundSite } from "./finding-panel.ts";
import { siteErrandsPanel } from "./site-errands.ts";
import { LINK_FORM, WITHDRAW_FORM } from "./site-forms.ts";
import { stateOf } from "./sites-page.ts";
import { siteCalled, SITES_PATH, type SitesShown } from "./sites-shown.ts";

type Site = SiteSeen &
  AroundSite & {
    history: readonly SiteEventTold[];
    links: readonly DistrictLink[];
    /** Shown once, right after it was opened. */
    opened: SitePlace | undefined;
    latest: KeptFinding | undefined;
  };

export const titleOf = ({ speech }: SitesShown, id: SiteId): string => siteCalled(speech, id);

export function sitePage(shown: SitesShown, seen: Site): Html {
  const { speech, gazetteer, names } = shown;
  const { say } = speech;
  const { site } = seen;
  return html`<p><a href="${SITES_PATH}">${say("web.sites.back")}</a></p>
<h1>${titleOf(shown, site.id)}</h1>
${!seen.genuine && notice(say("web.sites.forged"), "bad")}
${facts([
  [say("web.sites.col_district"), gazetteer.describe(site.district)],
  [say("web.sites.col_kind"), say(`web.site_kind.${site.kind}`)],
  [say("web.sites.col_day"), dayText(speech, site.closedOn)],
  [say("web.sites.source"), say(`web.site_source.${site.source}`)],
  [say("web.sites.entered"), `${names.officer(site.enteredBy)}, ${names.agency(site.agency)}`],
  [say("web.sites.col_state"), stateOf(speech, seen)],
])}
${site.withdrawnAt !== undefined && notice(say("web.sites.withdrawn_now"))}
${findingPanel(shown, seen.latest, seen)}
${siteErrandsPanel(shown, seen.errands)}
${section({ title: say("web.sites.place"), id: "tempat", body: placeOf(shown, seen) })}
${section({ title: say("web.sites.links"), id: "jalur", intro: say("web.sites.links_hint"), body: linksOf(shown, seen) })}
${comparisonPanel(shown, site.id, seen.alike)}
${section({ title: say("web.sites.history"), body: historyOf(shown, seen) })}
${seen.genuine && turnOf(shown, seen)}`;
}

function placeOf({ speech: { say }, csrf, names }: SitesShown, { site, mayOpen, opened }: Site): Html {
  if (opened !== undefined)
    return html`<p><strong>${opened.place}</strong></p>${opened.note !== "" && quoted(opened.note, true)}`;
  const readers = site.readers.map((id) => names.agency(id)).join(", ");
  return html`<p>${say("web.sites.sealed_to", { readers })}</p>
${mayOpen && form({ action: `${SITES_PATH}/${site.id}/buka`, csrf, submit: say("web.sites.open"), tone: "quiet" })}`;
}

function linksOf({ speech, csrf, gazetteer, sent }: SitesShown, { site, links }: Site): Html {
  const { say } = speech;
  const action = `${SITES_PATH}/${site.id}/jalur`;
  const linked = links.flatMap(({ one, other, removedAt }) => {
    if (removedAt !== undefined || (one !== site.district && other !== site.district)) return [];
    return [one === site.district ? other : one];
  });
  return html`${linked.length > 0 && html`<ul>${linked.map((code) => html`<li>${gazetteer.describe(code)}</li>`)}</ul>`}
${form({
  action,
  csrf,
  answers: true,
  submit: say("web.sites.link_do"),
  tone: "quiet",
  body: areaField(speech, {
    ...sent(LINK_FORM, action).control("other"),
    hint: say("web.area.hint_district"),
    required: true,
  }),
})}`;
}

const historyOf = (shown: SitesShown, { history }: Site): Html =>
  html`<ol class="plain-list">${history.map(
    (event) =>
      html`<li>${actText(shown, event)} <small>${momentText(shown.speech, event.at, shown.zone)}</small></li>`,
  )}</ol>`;

function actText({ speech: { say }, gazetteer, names }: SitesShown, event: SiteEventTold): string {
  const by = { officer: names.officer(event.officer), agency: names.agency(event.agency) };
  const { change } = event;
  if (change === undefined) return say(`web.site_act.${event.kind}`, by);
  const district = gazetteer.describe(change.district);
  const to = say(`web.compare.history.${change.to}`);
  return say(`web.site_act.compared_${change.act}`, { ...by, district, to });
}

function turnOf({ speech: { say }, csrf, sent }: SitesShown, { site }: Site): Html {
  if (site.withdrawnAt !== undefined)
    return form({
      action: `${SITES_PATH}/${site.id}/kembalikan`,
      csrf,
      submit: say("web.sites.restore"),
      tone: "quiet",
    });
  const action = `${SITES_PATH}/${site.id}/tarik`;
  const { again, control } = sent(WITHDRAW_FORM, action);
  const { value, ...sure } = control("sure");
  return folded({
    summary: say("web.sites.withdraw"),
    open: again,
    body: html`<p>${say("web.sites.withdraw_hint")}</p>${form({ action, csrf, answers: true, submit: say("web.sites.withdraw"), tone: "grave", body: tick({ ...sure, checked: value !== undefined, required: true }) })}`,
  });
}
