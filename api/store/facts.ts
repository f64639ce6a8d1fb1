/** What statistics read: cases without their ids, steps without people. */
import { localDay, MINUTE, type AgencyId, type AreaCode, type Instant, type LocalDay } from "../kernel.ts";
import type { CaseFact, Facts } from "../insight/ports.ts";
import { toCard } from "./case-rows.ts";
import type { Database } from "./database.ts";
import { zoneOf } from "./zones.ts";

export function createFacts({ prisma }: Database): Facts {
  return {
    async cases(from, to, now) {
      const rows = await prisma.caseCard.findMany({
        // A local day lies within the UTC day before and the UTC day itself.
        where: { filedAt: { gte: utc(from, "00:00", -1), lt: utc(to, "00:00", 1) } },
        include: { shares: { where: { role: "lead" }, select: { agencyId: true } } },
        orderBy: { filedAt: "asc" },
      });
      return rows
        .map((row): CaseFact => {
          const card = toCard(row);
          const dueAt = card.state === "waiting" ? card.claimDueAt : card.actionDueAt;
          return {
            day: localDay(card.filedAt, zoneOf(card.area)),
            category: card.category,
            severity: card.severity,
            child: card.child,
            area: regencyOf(card.area),
            relocation: card.relocation,
            state: card.state,
            overdue: card.state !== "closed" && dueAt !== undefined && dueAt < now,
            minutesToClaim: minutesBetween(card.filedAt, card.claimedAt),
            minutesToAction: minutesBetween(card.filedAt, card.firstActionAt),
            lead: (row.shares[0]?.agencyId ?? card.holder) as AgencyId,
          };
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

    async lastFiled() {
      const rows = await prisma.$queryRaw<{ area: string; filed_at: Date }[]>`
        select split_part(area, '.', 1) || case when area like '%.%' then '.' || split_part(area, '.', 2) else '' end
            as area,
          max(filed_at) as filed_at
        from case_card group by 1 order by 1`;
      return rows.map(({ area, filed_at }) => ({
        area: area as AreaCode,
        day: localDay(filed_at.getTime() as Instant, zoneOf(area as AreaCode)),
      }));
    },
  };
}

const utc = (day: LocalDay, time: string, plusDays: number): Date => {
  const date = new Date(`${day}T${time}Z`);
  date.setUTCDate(date.getUTCDate() + plusDays);
  return date;
};

/** Kabupaten/kota at the finest. */
const regencyOf = (area: AreaCode): AreaCode => area.split(".").slice(0, 2).join(".") as AreaCode;

const minutesBetween = (from: Instant, to: Instant | undefined): number | undefined =>
  to === undefined ? undefined : Math.round((to - from) / MINUTE);
