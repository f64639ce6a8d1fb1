/** Who opened what. Written on its own, before the words are opened, so that no failure can undo the entry. */
import type { AgencyId, OfficerId } from "../kernel.ts";
import type { AccessLog } from "../queue/ports.ts";
import { visible } from "./case-scope.ts";
import type { Database } from "./database.ts";
import { toDate, toInstant } from "./moments.ts";

export function createAccessLog({ prisma }: Database): AccessLog {
  return {
    async record({ at, officer, agency, case: caseId, act }) {
      await prisma.accessEntry.create({
        data: { at: toDate(at), officerId: officer, agencyId: agency, caseId, act },
      });
    },

    async of(actor, id) {
      if ((await prisma.caseCard.count({ where: visible(actor, id) })) === 0) return [];
      const rows = await prisma.accessEntry.findMany({ where: { caseId: id }, orderBy: { id: "asc" } });
      return rows.map(({ at, officerId, agencyId, act }) => ({
        at: toInstant(at),
        officer: officerId as OfficerId,
        agency: agencyId as AgencyId,
        act,
      }));
    },
  };
}
