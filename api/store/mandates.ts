/** Mandates with their history, numbers to call, small facts of this installation. */
import type { DirectoryStore } from "../directory/ports.ts";
import type { Mandate } from "../routing/index.ts";
import type { Database } from "./database.ts";
import { toNumber } from "./directory-rows.ts";
import { orNull, toDate } from "./moments.ts";

type MandateRows = Pick<
  DirectoryStore,
  "mandates" | "numbers" | "saveNumber" | "removeNumber" | "setting" | "saveSetting"
>;

export function createMandateRows({ prisma }: Database): MandateRows {
  return {
    async mandates() {
      const row = await prisma.mandateTable.findFirst({ orderBy: { version: "desc" } });
      if (row === null) return undefined;
      return { version: row.version, mandates: row.mandates as Mandate[], mac: row.mac };
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

    async setting(name) {
      return (await prisma.setting.findUnique({ where: { name } }))?.value;
    },

    async saveSetting(name, value) {
      await prisma.setting.upsert({ where: { name }, create: { name, value }, update: { value } });
    },
  };
}
