/** The register of closed sites in memory, with the promises of the store's (tests/contracts/store/sites.ts). */
import type { ClosedSite, DistrictLink, SiteComparison, SiteEvent } from "../../api/sites/index.ts";
import type { SiteRows } from "../../api/sites/ports.ts";

export function createFakeSiteRows(): SiteRows {
  const sites = new Map<string, ClosedSite>();
  const links = new Map<string, DistrictLink>();
  const comparisons: SiteComparison[] = [];
  const events: SiteEvent[] = [];
  return {
    sites: async () =>
      [...sites.values()].toSorted((a, b) =>
        a.closedOn === b.closedOn ? (a.id < b.id ? -1 : 1) : a.closedOn < b.closedOn ? 1 : -1,
      ),
    async addSite(site, event) {
      sites.set(site.id, site);
      events.push(event);
    },
    async saveWithdrawn({ id, withdrawnAt, mac }, event) {
      const site = sites.get(id);
      if (site === undefined || (site.withdrawnAt === undefined) === (withdrawnAt === undefined))
        return false;
      sites.set(id, { ...site, withdrawnAt, mac });
      events.push(event);
      return true;
    },
    async record(event) {
      events.push(event);
    },
    history: async (id) => events.filter(({ site }) => site === id),
    comparisons: async () =>
      [...sites.keys()].flatMap((id) => comparisons.filter(({ site }) => site === id).slice(-1)),
    comparisonsOf: async (wanted) => comparisons.filter(({ site }) => site === wanted),
    async addComparison(comparison, event) {
      const { site, version } = comparison;
      if (comparisons.some((one) => one.site === site && one.version === version)) return false;
      comparisons.push(comparison);
      events.push(event);
      return true;
    },
    links: async () =>
      [...links.values()].toSorted((a, b) => b.addedAt - a.addedAt || (a.id < b.id ? -1 : 1)),
    async addLink(link) {
      links.set(link.id, link);
    },
    async removeLink(link) {
      const known = links.get(link.id);
      if (known === undefined || known.removedAt !== undefined) return false;
      const { removedBy, removedAt, mac } = link;
      links.set(link.id, { ...known, removedBy, removedAt, mac });
      return true;
    },
  };
}
