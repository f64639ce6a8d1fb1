/** What the weekly look around a site says: the sentence, before and after in numbers, the districts around it. */
import type { KeptFinding, RingDistrict, SiteComparison, SiteErrand } from "../../sites/index.ts";
import { dayText, html, notice, section, table, type Html } from "../../page/index.ts";
import { differenceWords } from "./difference-words.ts";
import { displacementWords } from "./displacement-words.ts";
import {
  countText,
  headline,
  oneDecimal,
  SMALLEST,
  thresholdText,
  type WatchShown,
} from "./finding-words.ts";
import { ringMap } from "./ring-map.ts";
import { nextStep } from "./site-errands.ts";

/** What stands around a finding. */
export type AroundSite = {
  rings: readonly RingDistrict[];
  alike: SiteComparison["alike"];
  errands: readonly SiteErrand[];
};

export function findingPanel(
  shown: WatchShown,
  kept: KeptFinding | undefined,
  { rings, alike, errands }: AroundSite,
): Html {
  const { say } = shown.speech;
  return section({
    title: say("web.watch.title"),
    id: "perubahan",
    body: html`${notice(say("web.watch.not_proof"))}
${kept === undefined ? html`<p>${say("web.watch.not_yet")}</p>` : told(shown, kept, { alike, errands })}
${ringMap(shown.speech, rings, kept?.finding.cluster?.districts ?? [])}
${surroundingsText(shown, rings)}`,
  });
}

function told(
  shown: WatchShown,
  kept: KeptFinding,
  { alike, errands }: Pick<AroundSite, "alike" | "errands">,
): Html {
  const { speech } = shown;
  const { say } = speech;
  const { finding, week } = kept;
  const share = Math.round(finding.shareUnknown * 100);
  return html`<p><strong>${headline(shown, kept)}</strong></p>
${finding.surge && html`<p>${say("web.watch.surge")}</p>`}
${finding.cluster !== undefined && nextStep(speech, errands)}
${effectOf(shown, kept, alike)}
<p><small>${say("web.watch.looked", { day: dayText(speech, week) })} ${share > 0 && finding.verdict !== "not_enough" && say("web.watch.unknown", { share })}</small></p>
${finding.verdict !== "not_enough" && html`<p><small>${thresholdText(speech, finding, "site")}</small></p>`}`;
}

/** Before and after, and the ratio with its interval. */
function effectOf(
  { speech }: WatchShown,
  { week, finding: { effect } }: KeptFinding,
  alike: SiteComparison["alike"],
): Html | undefined {
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
<p><small>${say("web.watch.unequal")}</small></p>
${small ? html`<p>${say("web.watch.too_few")}</p>` : ratio && html`<p>${ratio}</p>`}
${displacementWords(speech, effect, { week, hidden: SMALLEST - 1 })}
${differenceWords(speech, effect, { alike, hidden: SMALLEST - 1 })}`;
}

/** What the picture shows, for those who do not see it. */
function surroundingsText({ speech: { say }, gazetteer }: WatchShown, rings: readonly RingDistrict[]): Html {
  const names = (ring: number) =>
    rings
      .filter((district) => district.ring === ring)
      .map(({ code }) => gazetteer.find(code)?.name ?? code)
      .join(", ") || "–";
  return html`<p><small>${say("web.watch.ring", { ring: 1, places: names(1) })} ${say("web.watch.ring", { ring: 2, places: names(2) })}</small></p>`;
}
