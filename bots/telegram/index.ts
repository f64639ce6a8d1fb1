/**
 * Telegram as a channel. Comes in: updates, by long polling or through the web part's webhook route.
 * Goes out: `Heard` into the inbox, and messages to one private chat each; an update is confirmed after the inbox.
 * Never knows: what is being said about, keys, rows; never fetches a file, never reads who the sender is.
 */
export { createTelegram } from "./telegram.ts";
export type { Telegram, TelegramParts, WebhookRequest } from "./telegram.ts";
export { SECRET_HEADER } from "./webhook.ts";
