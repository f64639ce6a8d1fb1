/** Figures for the public: which reports may count, and what was published of each quarter, once. */
import { zoneOf } from "../area/index.ts";
import type { Figure, Quarter } from "../insight/index.ts";
import type { PublicationRows } from "../insight/ports.ts";
import { localDay, type AreaCode, type Category, type IncidentId, type LocalDay } from "../kernel.ts";
import type { Database } from "./database.ts";
import { toInstant } from "./moments.ts";

export function createPublicationRows({ prisma }: Database): PublicationRows {
  return {
    async published() {
      const rows = await prisma.publication.findMany({ orderBy: { quarter: "desc" } });
      return rows.map(({ quarter, publishedOn, figures }) => ({
        quarter: quarter as Quarter,
        publishedOn: publishedOn as LocalDay,
        figures: figures as Figure[],
      }));
    },

    async publish(publication) {
      const { count } = await prisma.publication.createMany({ data: [publication], skipDuplicates: true });
      return count === 1;
    },

    async reports() {
      const rows = await prisma.caseCard.findMany({
        where: { tellsOfPlace: true, oneOfMany: false },
        select: {
          incidentId: true,
          area: true,
          filedAt: true,
          category: true,
          state: true,
          fact: { select: { outcome: true } },
        },
        orderBy: { filedAt: "asc" },
      });
      return rows.map((row) => ({
        incident: row.incidentId as IncidentId,
        day: dayOf(row),
        area: row.area as AreaCode,
        category: row.category as Category,
        // A case that was opened again is one until it is closed again.
        dismissed: row.state === "closed" && row.fact?.outcome === "not_a_case",
      }));
    },

    async firstDay() {
      const first = await prisma.caseCard.findFirst({
        select: { area: true, filedAt: true },
        orderBy: { filedAt: "asc" },
      });
      return first === null ? undefined : dayOf(first);
    },
  };
}

const dayOf = ({ area, filedAt }: { area: string; filedAt: Date }): LocalDay =>
  localDay(toInstant(filedAt), zoneOf(area as AreaCode));
