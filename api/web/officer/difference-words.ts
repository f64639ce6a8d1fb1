/**
 * The change by number beside districts that officers held to be alike (WDD), or why it is not told. Counts of those
 * districts stand nowhere on the page: whoever chooses one district after the other would read each of them.
 */
import { differenceRange } from "../../insight/relocation/index.ts";
import type { SiteComparison } from "../../sites/index.ts";
import { html, type Html, type Speech } from "../../page/index.ts";
import { changeText, knownAs, type Effect } from "./displacement-words.ts";

/** So that two sets that differ by one district do not tell how many were reported there. */
const STEP = 5;

export function differenceWords(
  { say }: Speech,
  effect: Effect,
  { alike, hidden }: { alike: SiteComparison["alike"]; hidden: number },
): Html {
  const why = (reason: "none" | "waiting" | "not_alike") =>
    html`<p><small>${say(`web.watch.no_difference.${reason}`)}</small></p>`;
  if (alike.site.length === 0 || alike.nearby.length === 0) return why("none");
  if (effect.alike === undefined) return why("waiting");
  const range = differenceRange({
    treated: knownAs(effect.site, hidden),
    nearTreated: knownAs(effect.nearby, hidden),
    control: coarse(effect.alike.site),
    nearControl: coarse(effect.alike.nearby),
  });
  if (range === "not_alike") return why("not_alike");
  const [low, high] = range;
  const told = changeText(say, [Math.floor(low / STEP) * STEP, Math.ceil(high / STEP) * STEP]);
  return html`<p><small>${say("web.watch.difference", { change: told })}</small></p>`;
}

/** Counts that are not shown, known by steps only. */
const coarse = ({ before, after }: Effect["site"]) => {
  const step = (count: number) => {
    const least = Math.floor(count / STEP) * STEP;
    return { least, most: least + STEP - 1 };
  };
  return { before: step(before), after: step(after) };
};
