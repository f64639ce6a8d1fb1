/** Rows of closed sites, their history, and links between districts; taken back rather than deleted. */
import type { AgencyId, AreaCode, LinkId, LocalDay, OfficerId, Sealed, SiteId } from "../kernel.ts";
import type { ClosedSite, DistrictLink, SiteComparison, SiteEvent } from "../sites/index.ts";
import type { SiteRows } from "../sites/ports.ts";
import type {
  ClosedSiteModel,
  DistrictLinkModel,
  SiteComparisonModel,
  SiteEventModel,
} from "./client/models.ts";
import { writeOrConflict, type Database } from "./database.ts";
import { Conflict } from "./errors.ts";
import { orNull, orUndefined, toDate, toDateOrNull, toInstant, toInstantOrUndefined } from "./moments.ts";

export function createSiteRows({ prisma, write }: Database): SiteRows {
  return {
    async sites() {
      const rows = await prisma.closedSite.findMany({ orderBy: [{ closedOn: "desc" }, { id: "asc" }] });
      return rows.map(toSite);
    },

    async addSite(site, event) {
      await write(async (tx) => {
        await tx.closedSite.create({ data: fromSite(site) });
        await tx.siteEvent.create({ data: fromEvent(event) });
      });
    },

    async saveWithdrawn({ id, withdrawnAt, mac }, event) {
      const written = await writeOrConflict(write, async (tx) => {
        const { count } = await tx.closedSite.updateMany({
          where: { id, withdrawnAt: withdrawnAt === undefined ? { not: null } : null },
          data: { withdrawnAt: toDateOrNull(withdrawnAt), mac },
        });
        if (count !== 1) throw new Conflict();
        await tx.siteEvent.create({ data: fromEvent(event) });
      });
      return written === "done";
    },

    async record(event) {
      await prisma.siteEvent.create({ data: fromEvent(event) });
    },

    async history(id) {
      const rows = await prisma.siteEvent.findMany({ where: { siteId: id }, orderBy: { id: "asc" } });
      return rows.map(toEvent);
    },

    async comparisons() {
      const rows = await prisma.siteComparison.findMany({
        distinct: ["siteId"],
        orderBy: [{ siteId: "asc" }, { version: "desc" }],
      });
      return rows.map(toComparison);
    },

    async comparisonsOf(site) {
      const rows = await prisma.siteComparison.findMany({
        where: { siteId: site },
        orderBy: { version: "asc" },
      });
      return rows.map(toComparison);
    },

    async addComparison(comparison, event) {
      const written = await writeOrConflict(write, async (tx) => {
        const { count } = await tx.siteComparison.createMany({
          data: [fromComparison(comparison)],
          skipDuplicates: true,
        });
        if (count !== 1) throw new Conflict();
        await tx.siteEvent.create({ data: fromEvent(event) });
      });
      return written === "done";
    },

    async links() {
      const rows = await prisma.districtLink.findMany({ orderBy: [{ addedAt: "desc" }, { id: "asc" }] });
      return rows.map(toLink);
    },

    async addLink(link) {
      await prisma.districtLink.create({ data: fromLink(link) });
    },

    async removeLink({ id, removedBy, removedAt, mac }) {
      const { count } = await prisma.districtLink.updateMany({
        where: { id, removedAt: null },
        data: { removedBy: orNull(removedBy), removedAt: toDateOrNull(removedAt), mac },
      });
      return count === 1;
    },
  };
}

const toSite = (row: ClosedSiteModel): ClosedSite => ({
  id: row.id as SiteId,
  district: row.district as AreaCode,
  kind: row.kind as ClosedSite["kind"],
  closedOn: row.closedOn as LocalDay,
  source: row.source as ClosedSite["source"],
  sealed: row.sealed as Sealed<"site-place">,
  readers: row.readers as AgencyId[],
  agency: row.agencyId as AgencyId,
  enteredBy: row.enteredBy as OfficerId,
  enteredAt: toInstant(row.enteredAt),
  withdrawnAt: toInstantOrUndefined(row.withdrawnAt),
  mac: row.mac,
});

const fromSite = ({ agency, enteredAt, withdrawnAt, ...site }: ClosedSite): ClosedSiteModel => ({
  ...site,
  agencyId: agency,
  enteredAt: toDate(enteredAt),
  withdrawnAt: toDateOrNull(withdrawnAt),
});

const toEvent = (row: SiteEventModel): SiteEvent => ({
  site: row.siteId as SiteId,
  kind: row.kind as SiteEvent["kind"],
  at: toInstant(row.at),
  officer: row.officerId as OfficerId,
  agency: row.agencyId as AgencyId,
});

const fromEvent = ({ site, kind, at, officer, agency }: SiteEvent): Omit<SiteEventModel, "id"> => ({
  siteId: site,
  kind,
  at: toDate(at),
  officerId: officer,
  agencyId: agency,
});

const toComparison = (row: SiteComparisonModel): SiteComparison => ({
  site: row.siteId as SiteId,
  version: row.version,
  alike: { site: row.site as AreaCode[], nearby: row.nearby as AreaCode[] },
  officer: row.officerId as OfficerId,
  agency: row.agencyId as AgencyId,
  at: toInstant(row.at),
  mac: row.mac,
});

const fromComparison = ({ site, version, alike, officer, agency, at, mac }: SiteComparison) => ({
  siteId: site,
  version,
  ...alike,
  officerId: officer,
  agencyId: agency,
  at: toDate(at),
  mac,
});

const toLink = (row: DistrictLinkModel): DistrictLink => ({
  id: row.id as LinkId,
  one: row.one as AreaCode,
  other: row.other as AreaCode,
  agency: row.agencyId as AgencyId,
  addedBy: row.addedBy as OfficerId,
  addedAt: toInstant(row.addedAt),
  removedBy: orUndefined(row.removedBy) as OfficerId | undefined,
  removedAt: toInstantOrUndefined(row.removedAt),
  mac: row.mac,
});

const fromLink = ({ agency, addedAt, removedBy, removedAt, ...link }: DistrictLink): DistrictLinkModel => ({
  ...link,
  agencyId: agency,
  addedAt: toDate(addedAt),
  removedBy: orNull(removedBy),
  removedAt: toDateOrNull(removedAt),
});
