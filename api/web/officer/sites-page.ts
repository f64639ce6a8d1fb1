/** The list of closed sites of an area, the form for another one, and the links between districts. */
import type { AreaCode } from "../../kernel.ts";
import {
  SITE_KINDS,
  SITE_SOURCES,
  type DistrictLink,
  type Outreach,
  type ProvinceSeen,
  type Scope,
  type SiteSeen,
} from "../../sites/index.ts";
import {
  badge,
  choose,
  dayText,
  field,
  form,
  html,
  momentText,
  notice,
  section,
  table,
  words,
  type Html,
  type Speech,
} from "../../page/index.ts";
import { areaField } from "../places.ts";
import { outreachPanel } from "./outreach-panel.ts";
import { SITE_FORM } from "./site-forms.ts";
import { PROVINCES_PATH, siteCalled, SITES_PATH, type SitesShown } from "./sites-shown.ts";

export function sitesPage(
  shown: SitesShown,
  {
    sites,
    links,
    errands,
    provinces,
  }: {
    sites: readonly SiteSeen[];
    links: readonly DistrictLink[];
    errands: readonly Outreach[];
    provinces: readonly ProvinceSeen[];
  },
): Html {
  const { say } = shown.speech;
  return html`<h1>${say("web.sites.title")}</h1><p class="lead">${say("web.sites.intro")}</p>
${notice(say("web.sites.not_proof"))}
<p><a href="${PROVINCES_PATH}">${say("web.province.way")}</a></p>
${outreachPanel(shown, errands, visibleScopes(sites, provinces))}
${section({ title: say("web.sites.list"), body: siteTable(shown, sites, say("web.sites.empty")) })}
${section({ title: say("web.sites.add"), id: "tambah", intro: say("web.sites.add_hint"), body: siteForm(shown) })}
${section({ title: say("web.sites.links"), intro: say("web.sites.links_hint"), body: linkTable(shown, links) })}`;
}

/** The looks whose page the body may read. */
export const visibleScopes = (
  sites: readonly SiteSeen[],
  provinces: readonly { code: AreaCode }[],
): ReadonlySet<Scope> =>
  new Set<Scope>([
    ...sites.map(({ site }): Scope => `site:${site.id}`),
    ...provinces.map(({ code }): Scope => `province:${code}`),
  ]);

/** Whether the row counts, and if not, why. */
export function stateOf({ say }: Speech, { site, genuine }: SiteSeen): Html {
  if (!genuine) return badge(say("web.sites.state_forged"), "bad");
  if (site.withdrawnAt !== undefined) return badge(say("web.sites.state_withdrawn"));
  return badge(say("web.sites.state_watched"), "good");
}

export function siteTable(
  { speech, gazetteer }: SitesShown,
  sites: readonly SiteSeen[],
  empty: string,
): Html {
  const { say } = speech;
  return table({
    caption: say("web.sites.list"),
    hideCaption: true,
    columns: ["name", "district", "kind", "day", "state"].map((name) => ({
      name: say(`web.sites.col_${name}`),
    })),
    rows: sites.map((seen) => [
      html`<a href="${SITES_PATH}/${seen.site.id}">${siteCalled(speech, seen.site.id)}</a>`,
      gazetteer.describe(seen.site.district),
      say(`web.site_kind.${seen.site.kind}`),
      dayText(speech, seen.site.closedOn),
      stateOf(speech, seen),
    ]),
    empty,
  });
}

function siteForm({ speech, csrf, sent }: SitesShown): Html {
  const { say } = speech;
  const { control } = sent(SITE_FORM, SITES_PATH);
  const options = (names: readonly string[], under: string) =>
    names.map((value) => ({ value, label: say(`web.${under}.${value}`) }));
  return form({
    action: SITES_PATH,
    csrf,
    answers: true,
    submit: say("web.sites.add_do"),
    body: html`${areaField(speech, { ...control("district"), hint: say("web.area.hint_district"), required: true })}
<div class="row">${choose({ ...control("kind"), required: true, ask: say("web.act.choose"), options: options(SITE_KINDS, "site_kind") })}
${field({ ...control("closedOn"), type: "date", required: true })}
${choose({ ...control("source"), required: true, ask: say("web.act.choose"), options: options(SITE_SOURCES, "site_source") })}</div>
${field({ ...control("place"), hint: say("web.sites.place_hint"), required: true })}
${words({ ...control("note"), hint: say("web.sites.note_hint") })}`,
  });
}

function linkTable(
  { speech, csrf, gazetteer, zone, names }: SitesShown,
  links: readonly DistrictLink[],
): Html {
  const { say } = speech;
  const said = (link: DistrictLink) =>
    say("web.sites.link_by", {
      officer: names.officer(link.addedBy),
      agency: names.agency(link.agency),
      moment: momentText(speech, link.addedAt, zone),
    });
  const act = (link: DistrictLink): Html =>
    link.removedAt === undefined
      ? form({
          action: `${SITES_PATH}/jalur/${link.id}/hapus`,
          csrf,
          submit: say("web.act.remove"),
          tone: "quiet",
        })
      : html`<small>${say("web.sites.link_removed", { officer: names.officer(link.removedBy), moment: momentText(speech, link.removedAt, zone) })}</small>`;
  return table({
    caption: say("web.sites.links"),
    hideCaption: true,
    columns: ["one", "other", "by", "act"].map((name) => ({ name: say(`web.sites.col_${name}`) })),
    rows: links.map((link) => [
      gazetteer.describe(link.one),
      gazetteer.describe(link.other),
      said(link),
      act(link),
    ]),
    empty: say("web.sites.no_link"),
  });
}
