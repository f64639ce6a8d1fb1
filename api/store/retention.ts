/** Shredding: the keys of a report are destroyed, and with them everything that was sealed under them. */
import type { CaseId, Instant } from "../kernel.ts";
import { appendEvents } from "./case-change.ts";
import type { Database, Transaction } from "./database.ts";
import { toDate, toInstant } from "./moments.ts";
import { forgetSketches } from "./sketches.ts";

export interface Retention {
  /**
   * Destroys key copies, receipt, reply address, sketches and sealed events; card and history without words stay for counting.
   * False when it was shredded before. Backups follow as they are rotated out; a restored one replays `ledger`.
   */
  shred(id: CaseId, now: Instant): Promise<boolean>;
  /** Shreds every case closed at or before `closedBefore`; returns how many. */
  shredClosedBefore(closedBefore: Instant, now: Instant): Promise<number>;
  /** Every shredding so far, oldest first. */
  ledger(): Promise<{ case: CaseId; at: Instant }[]>;
  /** Deletes the sketches of every period before `oldest`; returns how many. To be called before their keys go. */
  forgetSketches(oldest: string): Promise<number>;
  /**
   * Ends messages heard at or before `heardBefore` that nobody can hear any more, because they lie under a period
   * before `oldest`; each is emptied and counts as handled. Returns how many.
   */
  endUnheard(oldest: string, heardBefore: Instant): Promise<number>;
  /** Deletes entries of the access log written before `at`; returns how many. */
  forgetAccess(before: Instant): Promise<number>;
}

export function createRetention({ prisma, write }: Database): Retention {
  return {
    shred: (id, now) => write((tx) => shred(tx, id, now)),

    async shredClosedBefore(closedBefore, now) {
      const rows = await prisma.caseCard.findMany({
        where: { state: "closed", closedAt: { lte: toDate(closedBefore) }, shreddedAt: null },
        select: { id: true },
      });
      let count = 0;
      for (const { id } of rows) if (await write((tx) => shred(tx, id as CaseId, now))) count += 1;
      return count;
    },

    async ledger() {
      const rows = await prisma.shredding.findMany({ orderBy: [{ at: "asc" }, { caseId: "asc" }] });
      return rows.map(({ caseId, at }) => ({ case: caseId as CaseId, at: toInstant(at) }));
    },

    forgetSketches: (oldest) => forgetSketches(prisma, oldest),

    endUnheard: (oldest, heardBefore) =>
      write(
        (tx) => tx.$executeRaw`
          update inbox set sealed = null, conversation_id = null, done = true
          where not done and received_at <= ${toDate(heardBefore)} and ${oldest} > case
            when length(sealed) > 2 and get_byte(sealed, 0) = 1
            then encode(substring(sealed from 3 for get_byte(sealed, 1)), 'escape') else '' end`,
      ),

    async forgetAccess(before) {
      const { count } = await prisma.accessEntry.deleteMany({ where: { at: { lt: toDate(before) } } });
      return count;
    },
  };
}

async function shred(tx: Transaction, id: CaseId, now: Instant): Promise<boolean> {
  const { count } = await tx.caseCard.updateMany({
    where: { id, shreddedAt: null },
    data: { shreddedAt: toDate(now) },
  });
  if (count === 0) return false;
  const ofCase = { where: { caseId: id } };
  await tx.keyCopy.deleteMany(ofCase);
  await tx.caseReceipt.deleteMany(ofCase);
  await tx.replyAddress.deleteMany(ofCase);
  await tx.caseSketch.deleteMany(ofCase);
  await tx.outbox.deleteMany(ofCase);
  await tx.$executeRaw`update case_event set sealed = null where case_id = ${id}::uuid and sealed is not null`;
  await tx.$executeRaw`update conversation set case_id = null where case_id = ${id}::uuid`;
  await tx.shredding.createMany({ data: [{ caseId: id, at: toDate(now) }], skipDuplicates: true });
  await appendEvents(tx, id, [{ kind: "shredded", at: now, actor: { kind: "system", task: "retention" } }]);
  return true;
}
