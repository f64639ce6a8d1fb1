/** Which errand a rise belongs to, and what the page of a site may tell of it. Pure. */
import type { AgencyId, AreaCode, Instant, LocalDay, OutreachId, SiteId } from "../kernel.ts";
import type { FoundCluster, KeptFinding, Outreach, Scope } from "./finding.ts";
import { instantOf, plusWeeks } from "./weeks.ts";

/** An alarm that shares a district with one of so many weeks before is the same errand. */
const SAME_ERRAND = 4;

/** From when on an errand may be the same as that of a rise in this week. */
export const sameErrandSince = (week: LocalDay): Instant => instantOf(plusWeeks(week, 1 - SAME_ERRAND));

/** Whether the errand already sends somebody to one of these districts. */
export const leadsTo = (errand: Pick<Outreach, "districts">, districts: readonly AreaCode[]): boolean =>
  errand.districts.some((code) => districts.includes(code));

/**
 * An errand as the page of a site tells of it. Everybody who may see the site learns that it is there and whether it has
 * its outcome; which outcome, and where the errand leads, only those whose errand it is.
 */
export type SiteErrand = {
  id: OutreachId;
  raisedAt: Instant;
  /** Whether it is the one that the latest rise around the site belongs to. */
  current: boolean;
  settled: boolean;
  /** Whose it is; undefined where it was raised for another place, so that its bodies would tell of that. */
  agencies: readonly AgencyId[] | undefined;
  /** The whole errand, for the body that was given it. */
  own: Outreach | undefined;
};

/** Those raised for the site, and the one that its latest rise goes on with; `all` and the answer newest first. */
export function errandsOfSite(
  all: readonly Outreach[],
  { site, latest, reader }: { site: SiteId; latest: KeptFinding | undefined; reader: AgencyId },
): SiteErrand[] {
  const scope: Scope = `site:${site}`;
  const current = latest?.finding.cluster && currentOf(all, latest, latest.finding.cluster);
  return all
    .filter((errand) => errand.scope === scope || errand === current)
    .map((errand) => {
      const own = errand.agencies.includes(reader) ? errand : undefined;
      return {
        id: errand.id,
        raisedAt: errand.raisedAt,
        current: errand === current,
        settled: errand.decided !== undefined,
        agencies: own !== undefined || errand.scope === scope ? errand.agencies : undefined,
        own,
      };
    });
}

/** Its own before one of another place. */
function currentOf(
  all: readonly Outreach[],
  { scope, week }: KeptFinding,
  { districts }: FoundCluster,
): Outreach | undefined {
  const same = all.filter((errand) => errand.raisedAt >= sameErrandSince(week) && leadsTo(errand, districts));
  return same.find((errand) => errand.scope === scope) ?? same[0];
}
