/** What people call places here; a row is taken back rather than deleted, so that it can be brought back. */
import type { AliasRows } from "../area/ports.ts";
import type { KeptAlias } from "../area/index.ts";
import type { AliasId, AreaCode, OfficerId } from "../kernel.ts";
import type { PlaceAliasModel } from "./client/models.ts";
import { writeOrConflict, type Database } from "./database.ts";
import { Conflict } from "./errors.ts";
import { orNull, orUndefined, toDate, toDateOrNull, toInstant, toInstantOrUndefined } from "./moments.ts";

export function createAliasRows({ prisma, write }: Database): AliasRows {
  return {
    async aliases() {
      const rows = await prisma.placeAlias.findMany({ orderBy: [{ addedAt: "desc" }, { id: "asc" }] });
      return rows.map(toAlias);
    },

    async addAlias(alias, replaced) {
      const written = await writeOrConflict(write, async (tx) => {
        const { count } = await tx.placeAlias.updateMany({
          where: { id: { in: [...replaced] }, removedAt: null },
          data: { removedAt: toDate(alias.addedAt) },
        });
        if (count !== replaced.length) throw new Conflict();
        await tx.placeAlias.create({ data: fromAlias(alias) });
      });
      return written === "done";
    },

    async setAliasRemoved(id, at) {
      const { count } = await prisma.placeAlias.updateMany({
        where: { id, removedAt: at === undefined ? { not: null } : null },
        data: { removedAt: toDateOrNull(at) },
      });
      return count === 1;
    },

    async forgetAliases(before) {
      const { count } = await prisma.placeAlias.deleteMany({ where: { removedAt: { lt: toDate(before) } } });
      return count;
    },
  };
}

const toAlias = (row: PlaceAliasModel): KeptAlias => ({
  id: row.id as AliasId,
  text: row.text,
  area: orUndefined(row.area) as AreaCode | undefined,
  kind: row.kind as KeptAlias["kind"],
  source: row.source,
  addedBy: row.addedBy as OfficerId,
  addedAt: toInstant(row.addedAt),
  removedAt: toInstantOrUndefined(row.removedAt),
});

const fromAlias = ({ area, addedAt, removedAt, ...alias }: KeptAlias): PlaceAliasModel => ({
  ...alias,
  area: orNull(area),
  addedAt: toDate(addedAt),
  removedAt: toDateOrNull(removedAt),
});
