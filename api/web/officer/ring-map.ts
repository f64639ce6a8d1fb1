/** The districts around a site, ring by ring. */
import type { AreaCode } from "../../kernel.ts";
import type { RingDistrict } from "../../sites/index.ts";
import type { Html, Speech } from "../../page/index.ts";
import { dotMap } from "./dot-map.ts";

const RADIUS = { 0: 9, 1: 7, 2: 5 } as const;

export function ringMap(
  { say }: Speech,
  rings: readonly RingDistrict[],
  marked: readonly AreaCode[],
): Html | undefined {
  // The site last, so that nothing covers it.
  const inward = rings.toSorted((one, other) => other.ring - one.ring);
  const dots = inward.map(({ code, ring, point }) => ({
    point,
    kind: marked.includes(code) ? "marked" : `ring-${ring}`,
    radius: ring < 2 ? RADIUS[ring as 0 | 1] : RADIUS[2],
  }));
  return dotMap(dots, { label: say("web.watch.map"), caption: say("web.watch.map_caption") });
}
