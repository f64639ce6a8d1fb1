/** Districts around a site as dots, drawn here: no tile of a map server learns which place is looked at. */
import type { AreaCode } from "../../kernel.ts";
import type { RingDistrict } from "../../sites/index.ts";
import { html, type Html, type Speech } from "../../page/index.ts";

const SIZE = 320;
const MARGIN = 24;
const RADIUS = { 0: 9, 1: 7, 2: 5 } as const;

/** Nothing where fewer than two districts have a known middle. */
export function ringMap(
  { say }: Speech,
  rings: readonly RingDistrict[],
  marked: readonly AreaCode[],
): Html | undefined {
  const placed = rings.flatMap(({ code, ring, point }) =>
    point === undefined ? [] : [{ code, ring, ...point }],
  );
  if (placed.length < 2) return undefined;
  const [west, east] = ends(placed.map(({ longitude }) => longitude));
  const [south, north] = ends(placed.map(({ latitude }) => latitude));
  const scale = (SIZE - 2 * MARGIN) / Math.max(east - west, north - south, 1e-6);
  const x = (longitude: number) => MARGIN + (longitude - west) * scale;
  const y = (latitude: number) => MARGIN + (north - latitude) * scale;
  const height = Math.ceil((north - south) * scale + 2 * MARGIN);
  const width = Math.ceil((east - west) * scale + 2 * MARGIN);
  // The site last, so that nothing covers it.
  const drawn = placed.toSorted((one, other) => other.ring - one.ring);
  return html`<figure class="ring-map"><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${say("web.watch.map")}">
${drawn.map(({ code, ring, longitude, latitude }) => {
  const kind = marked.includes(code) ? "marked" : `ring-${ring}`;
  return html`<circle class="${kind}" cx="${x(longitude).toFixed(1)}" cy="${y(latitude).toFixed(1)}" r="${ring < 2 ? RADIUS[ring as 0 | 1] : RADIUS[2]}"></circle>`;
})}
</svg><figcaption>${say("web.watch.map_caption")}</figcaption></figure>`;
}

const ends = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
