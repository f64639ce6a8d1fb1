/** Where districts lie and which of them share a border (see districts/NOTICE.md for the source). */
import type { AreaCode } from "../kernel.ts";
import { pinOf, type Pin } from "./pin.ts";

/** Degrees of WGS 84. */
export type Point = { latitude: number; longitude: number };

export type DistrictRows = {
  centroids: readonly (Point & { code: AreaCode })[];
  /** Each pair once, in either order. */
  borders: readonly (readonly [AreaCode, AreaCode])[];
};

export interface DistrictMap {
  /** The middle of a district; undefined for the few whose boundary is not known. */
  centroid(code: AreaCode): Point | undefined;
  /** Districts that share a border with this one, in the order of their codes; none for most islands. */
  neighbours(code: AreaCode): readonly AreaCode[];
  /** The district of a point on the map, so that the point can be dropped at once. */
  locate(point: Point): Pin;
}

/** Built once, at start. */
export function createDistrictMap({ centroids, borders }: DistrictRows): DistrictMap {
  const points = new Map(centroids.map(({ code, ...point }) => [code, point]));
  const beside = new Map<AreaCode, AreaCode[]>();
  const join = (code: AreaCode, other: AreaCode) => {
    const known = beside.get(code);
    if (known === undefined) beside.set(code, [other]);
    else known.push(other);
  };
  for (const [one, other] of borders) {
    join(one, other);
    join(other, one);
  }
  for (const codes of beside.values()) codes.sort();
  const neighbours = (code: AreaCode): readonly AreaCode[] => beside.get(code) ?? [];
  return {
    centroid: (code) => points.get(code),
    neighbours,
    locate: (point) => pinOf(point, centroids, neighbours),
  };
}
