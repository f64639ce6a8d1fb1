/**
 * A WhatsApp Web peer for tests, over a real WebSocket. Comes in: the connection of a bot under test and the acts of
 * made-up people. Goes out: sealed messages, scripted disconnects, and a record of everything the bot sent, opened as
 * the people's phones would open it. Never knows: the bot's code. See README.md for what it models and what not.
 */
export { startWhatsAppPeer } from "./server.ts";
export type { Phone, WhatsAppPeer, WhatsAppPeerOptions } from "./server.ts";
export type { Addressing, How, Identity } from "./chat-phone.ts";
export type { Contact } from "./contact.ts";
export type { Offer, Received } from "./messages.ts";
export { trustRoot } from "./certificate.ts";
export { hush } from "./quiet.ts";
