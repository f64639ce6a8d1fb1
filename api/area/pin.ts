/**
 * From a point on the map to a district. A point lies in the district whose middle is nearest; where a neighbour's
 * middle is nearly as near, the middles alone cannot tell, and the person is asked. The point itself goes no further.
 */
import type { AreaCode } from "../kernel.ts";
import type { Point } from "./district-map.ts";
import foreign from "./districts/foreign.json" with { type: "json" };

/** What is kept of a location pin. `border`: the nearest first; `abroad`: outside Indonesia or far out at sea. */
export type Pin =
  | { kind: "inside"; code: AreaCode }
  | { kind: "border"; codes: AreaCode[] }
  | { kind: "abroad" };

/** Near the border: the neighbour's middle is less than this many times as far. */
const NEARLY = 1.5;
const MOST_ASKED = 3;
/** Fishing boats and small islands are ours; what is farther from every district is nobody's. In kilometres. */
const FARTHEST = 90;

const ABROAD = foreign.map(([, latitude, longitude]) => ({
  latitude: Number(latitude),
  longitude: Number(longitude),
}));

/** `middles`: every district with its point; `neighbours`: those sharing a border with one. Pure; looks at all of them. */
export function pinOf(
  point: Point,
  middles: readonly (Point & { code: AreaCode })[],
  neighbours: (code: AreaCode) => readonly AreaCode[],
): Pin {
  const near = middles
    .map((middle) => ({ code: middle.code, far: kilometres(point, middle) }))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, MOST_ASKED * 4);
  const first = near[0];
  if (first === undefined || !(first.far <= FARTHEST)) return { kind: "abroad" };
  if (ABROAD.some((town) => kilometres(point, town) < first.far)) return { kind: "abroad" };
  const beside = neighbours(first.code);
  const rivals = near
    .slice(1)
    .filter(({ code, far }) => far < first.far * NEARLY && beside.includes(code))
    .slice(0, MOST_ASKED - 1);
  if (rivals.length === 0) return { kind: "inside", code: first.code };
  return { kind: "border", codes: [first.code, ...rivals.map(({ code }) => code)] };
}

const EARTH_RADIUS = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance (haversine formula). */
function kilometres(a: Point, b: Point): number {
  const north = Math.sin(radians(b.latitude - a.latitude) / 2);
  const east = Math.sin(radians(b.longitude - a.longitude) / 2);
  const half = north * north + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east * east;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
}
