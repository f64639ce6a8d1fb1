/** Updates that Telegram posts to us: the web part owns the route, this decides what to answer. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import { codeOf, type Log } from "../../api/log.ts";
import { asUpdate } from "./hear.ts";

/** The header in which Telegram returns the secret, in the lower case of Node's headers. */
export const SECRET_HEADER = "x-telegram-bot-api-secret-token";

export type WebhookRequest = { secretHeader: string | undefined; body: unknown };

/** What Telegram allows (Bot API, setWebhook), and long enough not to be guessed: a guess could forge a report. */
const SECRET = /^[A-Za-z0-9_-]{16,256}$/;

/** Where Telegram posts to, and how we know that it is Telegram. */
export type WebhookAddress = { url: string; secret: string };

/** Throws when the secret is missing or weak: without it everyone could write in anyone's name. */
export function checkAddress(address: WebhookAddress | undefined): WebhookAddress {
  if (address === undefined || !SECRET.test(address.secret)) {
    throw new Error("telegram webhook secret must be 16-256 characters of A-Z a-z 0-9 _ -");
  }
  // An empty address would tell Telegram to forget the webhook, and nobody would be heard.
  if (address.url === "") throw new Error("telegram webhook needs its public https address");
  return address;
}

export type WebhookParts = {
  secret: string;
  take: (update: Update) => Promise<void>;
  isOpen: () => boolean;
  log: Log;
};

/**
 * 200 once the inbox has it, and for what we do not want: anything else would be sent again and hold up its chat.
 * 401 for a wrong secret, 400 for what is no update, 503 while stopped or while the inbox fails; Telegram then tries
 * again, for a message up to 24 h.
 */
export function createWebhook({ secret, take, isOpen, log }: WebhookParts) {
  return async ({ secretHeader, body }: WebhookRequest): Promise<{ status: number }> => {
    if (!isSame(secretHeader ?? "", secret)) {
      log("warn", "telegram_webhook_secret_wrong");
      return { status: 401 };
    }
    if (!isOpen()) return { status: 503 };
    const update = asUpdate(body);
    if (update === undefined) return { status: 400 };
    try {
      await take(update);
    } catch (failure) {
      log("error", "telegram_inbox_failed", { update: update.update_id, code: codeOf(failure) });
      return { status: 503 };
    }
    return { status: 200 };
  };
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Equal or not, in a time that does not tell how much of it was right. */
function isSame(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}
