/** The log of changes under four eyes, only added to, and who has read it. */
import type { DirectoryStore } from "../directory/ports.ts";
import type { Change, ChangeContent } from "../directory/index.ts";
import type { AgencyId, OfficerId } from "../kernel.ts";
import type * as Rows from "./client/models.ts";
import type { Database, Transaction } from "./database.ts";
import { orNull, orUndefined, toDate, toInstant } from "./moments.ts";

type ChangeRows = Pick<DirectoryStore, "changes" | "proposedChange" | "markChangeRead" | "changesRead">;

export function createChangeRows({ prisma }: Database): ChangeRows {
  return {
    async changes(limit) {
      const rows = await prisma.directoryChange.findMany({
        orderBy: [{ at: "desc" }, { id: "asc" }],
        take: limit,
      });
      return rows.map(toChange);
    },

    async proposedChange(approval) {
      const row = await prisma.directoryChange.findFirst({ where: { approval, step: "proposed" } });
      return row === null ? undefined : toChange(row);
    },

    async markChangeRead(changeId, officerId, at) {
      await prisma.changeReading.createMany({
        data: [{ changeId, officerId, at: toDate(at) }],
        skipDuplicates: true,
      });
    },

    async changesRead(officerId) {
      const rows = await prisma.changeReading.findMany({ where: { officerId }, select: { changeId: true } });
      return rows.map(({ changeId }) => changeId);
    },
  };
}

export async function addChange(
  tx: Transaction,
  { id, approval, step, content, affected, mac, ...change }: Change,
): Promise<void> {
  await tx.directoryChange.create({
    data: {
      id,
      approval,
      step,
      content,
      affected,
      mac,
      at: toDate(change.at),
      takenBy: orNull(change.by),
      proposedBy: orNull(change.proposedBy),
      proposedAt: toDate(change.proposedAt),
    },
  });
}

const toChange = (row: Rows.DirectoryChangeModel): Change => ({
  id: row.id,
  approval: row.approval,
  step: row.step as Change["step"],
  at: toInstant(row.at),
  by: orUndefined(row.takenBy) as OfficerId | undefined,
  proposedBy: orUndefined(row.proposedBy) as OfficerId | undefined,
  proposedAt: toInstant(row.proposedAt),
  content: toContent(row.content as ChangeContent),
  affected: row.affected as AgencyId[],
  mac: row.mac,
});

/** JSON has no `undefined`: a body that was new comes back without the word `before`. */
const toContent = (content: ChangeContent): ChangeContent =>
  content.kind === "first_enrolment" ? { ...content, before: content.before } : content;
