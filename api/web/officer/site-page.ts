/** One closed site: what is in clear, the exact place for those who hold its key, roads, and the history. */
import type {
  DistrictLink,
  KeptFinding,
  RingDistrict,
  SiteComparison,
  SiteEvent,
  SitePlace,
  SiteSeen,
} from "../../sites/index.ts";
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
import { findingPanel } from "./finding-panel.ts";
import { stateOf } from "./sites-page.ts";
import { SITES_PATH, type SitesShown } from "./sites-shown.ts";

type Site = SiteSeen & {
  history: readonly SiteEvent[];
  links: readonly DistrictLink[];
  /** Shown once, right after it was opened. */
  opened: SitePlace | undefined;
  latest: KeptFinding | undefined;
  rings: readonly RingDistrict[];
  alike: SiteComparison["alike"];
};

export function sitePage(shown: SitesShown, seen: Site): Html {
  const { speech, gazetteer, names } = shown;
  const { say } = speech;
  const { site } = seen;
  return html`<p><a href="${SITES_PATH}">${say("web.sites.back")}</a></p>
<h1>${gazetteer.describe(site.district)}</h1>
${!seen.genuine && notice(say("web.sites.forged"), "bad")}
${facts([
  [say("web.sites.col_kind"), say(`web.site_kind.${site.kind}`)],
  [say("web.sites.col_day"), dayText(speech, site.closedOn)],
  [say("web.sites.source"), say(`web.site_source.${site.source}`)],
  [say("web.sites.entered"), `${names.officer(site.enteredBy)}, ${names.agency(site.agency)}`],
  [say("web.sites.col_state"), stateOf(speech, seen)],
])}
${site.withdrawnAt !== undefined && notice(say("web.sites.withdrawn_now"))}
${findingPanel(shown, seen.latest, seen.rings, seen.alike)}
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

function linksOf({ speech, csrf, gazetteer, typed }: SitesShown, { site, links }: Site): Html {
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
  submit: say("web.sites.link_do"),
  tone: "quiet",
  body: areaField(speech, {
    scope: "jalur",
    value: typed(action).wilayah ?? "",
    label: say("web.sites.link_to"),
    hint: say("web.area.hint_district"),
    required: true,
  }),
})}`;
}

const historyOf = ({ speech, zone, names }: SitesShown, { history }: Site): Html =>
  html`<ol class="plain-list">${history.map(
    (event) =>
      html`<li>${speech.say(`web.site_act.${event.kind}`, { officer: names.officer(event.officer), agency: names.agency(event.agency) })} <small>${momentText(speech, event.at, zone)}</small></li>`,
  )}</ol>`;

function turnOf({ speech: { say }, csrf, typed }: SitesShown, { site }: Site): Html {
  if (site.withdrawnAt !== undefined)
    return form({
      action: `${SITES_PATH}/${site.id}/kembalikan`,
      csrf,
      submit: say("web.sites.restore"),
      tone: "quiet",
    });
  const action = `${SITES_PATH}/${site.id}/tarik`;
  return folded({
    summary: say("web.sites.withdraw"),
    open: Object.keys(typed(action)).length > 0,
    body: html`<p>${say("web.sites.withdraw_hint")}</p>${form({ action, csrf, submit: say("web.sites.withdraw"), tone: "grave", body: tick({ name: "yakin", label: say("web.act.sure"), required: true }) })}`,
  });
}
