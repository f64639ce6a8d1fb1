/** "Hapus": the link is cut in the turn that says so; the row goes once its last prompts have left. */
import type { Turn } from "../../bots/dispatch/ports.ts";
import type { CaseId, ConversationId, Instant } from "../kernel.ts";
import { appendEvents } from "./case-change.ts";
import type { Transaction } from "./database.ts";

/**
 * Nothing leads from the chat to this conversation any more, nor from the case to the chat: pseudonym, state and
 * stored address go, with what still waited to leave, and the case loses its reply address. What the person wrote
 * after asking for it becomes the beginning of a new conversation; it may be a cry for help.
 */
export async function cutLink(tx: Transaction, turn: Turn, at: Instant | undefined): Promise<void> {
  const { conversation, answers } = turn;
  const [was] = await tx.$queryRaw<{ pseudonym: string }[]>`
    select pseudonym from conversation where id = ${conversation}::uuid`;
  await tx.outbox.deleteMany({ where: { conversationId: conversation } });
  await tx.$executeRaw`
    update conversation set pseudonym = 'erased ' || gen_random_uuid(), state = null, address = null, case_id = null,
      may_write = false, wake_at = null, erasing = true
    where id = ${conversation}::uuid`;
  if (answers !== undefined) {
    await tx.inbox.deleteMany({ where: { conversationId: conversation, id: { lt: answers } } });
  }
  if (was !== undefined) await startAgain(tx, conversation, was.pseudonym);
  if (turn.case !== undefined && at !== undefined) await eraseReplyAddress(tx, turn.case, at);
}

async function startAgain(tx: Transaction, erased: ConversationId, pseudonym: string): Promise<void> {
  const [next] = await tx.$queryRaw<{ id: string }[]>`
    insert into conversation (id, channel, pseudonym, ready_at, link_until)
    select gen_random_uuid(), channel, ${pseudonym}, (select min(not_before) from inbox where conversation_id = old.id),
      link_until
    from conversation old
    where id = ${erased}::uuid and exists (select 1 from inbox where conversation_id = old.id)
    returning id`;
  if (next === undefined) return;
  await tx.$executeRaw`
    update inbox set conversation_id = ${next.id}::uuid where conversation_id = ${erased}::uuid`;
}

/** The report stays; the way back to the reporter goes, except for the code. */
async function eraseReplyAddress(tx: Transaction, id: CaseId, at: Instant): Promise<void> {
  await tx.replyAddress.deleteMany({ where: { caseId: id } });
  await tx.outbox.deleteMany({ where: { caseId: id, kind: "reply" } });
  await appendEvents(tx, id, [{ kind: "erased_link", at, actor: { kind: "reporter", case: id } }]);
}

/** Deletes an erased conversation that has nothing left to say; its traces go with it. */
export async function removeErased(tx: Transaction, conversation: string): Promise<void> {
  await tx.$executeRaw`
    delete from conversation where id = ${conversation}::uuid and erasing
    and not exists (select 1 from outbox where conversation_id = conversation.id and state = 'waiting')`;
}
