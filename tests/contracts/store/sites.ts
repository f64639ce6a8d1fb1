/** What the store of closed sites promises: nothing is overwritten, history only grows, each turn is taken once. */
import { expect, test } from "vitest";
import type { AgencyId, AreaCode, LinkId, LocalDay, OfficerId, Sealed, SiteId } from "../../../api/kernel.ts";
import type {
  ClosedSite,
  DistrictLink,
  SiteAct,
  SiteComparison,
  SiteEvent,
} from "../../../api/sites/index.ts";
import type { SiteRows } from "../../../api/sites/ports.ts";
import { anyId, at, bytes } from "./samples.ts";

const siteOn = (closedOn: string, changes: Partial<ClosedSite> = {}): ClosedSite => ({
  id: anyId<SiteId>(),
  district: "15.71.03" as AreaCode,
  kind: "closed",
  closedOn: closedOn as LocalDay,
  source: "decree",
  sealed: bytes<Sealed<"site-place">>("sealed place"),
  readers: [anyId<AgencyId>(), anyId<AgencyId>()],
  agency: anyId<AgencyId>(),
  enteredBy: anyId<OfficerId>(),
  enteredAt: at(0),
  withdrawnAt: undefined,
  mac: bytes("mac"),
  ...changes,
});

const eventOf = ({ id, enteredBy, agency }: ClosedSite, kind: SiteAct, minute: number): SiteEvent => ({
  site: id,
  kind,
  at: at(minute),
  officer: enteredBy,
  agency,
});

const linkFrom = (one: string, other: string, minute: number): DistrictLink => ({
  id: anyId<LinkId>(),
  one: one as AreaCode,
  other: other as AreaCode,
  agency: anyId<AgencyId>(),
  addedBy: anyId<OfficerId>(),
  addedAt: at(minute),
  removedBy: undefined,
  removedAt: undefined,
  mac: bytes("mac"),
});

export function sitesContract(ports: () => { sites: SiteRows }): void {
  test("a site comes back as it was saved, the latest closure first", async () => {
    const { sites } = ports();
    const [old, fresh] = [siteOn("2025-03-01"), siteOn("2026-02-01")];

    for (const site of [old, fresh]) await sites.addSite(site, eventOf(site, "entered", 0));

    expect(await sites.sites()).toEqual([fresh, old]);
  });

  test("taken back and brought back, each once, and the history says so", async () => {
    const { sites } = ports();
    const site = siteOn("2026-02-01");
    const gone = { ...site, withdrawnAt: at(1), mac: bytes<ClosedSite["mac"]>("another mac") };
    await sites.addSite(site, eventOf(site, "entered", 0));

    const acts = [
      await sites.saveWithdrawn(gone, eventOf(site, "withdrawn", 1)),
      await sites.saveWithdrawn({ ...gone, withdrawnAt: at(2) }, eventOf(site, "withdrawn", 2)),
      await sites.saveWithdrawn(site, eventOf(site, "restored", 3)),
      await sites.saveWithdrawn(site, eventOf(site, "restored", 4)),
    ];
    await sites.record(eventOf(site, "opened", 5));

    expect(acts).toEqual([true, false, true, false]);
    expect(await sites.sites()).toEqual([site]);
    expect(await sites.history(site.id)).toEqual([
      eventOf(site, "entered", 0),
      eventOf(site, "withdrawn", 1),
      eventOf(site, "restored", 3),
      eventOf(site, "opened", 5),
    ]);
  });

  test("of the districts held to be alike the latest version holds, each version is written once with its event", async () => {
    const { sites } = ports();
    const [one, other] = [siteOn("2026-02-01"), siteOn("2026-01-01")];
    for (const site of [one, other]) await sites.addSite(site, eventOf(site, "entered", 0));
    const comparison = (site: ClosedSite, version: number, nearby: string[]): SiteComparison => ({
      site: site.id,
      version,
      alike: { site: ["15.71.09" as AreaCode], nearby: nearby as AreaCode[] },
      officer: site.enteredBy,
      agency: site.agency,
      at: at(version),
      mac: bytes("mac"),
    });
    const latest = [comparison(one, 2, []), comparison(other, 1, ["15.06.01", "15.06.02"])];

    const acts = [
      await sites.addComparison(comparison(one, 1, ["15.05.01"]), eventOf(one, "compared", 1)),
      await sites.addComparison(latest[0] as SiteComparison, eventOf(one, "compared", 2)),
      await sites.addComparison(comparison(one, 2, ["15.05.09"]), eventOf(one, "compared", 3)),
      await sites.addComparison(latest[1] as SiteComparison, eventOf(other, "compared", 4)),
    ];

    expect(acts).toEqual([true, true, false, true]);
    expect(new Set(await sites.comparisons())).toEqual(new Set(latest));
    expect(await sites.comparisonsOf(one.id)).toEqual([comparison(one, 1, ["15.05.01"]), latest[0]]);
    expect((await sites.history(one.id)).map(({ at: moment }) => moment)).toEqual([at(0), at(1), at(2)]);
  });

  test("a link is removed once and stays in sight, the newest first", async () => {
    const { sites } = ports();
    const [old, fresh] = [linkFrom("15.71.03", "15.05.01", 0), linkFrom("15.71.04", "15.05.02", 1)];
    for (const link of [old, fresh]) await sites.addLink(link);
    const removed = {
      ...old,
      removedBy: anyId<OfficerId>(),
      removedAt: at(2),
      mac: bytes<ClosedSite["mac"]>("another mac"),
    };

    const acts = [await sites.removeLink(removed), await sites.removeLink({ ...removed, removedAt: at(3) })];

    expect(acts).toEqual([true, false]);
    expect(await sites.links()).toEqual([fresh, removed]);
  });
}
