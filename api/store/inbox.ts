/** What was heard and waits to be handled. */
import { createHash } from "node:crypto";
import type { InboxRows, NewInboxRow } from "../../bots/dispatch/ports.ts";
import { after, HOUR, newId, type ConversationId, type Random } from "../kernel.ts";
import type { Database } from "./database.ts";
import { toDate } from "./moments.ts";

/** How long a link lives that no turn has prolonged yet. */
const FIRST_LINK = 72 * HOUR;

export function createInboxRows({ write }: Database, random: Random): InboxRows {
  return {
    insert(row: NewInboxRow) {
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
        // Locks the conversation until the message is visible, so that no turn recounts what waits without it; the
        // longer link keeps it from being forgotten by a clean-up that has waited for this lock.
        const [conversation] = await tx.$queryRaw<{ id: string }[]>`
          insert into conversation (id, channel, pseudonym, ready_at, link_until)
          values (${id}::uuid, ${row.channel}, ${row.pseudonym}, ${at}, ${linkUntil})
          on conflict (pseudonym) do update set
            ready_at = least(conversation.ready_at, excluded.ready_at),
            link_until = greatest(conversation.link_until, excluded.link_until)
          returning id`;
        await tx.$executeRaw`
          update inbox set conversation_id = ${conversation?.id}::uuid where id = ${message.id}`;
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
