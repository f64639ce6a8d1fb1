/** Officers' words on what triage said: the first "from" and the latest "to" of each case. */
import type { TriageAgreement } from "../insight/ports.ts";
import type { CaseId, LocalDay } from "../kernel.ts";
import { localDay } from "../kernel.ts";
import type { Review } from "../queue/index.ts";
import type { Database, Transaction } from "./database.ts";

/** Days are those of WIB, the day of most reporters. A later review changes what is said now, not what triage said. */
export async function saveReview(
  tx: Transaction,
  caseId: CaseId,
  { at, from, to, indicators }: Review,
): Promise<void> {
  const known = await tx.triageReview.findUnique({ where: { caseId } });
  const area = { sameArea: from.area === to.area && (known?.sameArea ?? true) };
  const said = {
    day: localDay(at, "Asia/Jakarta"),
    categoryTo: to.category,
    severityTo: to.severity,
    childTo: to.child,
    ...area,
    ...indicators,
  };
  const found = { categoryFrom: from.category, severityFrom: from.severity, childFrom: from.child };
  await tx.triageReview.upsert({ where: { caseId }, create: { caseId, ...found, ...said }, update: said });
}

/** As the port `Facts.agreement` says. */
export async function readAgreement(
  prisma: Database["prisma"],
  from: LocalDay,
  to: LocalDay,
): Promise<TriageAgreement[]> {
  const rows = await prisma.triageReview.findMany({
    where: { day: { gte: from, lte: to } },
    orderBy: { day: "asc" },
  });
  return rows.map((row) => ({
    day: row.day as LocalDay,
    category: row.categoryFrom === row.categoryTo,
    severity: row.severityFrom === row.severityTo,
    child: row.childFrom === row.childTo,
    area: row.sameArea,
    indicators: row.added + row.removed === 0,
  }));
}
