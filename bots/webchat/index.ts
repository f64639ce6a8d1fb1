/**
 * Web chat: the hotline in a browser, for people without Telegram or WhatsApp.
 * Comes in: forms that a visitor posts. Goes out: what was heard, pages, and a transcript that goes with the visit.
 * Never knows: who visits; no address of theirs is kept, and on their device nothing outlives the browser session.
 */
export { createWebchat } from "./webchat.ts";
export type { Webchat, WebchatParts } from "./webchat.ts";
