/** Districts as dots, drawn here: no tile of a map server learns which place is looked at. */
import { html, type Html } from "../../page/index.ts";

export type Dot = {
  /** Nothing is drawn of a district whose middle is not known. */
  point: { latitude: number; longitude: number } | undefined;
  /** Its class in the style sheet. */
  kind: string;
  radius: number;
};

const SIZE = 320;
const MARGIN = 24;

/** The last dots lie above the others. Undefined where fewer than two have a known middle. */
export function dotMap(
  dots: readonly Dot[],
  { label, caption }: { label: string; caption: string },
): Html | undefined {
  const placed = dots.flatMap(({ point, ...dot }) => (point === undefined ? [] : [{ ...dot, ...point }]));
  if (placed.length < 2) return undefined;
  const [west, east] = ends(placed.map(({ longitude }) => longitude));
  const [south, north] = ends(placed.map(({ latitude }) => latitude));
  const scale = (SIZE - 2 * MARGIN) / Math.max(east - west, north - south, 1e-6);
  const x = (longitude: number) => MARGIN + (longitude - west) * scale;
  const y = (latitude: number) => MARGIN + (north - latitude) * scale;
  const height = Math.ceil((north - south) * scale + 2 * MARGIN);
  const width = Math.ceil((east - west) * scale + 2 * MARGIN);
  return html`<figure class="dot-map"><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">
${placed.map(
  ({ kind, radius, longitude, latitude }) =>
    html`<circle class="${kind}" cx="${x(longitude).toFixed(1)}" cy="${y(latitude).toFixed(1)}" r="${radius}"></circle>`,
)}
</svg><figcaption>${caption}</figcaption></figure>`;
}

const ends = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
