/** What statistics read: cases without their ids, steps without people. */
import { zoneOf } from "../area/index.ts";
import { factOf } from "../insight/index.ts";
import type { CaseFact, Facts } from "../insight/ports.ts";
import { localDay, type AreaCode, type IncidentId, type Instant, type LocalDay } from "../kernel.ts";
import { toCard } from "./case-rows.ts";
import type { Database } from "./database.ts";
import { readAgreement } from "./reviews.ts";
import { leadOf, toClosedFact, WITH_FACT } from "./fact-rows.ts";

export function createFacts({ prisma }: Database): Facts {
  return {
    async cases(from, to, now) {
      const rows = await prisma.caseCard.findMany({
        // A local day lies within the UTC day before and the UTC day itself.
        where: { filedAt: { gte: utc(from, "00:00", -1), lt: utc(to, "00:00", 1) } },
        include: WITH_FACT,
        orderBy: { filedAt: "asc" },
      });
      return rows
        .map((row): CaseFact => {
          const closed = row.fact === null ? undefined : toClosedFact(row.fact, row.incidentId as IncidentId);
          // A case that was opened again is counted as it stands; its fact remembers how fast people were at first.
          if (closed !== undefined && row.state === "closed") return closed;
          return factOf(toCard(row), leadOf(row), now, closed);
        })
        .filter(({ day }) => day >= from && day <= to);
    },

    async steps(from, to) {
      const sums = await prisma.stepCount.groupBy({
        by: ["step"],
        where: { day: { gte: from, lte: to } },
        _sum: { count: true },
        orderBy: { step: "asc" },
      });
      return sums.map(({ step, _sum }) => ({ step, count: _sum.count ?? 0 }));
    },

    agreement: (from, to) => readAgreement(prisma, from, to),

    async lastFiled(until) {
      const rows = await prisma.$queryRaw<{ area: string; filed_at: Date }[]>`
        select split_part(area, '.', 1) || case when area like '%.%' then '.' || split_part(area, '.', 2) else '' end
            as area,
          max(filed_at) as filed_at
        from case_card where filed_at < ${utc(until, MIDNIGHT_IN_THE_EAST)} group by 1 order by 1`;
      return rows.map(({ area, filed_at }) => ({
        area: area as AreaCode,
        day: localDay(filed_at.getTime() as Instant, zoneOf(area as AreaCode)),
      }));
    },
  };
}

/** When the day ends in Papua: nowhere in the country is a later day counted. */
const MIDNIGHT_IN_THE_EAST = "15:00:00";
const utc = (day: LocalDay, time: string, plusDays = 0): Date => {
  const date = new Date(`${day}T${time}Z`);
  date.setUTCDate(date.getUTCDate() + plusDays);
  return date;
};
