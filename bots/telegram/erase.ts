/** Removes messages of a chat at Telegram, ours and the person's, as far as Telegram lets a bot (48 h). */
import type { Log } from "../../api/log.ts";
import type { Address } from "../channel.ts";
import { answerOf, type Client } from "./calls.ts";

/** Ids in one call (Bot API, deleteMessages). */
const MOST_IDS = 100;

/**
 * Best effort: what fails is logged by code only. One message that may not be deleted makes Telegram refuse its whole
 * batch, so a refused batch is halved until only that message is left standing.
 */
export function createErase({ client, log }: { client: Client; log: Log }) {
  async function remove(chat_id: number, message_ids: number[]): Promise<void> {
    if (message_ids.length === 0) return;
    const answer = await answerOf(client.deleteMessages({ chat_id, message_ids }));
    if (answer.ok) return;
    if (answer.fault.kind === "refused" && answer.fault.status === 400 && message_ids.length > 1) {
      const half = Math.ceil(message_ids.length / 2);
      await remove(chat_id, message_ids.slice(0, half));
      await remove(chat_id, message_ids.slice(half));
      return;
    }
    log("warn", "telegram_erase_failed", { method: "deleteMessages", code: answer.fault.code });
  }

  return async (address: Address, traces: string[]): Promise<void> => {
    const ids = [...new Set(traces.flatMap((trace) => trace.split(",")).map(Number))].filter(
      Number.isSafeInteger,
    );
    for (let start = 0; start < ids.length; start += MOST_IDS) {
      await remove(Number(address), ids.slice(start, start + MOST_IDS));
    }
  };
}
