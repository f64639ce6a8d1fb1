/** Sentences about a whole province, held to the same checklist (docs/relocation.md) as those about a site. */
import { parentArea, type AreaCode } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { Finding, FoundCluster, KeptFinding } from "../../sites/index.ts";
import type { Speech } from "../../page/index.ts";
import { headline, riseText, SMALLEST, type WatchShown } from "./finding-words.ts";

/** Names of districts under the name of their kab/kota; the kab/kota alone where it is all of it. */
export function placesText(
  { speech: { say }, gazetteer }: WatchShown,
  districts: readonly AreaCode[],
): string {
  const byRegency = [...Map.groupBy(districts, parentArea)];
  const texts = byRegency.map(([regency, inside]) => {
    const name = nameOf(gazetteer, regency);
    if (inside.length > 1 && inside.length === gazetteer.children(regency).length)
      return say("web.province.whole", { name });
    return `${inside.map((code) => nameOf(gazetteer, code)).join(", ")} (${name})`;
  });
  return texts.join("; ");
}

export const nameOf = (gazetteer: Gazetteer, code: AreaCode): string => gazetteer.find(code)?.name ?? code;

export const riseIn = (shown: WatchShown, cluster: FoundCluster, { threshold }: Finding): string =>
  riseText(shown, cluster, threshold, placesText(shown, cluster.districts));

export const provinceHeadline = (shown: WatchShown, kept: KeptFinding): string =>
  kept.finding.cluster === undefined
    ? headline(shown, kept)
    : riseIn(shown, kept.finding.cluster, kept.finding);

/**
 * Events that no look at districts can see. The share is left out wherever it would bring back a count below five;
 * undefined where there are none.
 */
export function unplacedText(
  { say }: Speech,
  { weeks, incidents, shareUnknown }: Finding,
): string | undefined {
  if (shareUnknown === 0) return undefined;
  if (shareUnknown === 1) return say("web.province.unplaced_all", { weeks });
  const n = Math.round((incidents * shareUnknown) / (1 - shareUnknown));
  if (n < SMALLEST) return say("web.province.unplaced_few", { weeks, smallest: SMALLEST });
  if (incidents < SMALLEST) return say("web.province.unplaced_number", { weeks, n });
  return say("web.province.unplaced", { weeks, n, share: Math.max(1, Math.round(shareUnknown * 100)) });
}
