/** The weekly look: around every site and over every province, once a week however many processes look. */
import { zoneOf, type DistrictMap } from "../area/index.ts";
import {
  after,
  areaAndAbove,
  DAY,
  newId,
  provinceOf,
  type AgencyId,
  type AreaCode,
  type Clock,
  type LocalDay,
  type OutreachId,
} from "../kernel.ts";
import type { Link } from "../insight/relocation/index.ts";
import { dutyNotices, type NoticeParts } from "../queue/index.ts";
import type { Body } from "../routing/index.ts";
import { alikeIn } from "./comparison.ts";
import { leadsTo, sameErrandSince } from "./errands.ts";
import type { Finding, KeptFinding, KeptThreshold, Outreach, Scope } from "./finding.ts";
import { groundOf, lookAround, lookOver, provinceGround, type Ground } from "./look.ts";
import type { SiteRows, WatchRows } from "./ports.ts";
import { maySee } from "./rights.ts";
import { nextToReplay, replayPast, thresholdOf, THRESHOLDS_LAST } from "./thresholds.ts";
import { linkIsGenuine, siteIsGenuine } from "./vouch.ts";
import { latestWeek, plusWeeks } from "./weeks.ts";
import type { ClosedSite, SiteComparison } from "./words.ts";

/** What moved years later is found by the look over the whole province. */
const FOLLOWED_FOR = 104;
/** A year before the closure, and the time it is followed. */
const READ_BACK = 52 + FOLLOWED_FOR + 4;

export type WatchParts = NoticeParts & {
  rows: WatchRows;
  sites: Pick<SiteRows, "sites" | "links" | "comparisons">;
  bodies: { all(): Promise<Body[]> };
  /** Every kecamatan of the country. */
  districts: readonly AreaCode[];
  map: DistrictMap;
  clock: Clock;
  /** Lets other work go first between two looks. */
  pause: () => Promise<void>;
};

export type WatchRun = { looks: number; alarms: number };

/** Looks at whatever has not been looked at for the latest whole week. Run it as often as you like. */
export async function runWatch(parts: WatchParts): Promise<WatchRun> {
  const waiting = await waitingLooks(parts);
  if (waiting.length === 0) return { looks: 0, alarms: 0 };
  const ground = await readGround(parts);
  const run = { looks: 0, alarms: 0 };
  for (const { scope, week, look } of waiting) {
    const finding = look(ground);
    const errands = await errandsOf(parts, { scope, week, finding });
    const told = [...new Set(errands.flatMap(({ agencies }) => agencies))];
    const notices = await dutyNotices(parts, told, "outreach", parts.clock());
    if (await parts.rows.keep({ scope, week, finding }, errands, notices)) {
      run.looks += 1;
      if (errands.length > 0) run.alarms += 1;
    }
    await parts.pause();
  }
  return run;
}

type Waiting = { scope: Scope; week: LocalDay; look: (ground: Ground) => Finding };

async function waitingLooks(parts: WatchParts): Promise<Waiting[]> {
  const { rows, districts, map } = parts;
  const weekOf = weekIn(parts);
  const kept = await recentThresholds(parts);
  const sites = (await watchedSites(parts)).map(
    (site): Waiting => ({
      scope: `site:${site.id}`,
      week: weekOf(site.district),
      look: (ground) =>
        lookAround(ground, site, weekOf(site.district), thresholdOf(kept, provinceOf(site.district), "site")),
    }),
  );
  const provinces = provincesOf(parts).map(
    (province): Waiting => ({
      scope: `province:${province}`,
      week: weekOf(province),
      look: ({ reports }) =>
        lookOver(
          provinceGround(reports, province, districts, map),
          province,
          weekOf(province),
          thresholdOf(kept, province, "province"),
        ),
    }),
  );
  const all = [...sites, ...provinces];
  const earliest = all.map(({ week }) => week).toSorted()[0];
  const done = earliest === undefined ? [] : await rows.findingsSince(earliest);
  const known = new Set(done.map(({ scope, week }) => `${scope} ${week}`));
  return all.filter(({ scope, week }) => !known.has(`${scope} ${week}`));
}

/**
 * Replays the past of the one province whose threshold has waited longest for it, if any is due; its looks take the
 * result from the next week on. Says which province it was. Run it as often as you like.
 */
export async function renewThreshold(parts: WatchParts): Promise<AreaCode | undefined> {
  const { rows, sites, server, districts, map, pause } = parts;
  const weekOf = weekIn(parts);
  const province = nextToReplay(provincesOf(parts), await recentThresholds(parts), weekOf);
  if (province === undefined) return undefined;
  const ground = await readGround(parts);
  const closed = (await sites.sites()).filter(
    (site) => site.withdrawnAt === undefined && siteIsGenuine(server, site),
  );
  const inside = provinceGround(ground.reports, province, districts, map);
  await rows.keepThresholds(
    await replayPast({
      province,
      week: weekOf(province),
      ground,
      inside,
      closed: closed.map(({ district }) => district),
      pause,
    }),
  );
  return province;
}

const weekIn =
  ({ clock }: WatchParts) =>
  (area: AreaCode): LocalDay =>
    latestWeek(clock(), zoneOf(area));

const provincesOf = ({ districts }: WatchParts): AreaCode[] => [...new Set(districts.map(provinceOf))];

const recentThresholds = ({ rows, clock }: WatchParts): Promise<KeptThreshold[]> =>
  rows.thresholdsSince(plusWeeks(latestWeek(clock(), "Asia/Jakarta"), -THRESHOLDS_LAST));

async function watchedSites({
  sites,
  server,
  clock,
}: WatchParts): Promise<(ClosedSite & Pick<SiteComparison, "alike">)[]> {
  const comparisons = await sites.comparisons();
  return (await sites.sites())
    .filter(
      (site) =>
        site.withdrawnAt === undefined &&
        siteIsGenuine(server, site) &&
        plusWeeks(site.closedOn, FOLLOWED_FOR) > latestWeek(clock(), zoneOf(site.district)),
    )
    .map((site) => {
      const compared = comparisons.find((one) => one.site === site.id);
      return { ...site, alike: alikeIn(server, compared) };
    });
}

async function readGround({ rows, sites, server, districts, map, clock }: WatchParts): Promise<Ground> {
  const since = after(clock(), -READ_BACK * 7 * DAY);
  const links = (await sites.links())
    .filter((link) => link.removedAt === undefined && linkIsGenuine(server, link))
    .map(({ one, other }): Link => [one, other]);
  return groundOf(await rows.reports(since), districts, map, links);
}

/**
 * One for each cluster: the people of one need not learn of the other. None where there is no alarm, where it goes on with
 * one of the last weeks, or where nobody could go.
 */
async function errandsOf(parts: WatchParts, { scope, week, finding }: KeptFinding): Promise<Outreach[]> {
  const { cluster, others = [], surge } = finding;
  if (cluster === undefined) return [];
  const recent = await parts.rows.outreachSince(sameErrandSince(week));
  const bodies = await parts.bodies.all();
  return [cluster, ...others].flatMap(({ districts }): Outreach[] => {
    if (recent.some((errand) => leadsTo(errand, districts))) return [];
    const agencies = outreachBodies(bodies, districts);
    if (agencies.length === 0) return [];
    const id = newId<OutreachId>(parts.random);
    const raisedAt = parts.clock();
    return [{ id, scope, week, districts, surge, agencies, raisedAt, decided: undefined }];
  });
}

/** The open Dinas Sosial of the nearest level, and the coordinators. Never who raids, never the police. */
export function outreachBodies(bodies: readonly Body[], districts: readonly AreaCode[]): AgencyId[] {
  const near = districts.flatMap((district) => {
    const seeing = bodies.filter((body) => maySee(body, district));
    const levels = areaAndAbove(district);
    const social = seeing.filter(({ kind, open }) => kind === "social_office" && open);
    const nearest = levels.find((level) => social.some(({ area }) => area === level));
    return seeing.filter(({ kind, area, open }) => open && (kind === "coordinator" || area === nearest));
  });
  return [...new Set(near.map(({ id }) => id))];
}
