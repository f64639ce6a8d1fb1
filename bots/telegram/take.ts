/** Takes one update in: into the inbox first, then the courtesies Telegram expects. */
import type { Update } from "grammy/types";
import { SECOND, type Clock } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import type { Inbox } from "../channel.ts";
import { answerOf, type Client } from "./calls.ts";
import { readUpdate, type Reading } from "./hear.ts";

/** A courtesy that takes longer is given up: it must not hold up a stop. */
const COURTESY_LASTS = 5 * SECOND;

export type Take = {
  /** Resolves once the inbox has everything heard; rejects, with the inbox's own failure, when it has not. */
  take(update: Update): Promise<void>;
  /** Resolves when no courtesy is under way. */
  settled(): Promise<void>;
};

export type TakeParts = { client: Client; inbox: Inbox; clock: Clock; log: Log };

export function createTake({ client, inbox, clock, log }: TakeParts): Take {
  const underway = new Set<Promise<void>>();

  async function tryOnce(
    method: string,
    update: number,
    call: (signal: never) => Promise<unknown>,
  ): Promise<void> {
    // grammY's signal type is that of a polyfill; at run time it takes Node's own.
    const answer = await answerOf(call(AbortSignal.timeout(COURTESY_LASTS) as never));
    if (!answer.ok) log("info", "telegram_courtesy_failed", { method, update, code: answer.fault.code });
  }

  /** Not awaited by the update: a lost courtesy loses no word. Its failure is a code in the log. */
  function courtesy(method: string, update: number, call: (signal: never) => Promise<unknown>): void {
    const running = tryOnce(method, update, call).finally(() => underway.delete(running));
    underway.add(running);
  }

  return {
    async take(update) {
      const id = update.update_id;
      const { heard, press, leave } = reading(update);
      // At once: the button spins on the phone until then, and Telegram forgets the press after 150 s.
      if (press) {
        courtesy("answerCallbackQuery", id, (signal) =>
          client.answerCallbackQuery({ callback_query_id: press.query }, signal),
        );
      }
      for (const one of heard) await inbox.receive(one);
      // Only now: while the inbox fails, the buttons stay and can be pressed again.
      const shown = press?.message;
      if (shown !== undefined) {
        courtesy("editMessageReplyMarkup", id, (signal) =>
          client.editMessageReplyMarkup(
            { chat_id: shown.chat, message_id: shown.id, reply_markup: { inline_keyboard: [] } },
            signal,
          ),
        );
      }
      if (leave !== undefined)
        courtesy("leaveChat", id, (signal) => client.leaveChat({ chat_id: leave }, signal));
    },

    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };

  /** An update in a shape nobody foresaw must not be redelivered for a day and silence its chat meanwhile. */
  function reading(update: Update): Reading {
    try {
      return readUpdate(update, clock());
    } catch (failure) {
      log("error", "telegram_update_unreadable", { update: update.update_id, code: codeOf(failure) });
      return { heard: [] };
    }
  }
}
