/**
 * The only place that meets grammY's client and its errors. Those carry the payload (words of a reporter) and, below,
 * an address with the bot's token in it: nothing of them leaves this file but a status, a known reason and a code.
 */
import { Api, GrammyError, HttpError, type RawApi } from "grammy";
import { SECOND } from "../../api/kernel.ts";
import { lostCall, type LostCall } from "../channel.ts";

/** Seconds a poll is held open by Telegram when there is nothing to tell. */
export const POLL_SECONDS = 20;
/** Telegram's own limit for an answer, beyond the time a poll is held open. */
const ANSWER_SECONDS = POLL_SECONDS + 10;

/** Why a call did not succeed, in our words. */
export type Fault =
  /** Telegram answered no. `gone`: there is no chat with this person (any more), whatever we send. */
  | { kind: "refused"; status: number; gone: boolean; retryAfterMs: number | undefined; code: string }
  | LostCall;

export type Answer<T> = { ok: true; value: T } | { ok: false; fault: Fault };
export type Client = RawApi;

export function createClient(token: string, apiRoot: string): Client {
  return new Api(token, { apiRoot, timeoutSeconds: ANSWER_SECONDS, sensitiveLogs: false }).raw;
}

/** Makes one call; every failure of Telegram or the network comes back as a value, stripped. */
export async function answerOf<T>(call: Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await call };
  } catch (failure) {
    return { ok: false, fault: faultOf(failure) };
  }
}

function faultOf(failure: unknown): Fault {
  if (failure instanceof GrammyError) {
    const { error_code: status, description, parameters } = failure;
    const reason = REASONS.find(({ says }) => says.test(description));
    return {
      kind: "refused",
      status,
      gone: status === 403 || reason?.gone === true,
      retryAfterMs: parameters.retry_after === undefined ? undefined : parameters.retry_after * SECOND,
      code: reason === undefined ? String(status) : `${status}_${reason.code}`,
    };
  }
  return lostCall(failure instanceof HttpError ? failure.error : undefined);
}

/** Descriptions Telegram gives (its server's source, Client.cpp); free text is matched, never passed on. */
const REASONS: readonly { says: RegExp; code: string; gone: boolean }[] = [
  { says: /blocked by the user/i, code: "blocked", gone: true },
  { says: /user is deactivated|USER_DEACTIVATED/i, code: "deactivated", gone: true },
  { says: /chat not found|PEER_ID_INVALID|user not found/i, code: "chat_not_found", gone: true },
  { says: /message is too long/i, code: "too_long", gone: false },
  { says: /text must be non-empty|message text is empty/i, code: "empty", gone: false },
  { says: /BUTTON_|reply markup|inline keyboard/i, code: "buttons", gone: false },
];
