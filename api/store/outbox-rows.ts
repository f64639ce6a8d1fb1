/** Puts what is to leave into the outbox. */
import type { NewOutboxRow } from "../outbox/index.ts";
import type { NoticeBox } from "../queue/ports.ts";
import type { Database, Transaction } from "./database.ts";
import { toDate } from "./moments.ts";

/** `replySeq`: the reply event of the same change, so that the case learns what became of the reply. */
export async function queueOutbox(
  tx: Transaction,
  rows: readonly NewOutboxRow[],
  replySeq?: number,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.outbox.createMany({
    data: rows.map((row) => ({
      channel: row.channel,
      kind: row.kind,
      conversationId: row.conversation,
      caseId: row.case,
      replySeq: row.kind === "reply" ? replySeq : undefined,
      address: row.address,
      body: row.body,
      queuedAt: toDate(row.notBefore),
      notBefore: toDate(row.notBefore),
    })),
  });
}

export const createNoticeBox = ({ write }: Database): NoticeBox => ({
  put: (rows) => write((tx) => queueOutbox(tx, rows)),
});
