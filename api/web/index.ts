/**
 * Web: pages for officers and admins, sign-in, webhooks, health.
 * Comes in: requests of browsers and platforms, and the use cases of queue and directory. Goes out: HTML.
 * Never knows: rows, the reporter, how anything is decided; whoever administers passes no door to a report.
 */
export { createWeb, type Web } from "./app.ts";
export type { ChannelStatus, Health, WebParts, Webhook } from "./parts.ts";
export type { LineStatus, PairingDesk, PairingWish, Sessions, StoredSession } from "./ports.ts";
export { ABSOLUTE_LIMIT, IDLE_LIMIT } from "./session.ts";
