/** What officers read of the watch, and what they say was found. */
import type { DistrictMap, Point } from "../area/index.ts";
import { wilson } from "../insight/index.ts";
import { createSurroundings, type Link } from "../insight/relocation/index.ts";
import {
  ok,
  provinceOf,
  refuse,
  refuseFields,
  type AreaCode,
  type Clock,
  type OutreachId,
  type Result,
  type SiteId,
} from "../kernel.ts";
import { errandsOfSite, type SiteErrand } from "./errands.ts";
import type { KeptFinding, Outreach, OutreachOutcome } from "./finding.ts";
import type { SiteRows, WatchRows } from "./ports.ts";
import { linkIsGenuine } from "./vouch.ts";
import type { Worker } from "./words.ts";
import type { ServerKeys } from "../vault/index.ts";

/** A district around a site; ring 0 is the site's own. */
export type RingDistrict = { code: AreaCode; ring: number; point: Point | undefined };

/** Of errands that somebody went on: how often the change in reports was a change in the world. */
export type Precision = {
  confirmed: number;
  notFound: number;
  notVisited: number;
  open: number;
  /** Whole per cent with a 95 % interval; undefined before anybody went. */
  percent: { share: number; low: number; high: number } | undefined;
};

export interface WatchDesk {
  /** The latest finding around a site; the register says who may see the site. */
  latest(site: SiteId): Promise<KeptFinding | undefined>;
  rings(district: AreaCode): Promise<RingDistrict[]>;
  /** Errands of the officer's body, the newest first. */
  outreach(by: Worker): Promise<Outreach[]>;
  /** Errands for a site, the newest first; the register says who may see the site. */
  errandsOf(by: Worker, site: SiteId): Promise<SiteErrand[]>;
  /**
   * Says what was found, or puts it right. Refuses no_access when the errand is not the body's, and invalid_value with
   * what is wrong with `outcome`: undefined, nothing was chosen.
   */
  decide(by: Worker, id: OutreachId, outcome: OutreachOutcome | undefined): Promise<Result<undefined>>;
  /** Over all errands; names no place. */
  precision(): Promise<Precision>;
}

export function createWatchDesk(parts: {
  rows: WatchRows;
  sites: Pick<SiteRows, "links">;
  districts: readonly AreaCode[];
  map: DistrictMap;
  server: ServerKeys;
  clock: Clock;
}): WatchDesk {
  const { rows, sites, districts, map, server, clock } = parts;
  return {
    latest: async (site) => (await rows.past(`site:${site}`, 1))[0],

    async rings(district) {
      const links = (await sites.links())
        .filter((link) => link.removedAt === undefined && linkIsGenuine(server, link))
        .map(({ one, other }): Link => [one, other]);
      const linked = new Set([district, ...links.flat()].map(provinceOf));
      // Two borders away lies at most the next province but one; the country as a whole would take too long for a page.
      const near = new Set([...linked, ...bordering(map, districts, linked)]);
      const region = districts.filter((code) => near.has(provinceOf(code)));
      return createSurroundings({ districts: region, map, links })
        .rings(district, 2)
        .flatMap((codes, ring) => codes.map((code) => ({ code, ring, point: map.centroid(code) })));
    },

    async outreach(by) {
      return (await rows.outreach()).filter(({ agencies }) => agencies.includes(by.agency));
    },

    async errandsOf(by, site) {
      const [latest] = await rows.past(`site:${site}`, 1);
      return errandsOfSite(await rows.outreach(), { site, latest, reader: by.agency });
    },

    async decide(by, id, outcome) {
      const errand = (await rows.outreach()).find((one) => one.id === id);
      if (errand === undefined || !errand.agencies.includes(by.agency)) return refuse("no_access");
      if (outcome === undefined) return refuseFields({ outcome: "choice_missing" });
      await rows.decideOutreach(id, { outcome, at: clock(), officer: by.officer, agency: by.agency });
      return ok(undefined);
    },

    async precision() {
      return precisionOf(await rows.outreach());
    },
  };
}

const bordering = (
  map: DistrictMap,
  districts: readonly AreaCode[],
  provinces: ReadonlySet<AreaCode>,
): AreaCode[] =>
  districts
    .filter((code) => provinces.has(provinceOf(code)))
    .flatMap((code) => map.neighbours(code).map(provinceOf));

export function precisionOf(errands: readonly Outreach[]): Precision {
  const count = (outcome: OutreachOutcome | undefined) =>
    errands.filter(({ decided }) => decided?.outcome === outcome).length;
  const [confirmed, notFound] = [count("confirmed"), count("not_found")];
  const visited = confirmed + notFound;
  const percent = (share: number) => Math.round(share * 100);
  const [low, high] = wilson(confirmed, visited);
  return {
    confirmed,
    notFound,
    notVisited: count("not_visited"),
    open: count(undefined),
    percent:
      visited === 0
        ? undefined
        : { share: percent(confirmed / visited), low: percent(low), high: percent(high) },
  };
}
