/** Where closures that never were are pretended, so that follow-ups can be replayed on a region's own past. */
import { parentArea, type AreaCode } from "../../kernel.ts";

/** One in each kab/kota, in so many of them. */
const MOST_PRETENDED = 8;

/**
 * The district with most incidents of each kab/kota, where most is reported first: places are closed where much is
 * reported, and districts of one city would all tell of the same weeks. `districts`: those that may be chosen; leave out
 * what lies around a place that was truly closed.
 */
export function pretendedSites(
  incidents: readonly { area: string; count: number }[],
  districts: readonly AreaCode[],
): AreaCode[] {
  const counts = new Map<string, number>();
  for (const { area, count } of incidents) counts.set(area, (counts.get(area) ?? 0) + count);
  const countOf = (district: AreaCode) => counts.get(district) ?? 0;
  const busiestFirst = districts
    .filter((district) => countOf(district) > 0)
    .toSorted((one, other) => countOf(other) - countOf(one) || (one < other ? -1 : 1));
  return [...Map.groupBy(busiestFirst, parentArea).values()]
    .flatMap(([busiest]) => busiest ?? [])
    .slice(0, MOST_PRETENDED);
}
