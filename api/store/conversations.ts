/** Conversations: who is heard next, and the one short write that ends a turn. */
import type { Conversations, Leased, Turn, Waiting } from "../../bots/dispatch/ports.ts";
import type { CaseId, ConversationId, Instant } from "../kernel.ts";
import { lockChat } from "./chat-lock.ts";
import { fileCase } from "./case-filing.ts";
import { changeCase } from "./case-change.ts";
import type { Database, Transaction } from "./database.ts";
import { writeOrConflict } from "./database.ts";
import { cutLink, removeErased } from "./erasing.ts";
import { Conflict } from "./errors.ts";
import { forget } from "./forgetting.ts";
import { orNull, orUndefined, toDate, toDateOrNull, toInstant } from "./moments.ts";
import { queueOutbox } from "./outbox-rows.ts";
import { countSteps } from "./step-counts.ts";
import { countFiling } from "./throttle.ts";

/** Messages handed over in one lease; what is left waits for the next. */
const MOST_WAITING = 50;

type ConversationRow = {
  id: string;
  channel: string;
  version: number;
  state: Uint8Array | null;
  address: Uint8Array | null;
  case_id: string | null;
  slow: boolean;
};

export function createConversations({ prisma, write }: Database): Conversations {
  return {
    lease: (now, until) => write((tx) => lease(tx, now, until)),

    async commit(turn) {
      const outcome = await writeOrConflict(write, (tx) => commit(tx, turn));
      if (outcome === "done" && turn.filing !== undefined) await readBack(turn.filing.card.id);
      return outcome;
    },

    release: (conversation, failed, restUntil) =>
      write(async (tx) => {
        await tx.$queryRaw`select 1 from conversation where id = ${conversation}::uuid for update`;
        if (failed?.inbox !== undefined) {
          await tx.$executeRaw`
            update inbox set attempts = attempts + 1, not_before = ${toDate(failed.retryAt)}
            where id = ${failed.inbox} and not done`;
        }
        if (failed !== undefined && failed.inbox === undefined) {
          await tx.$executeRaw`
            update conversation set wake_at = ${toDate(failed.retryAt)}
            where id = ${conversation}::uuid and wake_at is not null`;
        }
        await tx.$executeRaw`
          update conversation set leased_until = ${toDateOrNull(restUntil)}::timestamptz where id = ${conversation}::uuid`;
        await recount(tx, conversation);
      }),

    async traces(conversation) {
      const rows = await prisma.trace.findMany({
        where: { conversationId: conversation },
        orderBy: { id: "asc" },
      });
      return rows.map(({ sealed }) => sealed as Turn["traces"][number]);
    },

    forget: (now) => forget(write, now),
  };

  /** A code is shown only for a report that is there: a COMMIT that lied would promise help that never comes. */
  async function readBack(id: CaseId): Promise<void> {
    const found = await prisma.caseCard.findUnique({ where: { id }, select: { id: true } });
    if (found === null) throw new Error("filed_case_missing");
  }
}

async function lease(tx: Transaction, now: Instant, until: Instant): Promise<Leased | undefined> {
  const at = toDate(now);
  const [row] = await tx.$queryRaw<ConversationRow[]>`
    update conversation set leased_until = ${toDate(until)}
    where id = (
      select id from conversation
      where ready_at <= ${at} and (leased_until is null or leased_until <= ${at})
      order by ready_at + case when slow_until > ${at} then interval '1 minute' else interval '0' end, id
      limit 1 for update skip locked)
    returning id, channel, version, state, address, case_id, coalesce(slow_until > ${at}, false) as slow`;
  if (row === undefined) return undefined;
  const waiting = await tx.$queryRaw<
    { id: bigint; sealed: Uint8Array; attempts: number; received_at: Date }[]
  >`
    select id, sealed, attempts, received_at from inbox
    where conversation_id = ${row.id}::uuid and not done and not_before <= ${at}
    order by id limit ${MOST_WAITING}`;
  return {
    id: row.id as ConversationId,
    channel: row.channel as Leased["channel"],
    version: row.version,
    state: orUndefined(row.state) as Leased["state"],
    address: orUndefined(row.address) as Leased["address"],
    case: orUndefined(row.case_id) as CaseId | undefined,
    slow: row.slow,
    waiting: waiting.map(
      (message): Waiting => ({
        id: message.id,
        sealed: message.sealed as Waiting["sealed"],
        attempts: message.attempts,
        at: toInstant(message.received_at),
      }),
    ),
  };
}

/** Writes a turn. The lease stays: the worker may have more messages in hand, and gives it back itself. */
async function commit(tx: Transaction, turn: Turn): Promise<void> {
  if (turn.erase) await lockBorne(tx, turn.conversation);
  // Locked and read in one statement of its own, so that every later statement sees what waited before the lock.
  const [row] = await tx.$queryRaw<{ version: number; erasing: boolean; wake_at: Date | null }[]>`
    select version, erasing, wake_at from conversation where id = ${turn.conversation}::uuid for update`;
  if (row === undefined || row.version !== turn.version || row.erasing) throw new Conflict();
  const heardAt =
    turn.answers === undefined ? row.wake_at : await markHandled(tx, turn.conversation, turn.answers);
  await tx.conversation.update({
    where: { id: turn.conversation },
    data: {
      version: turn.version + 1,
      state: orNull(turn.state),
      // `undefined` leaves a column as it is.
      address: turn.address,
      mayWrite: turn.mayWrite,
      caseId: orNull(turn.case),
      wakeAt: toDateOrNull(turn.wakeAt),
      linkUntil: turn.linkUntil && toDate(turn.linkUntil),
    },
  });
  if (turn.filing !== undefined) {
    await fileCase(tx, turn.filing);
    if (turn.filedBy !== undefined) await countFiling(tx, turn.filedBy, turn.filing.card.filedAt);
  }
  // Always in the same order, so that two turns on the same cases wait for each other instead of deadlocking.
  const changes = turn.changes.toSorted((one, other) => (one.case < other.case ? -1 : 1));
  for (const { case: id, version, change } of changes) await changeCase(tx, id, version, change);
  if (heardAt !== null) {
    await countSteps(tx, toInstant(heardAt), turn.steps);
    await keepTraces(tx, turn, heardAt);
  }
  if (turn.erase) await cutLink(tx, turn, heardAt === null ? undefined : toInstant(heardAt));
  await queueOutbox(tx, turn.outbox);
  if (turn.erase) await removeErased(tx, turn.conversation);
  await recount(tx, turn.conversation);
}

/** Erasing may begin the chat's next conversation: whoever hears the chat meanwhile must find that one. */
async function lockBorne(tx: Transaction, conversation: ConversationId): Promise<void> {
  const rows = await tx.$queryRaw<{ pseudonym: string }[]>`
    select pseudonym from conversation where id = ${conversation}::uuid`;
  await lockChat(
    tx,
    rows.map(({ pseudonym }) => pseudonym),
  );
}

/** Empties the row; it stays to recognise a second delivery. Returns when the message was heard. */
async function markHandled(tx: Transaction, conversation: ConversationId, inbox: bigint): Promise<Date> {
  const [handled] = await tx.$queryRaw<{ received_at: Date }[]>`
    update inbox set sealed = null, conversation_id = null, done = true
    where id = ${inbox} and conversation_id = ${conversation}::uuid and not done
    returning received_at`;
  if (handled === undefined) throw new Conflict();
  return handled.received_at;
}

async function keepTraces(tx: Transaction, turn: Turn, at: Date): Promise<void> {
  if (turn.traces.length === 0 || turn.erase) return;
  await tx.trace.createMany({
    data: turn.traces.map((sealed) => ({ conversationId: turn.conversation, sealed, at })),
  });
}

/** `ready_at`: the earliest of waking up and of any waiting message that may be tried. */
async function recount(tx: Transaction, conversation: ConversationId): Promise<void> {
  await tx.$executeRaw`
    update conversation set ready_at = least(wake_at, (
      select min(not_before) from inbox where conversation_id = conversation.id and not done))
    where id = ${conversation}::uuid`;
}
