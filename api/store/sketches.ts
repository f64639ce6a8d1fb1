/** Sketches of reports: kept while their keys live, compared for officers who may read both reports. */
import type { Told } from "../incident/index.ts";
import type { Actor, CaseId, Instant } from "../kernel.ts";
import { joinSketches, type Sketch } from "../vault/index.ts";
import { toCard } from "./case-rows.ts";
import { readable, readableTo } from "./case-scope.ts";
import type { CaseCardModel, CaseSketchModel } from "./client/models.ts";
import type { Database, Transaction } from "./database.ts";
import { toDate } from "./moments.ts";

/** More reports than these in one kabupaten within a month are looked at from the newest. */
const COMPARED_AT_MOST = 500;

/** Adds to what the case's sketches of the same periods already say. The case's row is locked by the caller. */
export async function saveSketches(
  tx: Transaction,
  caseId: CaseId,
  sketches: readonly Sketch[],
): Promise<void> {
  if (sketches.length === 0) return;
  const kept = new Map<string, Sketch>(
    (await tx.caseSketch.findMany({ where: { caseId } })).map(({ period, bits }) => [
      period,
      { period, bits },
    ]),
  );
  for (const sketch of sketches) {
    const earlier = kept.get(sketch.period);
    const { period, bits } = earlier === undefined ? sketch : joinSketches(earlier, sketch);
    kept.set(period, { period, bits });
    await tx.caseSketch.upsert({
      where: { caseId_period: { caseId, period } },
      create: { caseId, period, bits },
      update: { bits },
    });
  }
}

/** As the port `Cases.toldNear` says. */
export async function toldNear(
  prisma: Database["prisma"],
  actor: Actor,
  id: CaseId,
  since: Instant,
): Promise<{ one: Told; others: Told[] } | undefined> {
  const row = await prisma.caseCard.findFirst({ where: readable(actor, id), include: { sketches: true } });
  if (row === null) return undefined;
  const regency = row.area.split(".").slice(0, 2).join(".");
  const others = await prisma.caseCard.findMany({
    where: {
      AND: [readableTo(actor), { OR: [{ area: regency }, { area: { startsWith: `${regency}.` } }] }],
      id: { not: id },
      filedAt: { gte: toDate(since) },
      sketches: { some: {} },
    },
    include: { sketches: true },
    orderBy: { filedAt: "desc" },
    take: COMPARED_AT_MOST,
  });
  return { one: toTold(row), others: others.map(toTold) };
}

/** Deletes the sketches of every period before `oldest`; returns how many. To be called before their keys go. */
export async function forgetSketches(prisma: Database["prisma"], oldest: string): Promise<number> {
  const { count } = await prisma.caseSketch.deleteMany({ where: { period: { lt: oldest } } });
  return count;
}

function toTold(row: CaseCardModel & { sketches: CaseSketchModel[] }): Told {
  const { id, category, area, filedAt } = toCard(row);
  return {
    id,
    category,
    area,
    filedAt,
    sketches: row.sketches.map(({ period, bits }) => ({ period, bits })),
  };
}
