/** A whole province: what its latest look says, where, what to do next, and what earlier looks said. */
import type { AreaCode } from "../../kernel.ts";
import type { KeptFinding, Outreach, ProvincePast, Scope, SiteSeen } from "../../sites/index.ts";
import { badge, dayText, html, notice, section, table, type Html, type Speech } from "../../page/index.ts";
import { dotMap, type Dot } from "./dot-map.ts";
import { thresholdText } from "./finding-words.ts";
import { outreachPanel } from "./outreach-panel.ts";
import { nameOf, placesText, provinceHeadline, riseIn, unplacedText } from "./province-words.ts";
import { siteTable } from "./sites-page.ts";
import { PROVINCES_PATH, SITES_PATH, type SitesShown } from "./sites-shown.ts";

export type ProvinceShown = ProvincePast & {
  code: AreaCode;
  sites: readonly SiteSeen[];
  /** Without an outcome yet. */
  errands: readonly Outreach[];
  visible: ReadonlySet<Scope>;
  /** The look within each kab/kota, when it was asked for. */
  within: KeptFinding | undefined;
};

/** Asks for the look within each kab/kota. */
export const WITHIN = { name: "bandingkan", value: "kabkota" } as const;

export function provincePage(shown: SitesShown, seen: ProvinceShown): Html {
  const { say } = shown.speech;
  const [latest] = seen.looks;
  return html`<p><a href="${PROVINCES_PATH}">${say("web.province.back")}</a></p>
<h1>${titleOf(shown, seen.code)}</h1>
${section({
  title: say("web.province.change"),
  id: "perubahan",
  body: html`${notice(say("web.watch.not_proof"))}
${latest === undefined ? html`<p>${say("web.province.not_yet")}</p>` : told(shown, seen, latest)}
${provinceMap(shown.speech, seen, latest)}`,
})}
${latest !== undefined && latest.finding.verdict !== "not_enough" && withinPanel(shown, seen)}
${outreachPanel(shown, seen.errands, seen.visible, say("web.province.no_errand"))}
${section({ title: say("web.province.sites"), body: siteTable(shown, seen.sites, say("web.province.no_site")) })}
${section({ title: say("web.province.past"), id: "sebelumnya", intro: say("web.province.past_hint"), body: pastOf(shown, seen.looks) })}`;
}

export const titleOf = ({ speech: { say }, gazetteer }: SitesShown, code: AreaCode): string =>
  say("web.province.one", { name: nameOf(gazetteer, code) });

function told(shown: SitesShown, seen: ProvinceShown, kept: KeptFinding): Html {
  const { speech } = shown;
  const { say } = speech;
  const { finding, week } = kept;
  const { others = [] } = finding;
  const unplaced = unplacedText(speech, finding);
  return html`<p><strong>${provinceHeadline(shown, kept)}</strong></p>
${others.length > 0 && html`<p>${say("web.province.others")}</p><ul>${others.map((cluster) => html`<li>${riseIn(shown, cluster, finding)}</li>`)}</ul>`}
${finding.surge && html`<p>${say("web.watch.surge")}</p>`}
${nextStep(speech, kept, seen.errands)}
${unplaced !== undefined && html`<p>${unplaced}</p>`}
<p><small>${say("web.watch.looked", { day: dayText(speech, week) })}</small></p>
${finding.verdict !== "not_enough" && html`<p><small>${thresholdText(speech, finding, "province")}</small></p>`}`;
}

function nextStep({ say }: Speech, { finding }: KeptFinding, errands: readonly Outreach[]): Html {
  if (finding.verdict !== "alarm") return html`<p>${say(`web.province.next_${finding.verdict}`)}</p>`;
  return errands.length > 0
    ? html`<p><a href="#penjangkauan">${say("web.watch.next")}</a></p>`
    : html`<p><a href="${SITES_PATH}#penjangkauan">${say("web.province.next_told")}</a></p>`;
}

/** Districts without a mark first, so that nothing covers what is marked. */
const LAYERS = ["plain", "also-marked", "ring-0", "marked"] as const;
const RADIUS = { plain: 3, "also-marked": 6, "ring-0": 5, marked: 6 } as const;

function provinceMap(
  { say }: Speech,
  { districts, sites }: ProvinceShown,
  latest: KeptFinding | undefined,
): Html | undefined {
  const closed = new Set(
    sites
      .filter(({ site, genuine }) => genuine && site.withdrawnAt === undefined)
      .map(({ site }) => site.district),
  );
  const risen = new Set(latest?.finding.cluster?.districts);
  const others = new Set(latest?.finding.others?.flatMap((cluster) => cluster.districts));
  const kindOf = (code: AreaCode): (typeof LAYERS)[number] => {
    if (risen.has(code)) return "marked";
    if (closed.has(code)) return "ring-0";
    return others.has(code) ? "also-marked" : "plain";
  };
  const dots = districts.map(({ code, point }): Dot & { kind: (typeof LAYERS)[number] } => {
    const kind = kindOf(code);
    return { point, kind, radius: RADIUS[kind] };
  });
  return dotMap(
    dots.toSorted((one, other) => LAYERS.indexOf(one.kind) - LAYERS.indexOf(other.kind)),
    { label: say("web.province.map"), caption: say("web.province.map_caption") },
  );
}

function withinPanel(shown: SitesShown, { code, within }: ProvinceShown): Html {
  const { speech } = shown;
  const { say } = speech;
  const ask = html`<p><a class="button quiet" href="${PROVINCES_PATH}/${code}?${WITHIN.name}=${WITHIN.value}#dalam-kabkota">${say("web.province.within_do")}</a></p>`;
  return section({
    title: say("web.province.within"),
    id: "dalam-kabkota",
    intro: say("web.province.within_hint"),
    body:
      within === undefined
        ? ask
        : html`<p><strong>${withinText(shown, within)}</strong></p><p><small>${say("web.province.within_only")}</small></p>`,
  });
}

function withinText(shown: SitesShown, kept: KeptFinding): string {
  const { verdict } = kept.finding;
  if (verdict === "quiet") return shown.speech.say("web.province.within_quiet");
  return provinceHeadline(shown, kept);
}

export const verdictBadge = ({ say }: Speech, verdict: KeptFinding["finding"]["verdict"]): Html =>
  badge(say(`web.province.verdict_${verdict}`), verdict === "alarm" ? "warn" : "plain");

function pastOf(shown: SitesShown, looks: readonly KeptFinding[]): Html {
  const { speech } = shown;
  const { say } = speech;
  return table({
    caption: say("web.province.past"),
    hideCaption: true,
    columns: ["week", "verdict"].map((name) => ({ name: say(`web.province.col_${name}`) })),
    short: true,
    rows: looks.map(({ week, finding: { verdict, cluster } }) => [
      dayText(speech, week),
      html`${verdictBadge(speech, verdict)} ${cluster && placesText(shown, cluster.districts)}`,
    ]),
    empty: say("web.province.no_look"),
  });
}
