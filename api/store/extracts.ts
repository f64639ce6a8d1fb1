/** Place-and-time extracts: rows of the receiving body, with days for times and no way back to a case. */
import type { AgencyId, ExtractId, LocalDay, OfficerId, Sealed } from "../kernel.ts";
import type { CaseChange, Extracts, PlaceExtract } from "../queue/index.ts";
import type * as Rows from "./client/models.ts";
import type { Database, Transaction } from "./database.ts";
import { Conflict } from "./errors.ts";
import { isId } from "./ids.ts";
import { orUndefined } from "./moments.ts";

export function createExtracts({ prisma }: Database): Extracts {
  return {
    async of(actor) {
      if (actor.kind !== "officer") return [];
      const rows = await prisma.placeExtract.findMany({
        where: { agencyId: actor.agency, state: { not: "taken_back" } },
        orderBy: [{ sentOn: "desc" }, { id: "asc" }],
      });
      return rows.map(toExtract);
    },

    async find(actor, id) {
      if (actor.kind !== "officer" || !isId(id)) return undefined;
      const row = await prisma.placeExtract.findFirst({
        where: { id, agencyId: actor.agency, state: { not: "taken_back" } },
      });
      return row === null ? undefined : toExtract(row);
    },

    async states(ids) {
      const rows = await prisma.placeExtract.findMany({
        where: { id: { in: [...ids] } },
        select: { id: true, state: true },
      });
      return new Map(rows.map(({ id, state }) => [id as ExtractId, state as PlaceExtract["state"]]));
    },

    async open(actor, id, day) {
      if (!isId(id)) return false;
      const own = { id, agencyId: actor.agency };
      await prisma.placeExtract.updateMany({
        where: { ...own, state: "waiting" },
        data: { state: "opened", openedOn: day, handledBy: actor.officer },
      });
      return (await prisma.placeExtract.count({ where: { ...own, state: { not: "taken_back" } } })) === 1;
    },

    async finish(actor, id, day, outcome) {
      if (!isId(id)) return false;
      const { count } = await prisma.placeExtract.updateMany({
        where: { id, agencyId: actor.agency, state: { in: ["opened", "finished"] } },
        data: { state: "finished", finishedOn: day, outcome, handledBy: actor.officer },
      });
      return count === 1;
    },

    async forget(before) {
      const { count } = await prisma.placeExtract.deleteMany({ where: { sentOn: { lt: before } } });
      return count;
    },
  };
}

/** Written with the event that says so in the case. Throws Conflict when somebody has opened it meanwhile. */
export async function saveExtract(tx: Transaction, { extract, takeBack }: CaseChange): Promise<void> {
  if (extract !== undefined) {
    const { id, agency, sentOn, sealed, mac } = extract;
    await tx.placeExtract.create({ data: { id, agencyId: agency, sentOn, state: "waiting", sealed, mac } });
  }
  if (takeBack === undefined) return;
  const { count } = await tx.placeExtract.updateMany({
    where: { id: takeBack, state: "waiting" },
    data: { state: "taken_back", sealed: null },
  });
  if (count === 0) throw new Conflict();
}

const toExtract = (row: Rows.PlaceExtractModel): PlaceExtract => ({
  id: row.id as ExtractId,
  agency: row.agencyId as AgencyId,
  sentOn: row.sentOn as LocalDay,
  state: row.state as PlaceExtract["state"],
  sealed: orUndefined(row.sealed) as Sealed<"place-extract"> | undefined,
  mac: row.mac,
  openedOn: orUndefined(row.openedOn) as LocalDay | undefined,
  finishedOn: orUndefined(row.finishedOn) as LocalDay | undefined,
  outcome: orUndefined(row.outcome) as PlaceExtract["outcome"],
  handledBy: orUndefined(row.handledBy) as OfficerId | undefined,
});
