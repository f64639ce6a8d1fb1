/** Empties the spool into the inbox, in order, for as long as it takes. */
import { SECOND } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import type { ChannelName, Heard, Inbox } from "../channel.ts";
import { createLoop, type Loop } from "../loop.ts";
import type { Spool } from "../spool/index.ts";
import type { Chats } from "./chats.ts";
import type { WhatsappState } from "./state.ts";
import type { Letter } from "./words.ts";

export const WHATSAPP = "whatsapp" as ChannelName;

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5 * SECOND;

export type TakeParts = { spool: Spool<Letter>; inbox: Inbox; chats: Chats; state: WhatsappState; log: Log };

export function createTake({ spool, inbox, chats, state, log }: TakeParts): Loop {
  let failures = 0;

  async function take(letter: Letter): Promise<void> {
    await chats.remember(letter);
    await state.heardFrom(await chats.usersOf(letter.address));
    for (const heard of heardIn(letter)) await inbox.receive(heard);
    failures = 0;
  }

  const loop = createLoop({
    async step() {
      await spool.empty(take);
      return false;
    },
    pauseMs: () => (failures === 0 ? LONGEST_PAUSE : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures)),
    onFailure: (failure) => {
      failures += 1;
      log("error", "whatsapp_inbox_failed", { code: codeOf(failure), waiting: spool.waiting() });
    },
  });
  return {
    ...loop,
    /** Tries once more, for what came with the last step; what the inbox does not take waits in the spool. */
    async stop() {
      await loop.stop();
      await spool.empty(take).catch(() => undefined);
    },
  };
}

/** The network's id is unique within its chat only, and anybody can choose it: the chat is part of ours. */
function heardIn({ id, album, address, at, said }: Letter): Heard[] {
  return said.map((one, index) => {
    const own = index === 0 ? id : `${id}.${index}`;
    const number = one.kind === "unreadable" && album !== undefined ? `album ${album}` : own;
    const marked = one.kind === "text" ? { ...one, mark: id } : one;
    return { channel: WHATSAPP, externalId: `${address} ${number}`, address, said: marked, at };
  });
}
