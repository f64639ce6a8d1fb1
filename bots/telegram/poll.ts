/**
 * The poll loop. Telegram counts an update as received when the next request asks beyond it, so the loop asks beyond
 * an update only after the inbox has it; whatever happens before that, Telegram tells it again.
 */
import type { Update } from "grammy/types";
import { SECOND } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import { answerOf, POLL_SECONDS, type Client, type Fault } from "./calls.ts";
import { WANTED } from "./hear.ts";

/** Resolves after `ms`, or at once when `signal` is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** Pauses after 1, 2, 3 … failures in a row: doubling from one second up to thirty. */
export const pauseAfter = (failures: number): number => Math.min(30 * SECOND, SECOND * 2 ** (failures - 1));

export type PollParts = { client: Client; take: (update: Update) => Promise<void>; wait: Wait; log: Log };

/** Polls until `signal` is aborted; resolves when the update in hand is in the inbox and the rest is left to Telegram. */
export async function poll({ client, take, wait, log }: PollParts, signal: AbortSignal): Promise<void> {
  let offset: number | undefined;
  let confirmed: number | undefined;
  let failures = 0;

  while (!signal.aborted) {
    const polled = await answerOf(
      client.getUpdates({ offset, timeout: POLL_SECONDS, allowed_updates: WANTED }, signal as never),
    );
    if (signal.aborted) break;
    if (!polled.ok) {
      failures += 1;
      log("warn", "telegram_poll_failed", { method: "getUpdates", code: polled.fault.code, failures });
      await wait(pauseFor(polled.fault, failures), signal);
      continue;
    }
    confirmed = offset;
    const stuck = await takeAll(polled.value);
    failures = stuck ? failures + 1 : 0;
    if (stuck) await wait(pauseAfter(failures), signal);
  }
  // Only spares Telegram and the inbox a repetition; an update is not lost if this fails.
  if (offset !== undefined && offset !== confirmed)
    await answerOf(client.getUpdates({ offset, limit: 1, timeout: 0 }));

  /** True when the inbox failed: the rest waits at Telegram, so that order holds. */
  async function takeAll(updates: Update[]): Promise<boolean> {
    for (const update of updates) {
      if (signal.aborted) return false;
      try {
        await take(update);
      } catch (failure) {
        log("error", "telegram_inbox_failed", { update: update.update_id, code: codeOf(failure) });
        return true;
      }
      offset = update.update_id + 1;
    }
    return false;
  }
}

const pauseFor = (fault: Fault, failures: number): number =>
  (fault.kind === "refused" ? fault.retryAfterMs : undefined) ?? pauseAfter(failures);
