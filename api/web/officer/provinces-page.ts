/** The provinces that a body may read, those with a rise first. */
import type { ProvinceSeen } from "../../sites/index.ts";
import { dayText, html, notice, table, type Html } from "../../page/index.ts";
import { verdictBadge } from "./province-page.ts";
import { nameOf } from "./province-words.ts";
import { PROVINCES_PATH, SITES_PATH, type SitesShown } from "./sites-shown.ts";

export function provincesPage({ speech, gazetteer }: SitesShown, provinces: readonly ProvinceSeen[]): Html {
  const { say } = speech;
  const risen = ({ latest }: ProvinceSeen) => (latest?.finding.verdict === "alarm" ? 0 : 1);
  const list = table({
    caption: say("web.province.title"),
    hideCaption: true,
    columns: ["province", "verdict", "week"].map((name) => ({ name: say(`web.province.col_${name}`) })),
    rows: provinces
      .toSorted((one, other) => risen(one) - risen(other))
      .map(({ code, latest }) => [
        html`<a href="${PROVINCES_PATH}/${code}">${nameOf(gazetteer, code)}</a>`,
        latest === undefined ? say("web.province.never") : verdictBadge(speech, latest.finding.verdict),
        latest === undefined ? "–" : dayText(speech, latest.week),
      ]),
    empty: say("web.province.empty"),
  });
  return html`<p><a href="${SITES_PATH}">${say("web.sites.back")}</a></p>
<h1>${say("web.province.title")}</h1><p class="lead">${say("web.province.intro")}</p>
${notice(say("web.watch.not_proof"))}
${list}`;
}
