/** What waits to leave: in order per conversation, one attempt at a time, and what became of it. */
import type { Departing, OutboxRows } from "../../bots/courier/ports.ts";
import type { ConversationId, Instant } from "../kernel.ts";
import type { Database, Transaction } from "./database.ts";
import { orUndefined, toDate, toInstantOrUndefined } from "./moments.ts";
import { arrived, awaitReporter, giveUp, type Ended } from "./outbox-ends.ts";

type OutboxRow = Ended & {
  channel: string;
  kind: string;
  address: Uint8Array;
  body: Uint8Array;
  attempts: number;
  attempting: boolean;
  unsure: boolean;
};

export function createOutboxRows({ prisma, write }: Database): OutboxRows {
  return {
    lease: (channels, now, until, resting = []) => write((tx) => lease(tx, channels, now, until, resting)),

    delivered: (id, now, trace) =>
      write(async (tx) => {
        const row = await take(tx, id);
        if (row === undefined) return;
        if (trace !== undefined && row.conversation_id !== null) {
          await tx.trace.create({
            data: { conversationId: row.conversation_id, sealed: trace, at: toDate(now) },
          });
        }
        await arrived(tx, [row], now);
      }),

    taken: (id, now, receipts) =>
      write(async (tx) => {
        const row = await take(tx, id);
        if (row === undefined) return;
        const erasing = { id: row.conversation_id ?? undefined, erasing: true };
        // Whoever has had the chat erased has had its address erased too: nothing of it is kept for another try.
        if (row.conversation_id !== null && (await tx.conversation.count({ where: erasing })) > 0) {
          return arrived(tx, [row], now);
        }
        await tx.outbox.update({
          where: { id },
          data: { state: "taken", receipts, leasedUntil: null, attempting: false, doneAt: toDate(now) },
        });
      }),

    takeBack: (channel, receipt, until) =>
      write(async (tx) => {
        const [row] = await tx.$queryRaw<OutboxRow[]>`
          update outbox set state = 'waiting', receipts = '{}', done_at = null, leased_until = ${toDate(until)}
          where state = 'taken' and channel = ${channel} and ${receipt} = any(receipts)
          returning id, channel, kind, conversation_id, case_id, reply_seq, address, body, attempts, attempting, unsure`;
        return row && departing(row);
      }),

    awaits: (id, now, awaiting) =>
      write(async (tx) => {
        const row = await take(tx, id);
        if (row !== undefined) await awaitReporter(tx, row, now, awaiting);
      }),

    async later(id, notBefore, code, unsure) {
      await prisma.outbox.updateMany({
        where: { id, state: "waiting" },
        data: {
          notBefore: toDate(notBefore),
          leasedUntil: null,
          attempting: false,
          code,
          // Once an answer is missing it stays missing.
          unsure: unsure || undefined,
        },
      });
    },

    async putBack(id, notBefore) {
      await prisma.$executeRaw`
        update outbox set attempts = attempts - 1, attempting = false, leased_until = null,
          not_before = case when conversation_id is null then ${toDate(notBefore)} else not_before end
        where id = ${id} and state = 'waiting' and attempting`;
    },

    undeliverable: (id, now, code, gone) =>
      write(async (tx) => {
        const row = await take(tx, id);
        if (row === undefined) return;
        const rows = gone ? [row, ...(await othersToSameAddress(tx, row))] : [row];
        await giveUp(tx, rows, code, now);
      }),

    async backlog() {
      const rows = await prisma.$queryRaw<
        { channel: string; waiting: bigint; oldest: Date | null; undeliverable: bigint }[]
      >`
        select channel, count(*) filter (where state = 'waiting' and awaits is null) as waiting,
          min(not_before) filter (where state = 'waiting' and awaits is null) as oldest,
          count(*) filter (where state = 'undeliverable') as undeliverable
        from outbox where state <> 'taken' group by channel order by channel`;
      return rows.map(({ channel, waiting, oldest, undeliverable }) => ({
        channel,
        waiting: Number(waiting),
        oldest: toInstantOrUndefined(oldest),
        undeliverable: Number(undeliverable),
      }));
    },
  };
}

/**
 * A row waits behind the earlier ones of its conversation, unless those are only to leave later (the reporter's
 * hours); rows without a conversation go each for itself, because their addresses are sealed and cannot be compared.
 */
async function lease(
  tx: Transaction,
  channels: string[],
  now: Instant,
  until: Instant,
  resting: readonly ConversationId[],
): Promise<Departing | undefined> {
  const at = toDate(now);
  const [row] = await tx.$queryRaw<OutboxRow[]>`
    select id, channel, kind, conversation_id, case_id, reply_seq, address, body, attempts, attempting, unsure
    from outbox
    where state = 'waiting' and awaits is null and not_before <= ${at} and channel = any(${channels}::text[])
      and (leased_until is null or leased_until <= ${at})
      and (conversation_id is null or conversation_id <> all(${resting}::uuid[]) and not exists (
        select 1 from outbox earlier
        where earlier.conversation_id = outbox.conversation_id and earlier.state = 'waiting'
          and earlier.id < outbox.id and (earlier.not_before <= ${at} or earlier.attempts > 0)))
    order by id limit 1 for update skip locked`;
  if (row === undefined) return undefined;
  // Before the first byte leaves: a crash from here on is an attempt without an answer.
  await tx.$executeRaw`
    update outbox set attempts = attempts + 1, attempting = true, unsure = unsure or attempting,
      leased_until = ${toDate(until)} where id = ${row.id}`;
  return departing({ ...row, attempts: row.attempts + 1, unsure: row.unsure || row.attempting });
}

const departing = (row: OutboxRow): Departing => ({
  id: row.id,
  channel: row.channel as Departing["channel"],
  kind: row.kind as Departing["kind"],
  conversation: orUndefined(row.conversation_id) as Departing["conversation"],
  case: orUndefined(row.case_id) as Departing["case"],
  address: row.address as Departing["address"],
  body: row.body as Departing["body"],
  attempts: row.attempts,
  unsure: row.unsure,
});

/** Locks a row that still waits; one whose end is written down already is left alone. */
async function take(tx: Transaction, id: bigint): Promise<OutboxRow | undefined> {
  const [row] = await tx.$queryRaw<OutboxRow[]>`
    select id, channel, kind, conversation_id, case_id, reply_seq, address, body, attempts, attempting, unsure
    from outbox where id = ${id} and state = 'waiting' for update`;
  return row;
}

async function othersToSameAddress(tx: Transaction, row: OutboxRow): Promise<OutboxRow[]> {
  return tx.$queryRaw<OutboxRow[]>`
    select id, channel, kind, conversation_id, case_id, reply_seq, address, body, attempts, attempting, unsure
    from outbox
    where state = 'waiting' and id <> ${row.id} and channel = ${row.channel}
      and (conversation_id = ${row.conversation_id}::uuid
        or (kind = 'reply' and ${row.kind} = 'reply' and case_id = ${row.case_id}::uuid))
    order by id for update`;
}
