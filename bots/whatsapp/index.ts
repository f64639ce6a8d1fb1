/**
 * WhatsApp as a channel, by the multi-device protocol (Baileys). Comes in: messages of the linked account's chats.
 * Goes out: `Heard` into the inbox, and messages to one private chat each; an account is linked by QR or by code.
 * Never knows: what is being said about; never fetches a file, never keeps a name, marks nothing as read.
 */
export { createDesk, createRemoteDesk } from "./desk.ts";
export { pairInTerminal } from "./pair-in-terminal.ts";
export { createState } from "./state.ts";
export { wishFrom } from "./wishes.ts";
export { createWhatsapp, type Whatsapp, type WhatsappParts } from "./whatsapp.ts";
export type { LineStatus, PairingWish } from "./words.ts";
