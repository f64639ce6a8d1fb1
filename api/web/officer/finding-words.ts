/**
 * What a weekly look says, in sentences that keep the checklist of docs/relocation.md: what changed, how sure, how often
 * by chance, what it does not prove, what to do next. A count below five is never shown as it is.
 */
import type { Gazetteer } from "../../area/index.ts";
import { ENOUGH } from "../../insight/relocation/index.ts";
import {
  BEARABLE,
  FEWEST_BEFORE,
  type Finding,
  type FoundCluster,
  type KeptFinding,
  type LookKind,
} from "../../sites/index.ts";
import type { Speech } from "../../page/index.ts";

export const SMALLEST = 5;
/** A cluster has three at least. */
const FEWEST_IN_CLUSTER = 3;
/** Recurrence intervals are told down to one of these, in weeks: a finer number would give a small count away. */
const TOLD = [52, 104, 208, 416, 999];

export type WatchShown = { speech: Speech; gazetteer: Gazetteer };

/** One sentence: what changed and how often chance alone does that; or that nothing can be said. */
export function headline(shown: WatchShown, { finding }: KeptFinding): string {
  const { cluster, weeks, incidents } = finding;
  const { say } = shown.speech;
  const reached = weeks >= ENOUGH.weeks && incidents >= ENOUGH.incidents;
  if (finding.verdict === "not_enough" && reached)
    return say("web.watch.not_enough_closure", {
      before: FEWEST_BEFORE,
      neededIncidents: ENOUGH.incidents,
    });
  if (finding.verdict === "not_enough")
    return say("web.watch.not_enough", {
      weeks,
      incidents: countText(incidents),
      neededWeeks: ENOUGH.weeks,
      neededIncidents: ENOUGH.incidents,
    });
  if (cluster === undefined) return say("web.watch.quiet");
  return riseText(shown, cluster, finding.threshold);
}

/** What changed in these districts, and how often chance alone does that. */
export function riseText(
  { speech: { say }, gazetteer }: WatchShown,
  { districts, weeks, observed, expected, recurrenceInterval }: FoundCluster,
  threshold: number,
  places = districts.map((code) => gazetteer.find(code)?.name ?? code).join(", "),
): string {
  const least = observed < SMALLEST ? FEWEST_IN_CLUSTER : observed;
  const times = Math.floor(least / expected);
  return say(times > 1 ? "web.watch.alarm" : "web.watch.alarm_less_than_twice", {
    places,
    weeks,
    n: observed < SMALLEST ? say("web.watch.three_or_four") : String(observed),
    times,
    interval: TOLD.findLast((one) => one <= recurrenceInterval) ?? threshold,
  });
}

/** How rare a rise must be to be told, where that comes from, and how often it is told for nothing. */
export function thresholdText(speech: Speech, { threshold, ownPast }: Finding, look: LookKind): string {
  const { say } = speech;
  const asked = say("web.watch.threshold", { weeks: threshold });
  if (ownPast === undefined) return `${say("web.watch.threshold_default")} ${asked}`;
  const { replayed, alarmsPerYear } = ownPast;
  const often =
    alarmsPerYear === 0
      ? say("web.watch.replayed_none")
      : say("web.watch.replayed_some", { rate: oneDecimal(speech, alarmsPerYear).replace(/[.,]0$/, "") });
  const sentences = [
    say("web.watch.threshold_own"),
    asked,
    say(`web.watch.replayed_${look}`, { replayed, often }),
    ...(alarmsPerYear > BEARABLE ? [say("web.watch.too_often")] : []),
  ];
  return sentences.join(" ");
}

export const countText = (count: number): string =>
  count > 0 && count < SMALLEST ? `< ${SMALLEST}` : String(count);

export const oneDecimal = ({ locale }: Speech, value: number): string => {
  const text = value.toFixed(1);
  return locale === "id" ? text.replace(".", ",") : text;
};
