/** What closing leaves behind: a fact for statistics, and times no finer than the local day of the case's area. */
import { zoneOf } from "../area/index.ts";
import { closedFactOf } from "../insight/index.ts";
import { coarsenToDay, type CaseId, type IncidentId } from "../kernel.ts";
import { coarseTimes, type CaseChange } from "../queue/index.ts";
import { toCard, toColumns } from "./case-rows.ts";
import type { CaseCardModel } from "./client/models.ts";
import type { Transaction } from "./database.ts";
import { leadOf, toClosedFact, toFactRow, WITH_FACT } from "./fact-rows.ts";
import { toDate, toInstant } from "./moments.ts";

/**
 * Cuts the fact of a case that `change` closes, in place of the one of an earlier closing. To be called while the
 * card still is as it was, because afterwards nothing tells how long anything took.
 */
export async function cutFact(tx: Transaction, id: CaseId, { set }: CaseChange): Promise<void> {
  const { closedAt, outcome } = set;
  if (closedAt === undefined) throw new Error("closed_without_time");
  const row = await tx.caseCard.findUniqueOrThrow({ where: { id }, include: WITH_FACT });
  const earlier = row.fact === null ? undefined : toClosedFact(row.fact, row.incidentId as IncidentId);
  const fact = toFactRow(closedFactOf(toCard(row), leadOf(row), { closedAt, outcome }, earlier));
  await tx.fact.upsert({ where: { caseId: id }, create: { caseId: id, ...fact }, update: fact });
}

/** Takes the time of day out of everything that a closed case keeps; a case that is not closed is left alone. */
export async function coarsenIfClosed(tx: Transaction, row: CaseCardModel): Promise<void> {
  if (row.state !== "closed") return;
  const card = toCard(row);
  const times = coarseTimes(card);
  const zone = zoneOf(card.area);
  const { shreddedAt } = row;
  await tx.caseCard.update({
    where: { id: row.id },
    data: {
      ...toColumns(times),
      filedAt: toDate(times.filedAt),
      shreddedAt: shreddedAt && toDate(coarsenToDay(toInstant(shreddedAt), zone)),
    },
  });
  // The trigger on the history lets this through because the card is closed by now.
  await tx.$executeRaw`
    update case_event set at = date_trunc('day', at, ${zone})
    where case_id = ${row.id}::uuid and at <> date_trunc('day', at, ${zone})`;
  await tx.$executeRaw`
    update hand_off set due_at = date_trunc('day', due_at, ${zone}), done_at = date_trunc('day', done_at, ${zone})
    where case_id = ${row.id}::uuid`;
}
