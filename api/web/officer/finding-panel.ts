/**
 * What a weekly look says, in sentences that keep the checklist of docs/relocation.md: what changed, how sure, how often
 * by chance, what it does not prove, what to do next. A count below five is never shown as it is.
 */
import type { KeptFinding, RingDistrict } from "../../sites/index.ts";
import { dayText, html, notice, section, table, type Html, type Speech } from "../../page/index.ts";
import type { Gazetteer } from "../../area/index.ts";
import { ringMap } from "./ring-map.ts";
import { SITES_PATH } from "./sites-shown.ts";

const SMALLEST = 5;
/** A cluster has three at least. */
const FEWEST_IN_CLUSTER = 3;
/** Recurrence intervals are told down to one of these, in weeks: a finer number would give a small count away. */
const TOLD = [52, 104, 208, 416, 999];
const ENOUGH = { weeks: 26, incidents: 150 };

type Shown = { speech: Speech; gazetteer: Gazetteer };

export function findingPanel(
  shown: Shown,
  kept: KeptFinding | undefined,
  rings: readonly RingDistrict[],
): Html {
  const { say } = shown.speech;
  return section({
    title: say("web.watch.title"),
    id: "perubahan",
    body: html`${notice(say("web.watch.not_proof"))}
${kept === undefined ? html`<p>${say("web.watch.not_yet")}</p>` : told(shown, kept)}
${ringMap(shown.speech, rings, kept?.finding.cluster?.districts ?? [])}
${surroundingsText(shown, rings)}`,
  });
}

function told(shown: Shown, kept: KeptFinding): Html {
  const { speech } = shown;
  const { say } = speech;
  const { finding, week } = kept;
  const share = Math.round(finding.shareUnknown * 100);
  return html`<p><strong>${headline(shown, kept)}</strong></p>
${finding.surge && html`<p>${say("web.watch.surge")}</p>`}
${finding.cluster !== undefined && html`<p><a href="${SITES_PATH}#penjangkauan">${say("web.watch.next")}</a></p>`}
${effectOf(shown, kept)}
<p><small>${say("web.watch.looked", { day: dayText(speech, week) })} ${share > 0 && say("web.watch.unknown", { share })}</small></p>`;
}

/** One sentence: what changed and how often chance alone does that; or that nothing can be said. */
export function headline({ speech: { say }, gazetteer }: Shown, { finding }: KeptFinding): string {
  const { cluster, weeks, incidents } = finding;
  if (finding.verdict === "not_enough")
    return say("web.watch.not_enough", {
      weeks,
      incidents: countText(incidents),
      neededWeeks: ENOUGH.weeks,
      neededIncidents: ENOUGH.incidents,
    });
  if (cluster === undefined) return say("web.watch.quiet");
  const least = cluster.observed < SMALLEST ? FEWEST_IN_CLUSTER : cluster.observed;
  return say("web.watch.alarm", {
    places: cluster.districts.map((code) => gazetteer.find(code)?.name ?? code).join(", "),
    weeks: cluster.weeks,
    n: cluster.observed < SMALLEST ? say("web.watch.three_or_four") : String(cluster.observed),
    times: Math.max(1, Math.floor(least / cluster.expected)),
    interval: TOLD.findLast((one) => one <= cluster.recurrenceInterval) ?? finding.threshold,
  });
}

/** Before and after, and the ratio with its interval. */
function effectOf({ speech }: Shown, { finding: { effect } }: KeptFinding): Html | undefined {
  if (effect === undefined) return undefined;
  const { say } = speech;
  const small = [effect.nearby, effect.control].some(
    ({ before, after }) => Math.min(before, after) < SMALLEST,
  );
  const times = (value: number) => oneDecimal(speech, value);
  const ratio =
    !small &&
    effect.ratio !== undefined &&
    effect.high !== undefined &&
    say("web.watch.ratio", { ratio: times(effect.ratio), low: times(effect.low), high: times(effect.high) });
  return html`${table({
    caption: say("web.watch.before_after"),
    columns: [
      { name: say("web.watch.where") },
      { name: say("web.watch.before"), number: true },
      { name: say("web.watch.after"), number: true },
    ],
    short: true,
    rows: (["site", "nearby", "control"] as const).map((where) => [
      say(`web.watch.${where}`),
      countText(effect[where].before),
      countText(effect[where].after),
    ]),
    empty: "",
  })}
${small ? html`<p>${say("web.watch.too_few")}</p>` : ratio && html`<p>${ratio}</p>`}`;
}

const countText = (count: number): string =>
  count > 0 && count < SMALLEST ? `< ${SMALLEST}` : String(count);

const oneDecimal = ({ locale }: Speech, value: number): string => {
  const text = value.toFixed(1);
  return locale === "id" ? text.replace(".", ",") : text;
};

/** What the picture shows, for those who do not see it. */
function surroundingsText({ speech: { say }, gazetteer }: Shown, rings: readonly RingDistrict[]): Html {
  const names = (ring: number) =>
    rings
      .filter((district) => district.ring === ring)
      .map(({ code }) => gazetteer.find(code)?.name ?? code)
      .join(", ") || "–";
  return html`<p><small>${say("web.watch.ring", { ring: 1, places: names(1) })} ${say("web.watch.ring", { ring: 2, places: names(2) })}</small></p>`;
}
