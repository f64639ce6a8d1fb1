/** What waits for a second person, and its end with all that follows from it, in one write. */
import type { DirectoryStore } from "../directory/ports.ts";
import { takeKeyCopy, writeAgency } from "./agencies.ts";
import { addChange } from "./changes.ts";
import { Prisma } from "./client/client.ts";
import { writeOrConflict, type Database } from "./database.ts";
import { toApproval } from "./directory-rows.ts";
import { Conflict } from "./errors.ts";
import { orNull, toDate } from "./moments.ts";
import { writeOfficer } from "./officers.ts";

type ApprovalRows = Pick<DirectoryStore, "approvals" | "saveApproval" | "endApproval">;

export function createApprovalRows({ prisma, write }: Database): ApprovalRows {
  return {
    async approvals() {
      const rows = await prisma.approval.findMany({ orderBy: [{ askedAt: "asc" }, { id: "asc" }] });
      return rows.map(toApproval);
    },

    async saveApproval({ id, kind, agency, officer, mandates, askedBy, askedAt }, change) {
      const columns = {
        kind,
        agencyId: orNull(agency),
        officerId: orNull(officer),
        mandates: mandates ?? Prisma.DbNull,
        askedBy: orNull(askedBy),
        askedAt: toDate(askedAt),
      };
      await write(async (tx) => {
        await tx.approval.upsert({ where: { id }, create: { id, ...columns }, update: columns });
        if (change !== undefined) await addChange(tx, change);
      });
    },

    async endApproval(id, { change, agency, officer, keyCopy, mandates }) {
      const written = await writeOrConflict(write, async (tx) => {
        const { count } = await tx.approval.deleteMany({ where: { id } });
        if (count !== 1) throw new Conflict();
        if (change !== undefined) await addChange(tx, change);
        if (agency !== undefined) await writeAgency(tx, agency);
        if (officer !== undefined) await writeOfficer(tx, officer);
        if (keyCopy !== undefined) await takeKeyCopy(tx, keyCopy.agency, keyCopy.officer);
        if (mandates !== undefined) await tx.mandateTable.create({ data: mandates });
      });
      return written === "done";
    },
  };
}
