/** Mandates with their history, numbers to call, what waits for a second admin, small facts of this installation. */
import type { DirectoryStore } from "../directory/ports.ts";
import type { Mandate } from "../routing/index.ts";
import { Prisma } from "./client/client.ts";
import type { Database } from "./database.ts";
import { toApproval, toNumber } from "./directory-rows.ts";
import { orNull, toDate } from "./moments.ts";

type MandateRows = Pick<
  DirectoryStore,
  | "mandates"
  | "saveMandates"
  | "numbers"
  | "saveNumber"
  | "removeNumber"
  | "approvals"
  | "saveApproval"
  | "removeApproval"
  | "setting"
  | "saveSetting"
>;

export function createMandateRows({ prisma }: Database): MandateRows {
  return {
    async mandates() {
      const row = await prisma.mandateTable.findFirst({ orderBy: { version: "desc" } });
      if (row === null) return undefined;
      return { version: row.version, mandates: row.mandates as Mandate[], mac: row.mac };
    },

    async saveMandates(version, mandates, mac) {
      await prisma.mandateTable.create({ data: { version, mandates, mac } });
    },

    async numbers() {
      const rows = await prisma.hotlineNumber.findMany({ orderBy: [{ order: "asc" }, { id: "asc" }] });
      return rows.map(toNumber);
    },

    async saveNumber({ id, ...number }) {
      const columns = { ...number, corps: orNull(number.corps), checkedAt: toDate(number.checkedAt) };
      await prisma.hotlineNumber.upsert({ where: { id }, create: { id, ...columns }, update: columns });
    },

    async removeNumber(id) {
      await prisma.hotlineNumber.deleteMany({ where: { id } });
    },

    async approvals() {
      const rows = await prisma.approval.findMany({ orderBy: [{ askedAt: "asc" }, { id: "asc" }] });
      return rows.map(toApproval);
    },

    async saveApproval({ id, kind, agency, officer, mandates, askedBy, askedAt }) {
      const columns = {
        kind,
        agencyId: orNull(agency),
        officerId: orNull(officer),
        mandates: mandates ?? Prisma.DbNull,
        askedBy: orNull(askedBy),
        askedAt: toDate(askedAt),
      };
      await prisma.approval.upsert({ where: { id }, create: { id, ...columns }, update: columns });
    },

    async removeApproval(id) {
      const { count } = await prisma.approval.deleteMany({ where: { id } });
      return count === 1;
    },

    async setting(name) {
      return (await prisma.setting.findUnique({ where: { name } }))?.value;
    },

    async saveSetting(name, value) {
      await prisma.setting.upsert({ where: { name }, create: { name, value }, update: { value } });
    },
  };
}
