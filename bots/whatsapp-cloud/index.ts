/**
 * WhatsApp by Meta's Cloud API as a channel. Comes in: signed posts of Meta, through the web part's webhook route.
 * Goes out: `Heard` into the inbox before Meta is told "received", and messages to one chat each.
 * Never knows: what is being said about, keys, rows; never fetches a file, never reads a name or needs a number.
 */
export { createWhatsappCloud } from "./whatsapp-cloud.ts";
export type { WhatsappCloud, WhatsappCloudParts, WebhookPost, WebhookQuestion } from "./whatsapp-cloud.ts";
export { SIGNATURE_HEADER } from "./webhook.ts";
