/**
 * How much more or less was reported at a closed site and around it, in sentences that keep the checklist of
 * docs/relocation.md. Made of what the table above them shows, so that no sentence gives a hidden count away.
 */
import { displacementRange, type Interval90, type KnownCounts } from "../../insight/relocation/index.ts";
import type { KeptFinding } from "../../sites/index.ts";
import { html, type Html, type Speech } from "../../page/index.ts";

export type Effect = NonNullable<KeptFinding["finding"]["effect"]>;

/** `hidden`: counts from 1 up to this one are shown as "fewer than" only. Nothing where too few were reported far away. */
export function displacementWords(
  { say }: Speech,
  { site, nearby, control }: Effect,
  { week, hidden }: { week: string; hidden: number },
): Html | undefined {
  const known = (group: Effect["site"]) => knownAs(group, hidden);
  const counts: KnownCounts = { site: known(site), nearby: known(nearby), control: known(control) };
  const range = displacementRange(counts, Number(week.replaceAll("-", "")));
  if (range === undefined) return undefined;
  const change = (interval: Interval90) => changeText(say, interval);
  return html`<p>${say("web.watch.changes", {
    site: change(range.site),
    nearby: change(range.nearby),
    total: change(range.total),
  })}</p>
<p><small>${
    typeof range.quotient === "string"
      ? say(`web.watch.no_quotient.${range.quotient}`)
      : quotientText(say, range.quotient)
  }</small></p>`;
}

/** Counts as the page shows them. */
export function knownAs({ before, after }: Effect["site"], hidden: number): KnownCounts["site"] {
  const shown = (count: number) =>
    count > 0 && count <= hidden ? { least: 1, most: hidden } : { least: count, most: count };
  return { before: shown(before), after: shown(after) };
}

/** Whole events, rounded away from the middle, so that the range is never told narrower than it is. */
export function changeText(say: Speech["say"], [low, high]: Interval90): string {
  const [least, most] = [Math.floor(low), Math.ceil(high)];
  const kind =
    least > 0
      ? "more"
      : most < 0
        ? "fewer"
        : least === 0
          ? "more_or_same"
          : most === 0
            ? "fewer_or_same"
            : "unclear";
  const [smaller, larger] = [Math.abs(least), Math.abs(most)].toSorted((one, other) => one - other);
  return say(`web.watch.change.${kind}`, {
    smaller: smaller ?? 0,
    larger: larger ?? 0,
    fewer: Math.abs(least),
    more: Math.abs(most),
  });
}

/** The quotient is below 0 where nearby rose while the site fell: told as a share of the fall, in whole per cent. */
function quotientText(say: Speech["say"], [low, high]: Interval90): string {
  const [fell, rose] = [Math.ceil(high * 100), Math.ceil(-low * 100)];
  if (fell <= 0) return say("web.watch.quotient.rose", { low: -fell, high: rose });
  if (rose <= 0) return say("web.watch.quotient.fell", { low: -rose, high: fell });
  return say("web.watch.quotient.unclear", { fell, rose });
}
