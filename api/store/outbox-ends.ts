/** What a row of the outbox comes to: it arrived, was given up, or waits for its reporter. */
import type { Awaiting } from "../../bots/courier/ports.ts";
import { after, SECOND, type CaseId, type Instant } from "../kernel.ts";
import { appendEvents } from "./case-change.ts";
import type { Transaction } from "./database.ts";
import { removeErased } from "./erasing.ts";
import { FIRST_LINK, toDate } from "./moments.ts";

export type Ended = {
  id: bigint;
  case_id: string | null;
  reply_seq: number | null;
  conversation_id: string | null;
};

/** Deletes rows that have arrived; the case of a reply learns of it. */
export async function arrived(tx: Transaction, rows: Ended[], now: Instant): Promise<void> {
  await tx.outbox.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  for (const row of rows) await tellCase(tx, row, "reply_delivered", now);
  for (const { conversation_id: id } of rows) if (id !== null) await removeErased(tx, id);
}

/** Empties rows that nobody will try again; the case of a reply learns of it. */
export async function giveUp(tx: Transaction, rows: Ended[], code: string, now: Instant): Promise<void> {
  await tx.outbox.updateMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    data: {
      state: "undeliverable",
      awaits: null,
      conversationId: null,
      caseId: null,
      replySeq: null,
      address: null,
      body: null,
      leasedUntil: null,
      attempting: false,
      code,
      doneAt: toDate(now),
    },
  });
  for (const row of rows) await tellCase(tx, row, "reply_undeliverable", now);
  for (const { conversation_id: id } of rows) if (id !== null) await removeErased(tx, id);
}

async function tellCase(
  tx: Transaction,
  row: Pick<Ended, "case_id" | "reply_seq">,
  kind: "reply_delivered" | "reply_undeliverable" | "reply_awaits",
  now: Instant,
): Promise<void> {
  if (row.case_id === null || row.reply_seq === null) return;
  await appendEvents(tx, row.case_id as CaseId, [
    { kind, at: now, actor: { kind: "system", task: "courier" }, detail: { reply: row.reply_seq } },
  ]);
}

/** Holds back a locked row until its chat is heard; the case of a reply learns of it. */
export async function awaitReporter(
  tx: Transaction,
  row: Ended,
  now: Instant,
  { pseudonym, heardSince, code, knock }: Awaiting,
): Promise<void> {
  const { id } = row;
  const [heard] = await tx.$queryRaw<unknown[]>`
    select 1 from conversation
    where pseudonym = ${pseudonym} and link_until >= ${toDate(after(heardSince, FIRST_LINK))}`;
  const [knocked] = await tx.$queryRaw<unknown[]>`
    select 1 from outbox where awaits = ${pseudonym} and state = 'waiting' limit 1`;
  await tx.outbox.update({
    where: { id },
    data: {
      awaits: heard === undefined ? pseudonym : null,
      notBefore: toDate(after(now, SECOND)),
      leasedUntil: null,
      attempting: false,
      code,
    },
  });
  if (heard !== undefined) return;
  await tellCase(tx, row, "reply_awaits", now);
  if (knock === undefined || knocked !== undefined) return;
  await tx.$executeRaw`
    insert into outbox (channel, kind, address, body, queued_at, not_before)
    select channel, 'notice', address, ${knock}, ${toDate(now)}, ${toDate(now)} from outbox where id = ${id}`;
}

/** The chat is heard again: what waited for that may leave. */
export async function releaseAwaiting(tx: Transaction, pseudonyms: string[], at: Date): Promise<void> {
  await tx.$executeRaw`
    update outbox set awaits = null, not_before = ${at} where awaits = any(${pseudonyms}::text[])`;
}
