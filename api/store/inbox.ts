/** What was heard and waits to be handled. */
import { createHash } from "node:crypto";
import type { Counted, InboxRows, NewInboxRow } from "../../bots/dispatch/ports.ts";
import { after, newId, type ConversationId, type Random } from "../kernel.ts";
import { lockChat } from "./chat-lock.ts";
import type { Database } from "./database.ts";
import { FIRST_LINK, toDate } from "./moments.ts";
import { releaseAwaiting } from "./outbox-ends.ts";
import { countMessage } from "./throttle.ts";

export function createInboxRows({ write }: Database, random: Random): InboxRows {
  return {
    insert(row: NewInboxRow, counted?: Counted) {
      const at = toDate(row.at);
      const linkUntil = toDate(after(row.at, FIRST_LINK));
      const id = newId<ConversationId>(random);
      return write(async (tx) => {
        const inserted = await tx.$queryRaw<{ id: bigint }[]>`
          insert into inbox (channel, external_hash, sealed, received_at, not_before)
          values (${row.channel}, ${hashOf(row)}, ${row.sealed}, ${at}, ${at})
          on conflict (channel, external_hash) do nothing returning id`;
        const [message] = inserted;
        if (message === undefined) return "duplicate";
        await lockChat(tx, row.known);
        // Locks the conversation until the message is visible, so that no turn recounts what waits without it; the
        // longer link keeps it from being forgotten by a clean-up that has waited for this lock. Of two that a clock
        // gone wrong has left behind it takes one, for to refuse a message is worse than to split a talk.
        const [conversation] = await tx.$queryRaw<{ id: string }[]>`
          with found as (
            update conversation set pseudonym = ${row.pseudonym}, ready_at = least(ready_at, ${at}),
              link_until = greatest(link_until, ${linkUntil})
            where pseudonym = any(${row.known}::text[]) and id = (
              select id from conversation where pseudonym = any(${row.known}::text[])
              order by pseudonym = ${row.pseudonym} desc, link_until desc limit 1)
            returning id),
          begun as (
            insert into conversation (id, channel, pseudonym, ready_at, link_until)
            select ${id}::uuid, ${row.channel}, ${row.pseudonym}, ${at}, ${linkUntil}
            where not exists (select 1 from found)
            returning id)
          select id from found union all select id from begun`;
        await tx.$executeRaw`
          update inbox set conversation_id = ${conversation?.id}::uuid where id = ${message.id}`;
        await releaseAwaiting(tx, row.known, at);
        const slow = counted?.slowUntil(await countMessage(tx, counted.chat, row.at));
        if (slow !== undefined) {
          await tx.$executeRaw`
            update conversation set slow_until = ${toDate(slow)} where id = ${conversation?.id}::uuid`;
        }
        return "new";
      });
    },
  };
}

/** Recognises a second delivery without keeping the platform's own id, which may name the sender. */
function hashOf({ channel, externalId }: NewInboxRow): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    createHash("sha256")
      .update(JSON.stringify([channel, externalId]))
      .digest(),
  );
}
