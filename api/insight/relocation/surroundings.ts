/** Which districts lie around which: rings of shared borders, with answers for islands and for what officers know. */
import { parentArea, type AreaCode } from "../../kernel.ts";
import type { DistrictMap, Point } from "../../area/index.ts";

/** An island has no border; so many of the nearest districts stand in for neighbours. */
const NEAREST = 3;

/** Officers know what a map does not: two districts on one road. */
export type Link = readonly [AreaCode, AreaCode];

export interface Surroundings {
  districts: readonly AreaCode[];
  /** Districts without a border inside the region; their neighbours are only the nearest ones. */
  stranded: ReadonlySet<AreaCode>;
  /** The district itself (ring 0), its neighbours (ring 1), theirs (ring 2) …; nearest first within each ring. */
  rings(code: AreaCode, outermost: number): AreaCode[][];
}

/** `districts`: all of the region that is watched, often a province and those around it. */
export function createSurroundings(parts: {
  districts: readonly AreaCode[];
  map: DistrictMap;
  links?: readonly Link[];
}): Surroundings {
  const { districts, map, links = [] } = parts;
  const beside = new Map<AreaCode, Set<AreaCode>>(districts.map((code) => [code, new Set()]));
  const join = (one: AreaCode, other: AreaCode) => {
    beside.get(one)?.add(other);
    beside.get(other)?.add(one);
  };
  for (const code of districts)
    for (const other of map.neighbours(code)) if (beside.has(other)) join(code, other);
  const stranded = new Set(districts.filter((code) => beside.get(code)?.size === 0));
  for (const code of stranded) for (const other of nearest(code, districts, map)) join(code, other);
  for (const [one, other] of links) if (beside.has(one) && beside.has(other)) join(one, other);
  // Every look and every growing zone asks for the same rings again, so each district's are grown once.
  const grown = new Map<AreaCode, AreaCode[][]>();
  return {
    districts,
    stranded,
    rings: (code, outermost) => {
      const rings = grown.get(code) ?? [[code]];
      grown.set(code, rings);
      while (rings.length <= outermost && rings.at(-1)?.length !== 0)
        rings.push(nextRing(rings, beside, map));
      return rings.slice(0, outermost + 1).filter((ring) => ring.length > 0);
    },
  };
}

/** What borders on the outermost ring and lies in no ring yet; empty where the region ends. */
function nextRing(
  rings: readonly AreaCode[][],
  beside: ReadonlyMap<AreaCode, ReadonlySet<AreaCode>>,
  map: DistrictMap,
): AreaCode[] {
  const inside = new Set(rings.flat());
  const ring = new Set((rings.at(-1) ?? []).flatMap((inner) => [...(beside.get(inner) ?? [])]));
  const [centre] = inside;
  const next = [...ring].filter((code) => !inside.has(code));
  return centre === undefined ? [] : byDistance(centre, next, map);
}

/** In one pass: sorting the whole country for each island took longer than everything else. */
function nearest(code: AreaCode, districts: readonly AreaCode[], map: DistrictMap): AreaCode[] {
  const centre = map.centroid(code);
  if (centre === undefined) return [];
  let found: { other: AreaCode; far: number }[] = [];
  for (const other of districts) {
    const point = map.centroid(other);
    if (point === undefined || other === code) continue;
    const far = squaredDistance(centre, point);
    if (found.length === NEAREST && far >= (found.at(-1)?.far ?? 0)) continue;
    found = [...found, { other, far }].toSorted((a, b) => a.far - b.far).slice(0, NEAREST);
  }
  return found.map(({ other }) => other);
}

/** Nearest centroid first; those without a centroid last, in the order of their codes. */
function byDistance(from: AreaCode, codes: readonly AreaCode[], map: DistrictMap): AreaCode[] {
  const centre = map.centroid(from);
  const distance = (code: AreaCode) => {
    const point = map.centroid(code);
    return centre && point ? squaredDistance(centre, point) : Number.POSITIVE_INFINITY;
  };
  const far = new Map(codes.map((code) => [code, distance(code)]));
  // ∞ − ∞ is no number, and then the codes decide.
  return codes.toSorted((a, b) => (far.get(a) ?? 0) - (far.get(b) ?? 0) || (a < b ? -1 : 1));
}

/** Good enough to say which is nearer: Indonesia lies on the equator. */
function squaredDistance(a: Point, b: Point): number {
  const across = (a.longitude - b.longitude) * Math.cos(((a.latitude + b.latitude) / 2) * (Math.PI / 180));
  return across ** 2 + (a.latitude - b.latitude) ** 2;
}

/**
 * Zones for a scan of the whole region: for each district itself and growing sets of those around it, up to `size`
 * districts, ring by ring; and each whole kab/kota.
 */
export function zonesOf({ districts, rings }: Surroundings, size: number): AreaCode[][] {
  const growing = districts.flatMap((code) => prefixes(around(code, rings, size)));
  return [...growing, ...wholeRegencies(districts)];
}

/** Districts where activity may reappear: rings 1 and 2 around the closed one. */
export function nearbyOf({ rings }: Surroundings, site: AreaCode): AreaCode[] {
  return rings(site, 2).slice(1).flat();
}

/** Zones for the follow-up of a closed site: none reaches outside rings 1 and 2, none holds the site. */
export function zonesNearby(surroundings: Surroundings, site: AreaCode, size: number): AreaCode[][] {
  const nearby = nearbyOf(surroundings, site);
  const inside = seenWithin(surroundings, new Set(nearby));
  return [...zonesOf(inside, size), ...(nearby.length > 0 ? [nearby] : [])];
}

/** The same rings, seen only where `allowed`. */
function seenWithin({ rings, stranded }: Surroundings, allowed: ReadonlySet<AreaCode>): Surroundings {
  return {
    districts: [...allowed],
    stranded,
    // Any two districts of rings 1 and 2 are at most four borders apart.
    rings: (code, outermost) =>
      rings(code, Math.min(outermost, 4)).map((ring) => ring.filter((at) => allowed.has(at))),
  };
}

/** Up to `size` districts, ring by ring. */
function around(code: AreaCode, rings: Surroundings["rings"], size: number): AreaCode[] {
  // Every ring but the last adds at least one district, so `size` rings are always enough.
  for (let outermost = 1; outermost < size; outermost++) {
    const found = rings(code, outermost).flat();
    if (found.length >= size) return found.slice(0, size);
  }
  return rings(code, size).flat().slice(0, size);
}

const prefixes = (codes: readonly AreaCode[]): AreaCode[][] => codes.map((_, at) => codes.slice(0, at + 1));

function wholeRegencies(districts: readonly AreaCode[]): AreaCode[][] {
  return [...Map.groupBy(districts, parentArea).values()];
}
