/** A made-up person who writes to the hotline, and what the bot has written to her. */
import { randomBytes } from "node:crypto";
import type { BinaryNode } from "@whiskeysockets/baileys";
import {
  createChatPhone,
  type Addressing,
  type ChatPhone,
  type ChatPhoneParts,
  type How,
  type Identity,
} from "./chat-phone.ts";
import {
  editMessage,
  offerMessage,
  revokeMessage,
  textMessage,
  timerMessage,
  type Offer,
  type Received,
} from "./messages.ts";
import { node, notification, seconds, stanzaId } from "./stanzas.ts";
import { PATIENCE } from "../waiting.ts";

export type Contact = Identity & {
  /** The address the bot sees as chat, by present addressing. */
  readonly jid: string;
  /** Gives the message's id when it is on its way. */
  write(text: string, how?: How): Promise<string>;
  offer(kind: Offer, how?: How): Promise<string>;
  /** WhatsApp delivers the very bytes of this message once more, as when an acknowledgement was lost. */
  repeats(id: string): void;
  /** Rings, and gives up. */
  call(): Promise<void>;
  revoke(id: string): Promise<void>;
  edit(id: string, text: string): Promise<void>;
  /** Makes messages of this chat disappear after so many seconds; 0 ends it. */
  setTimer(seconds: number): Promise<void>;
  /** Gives the bot a privacy token, as phones do for chats they trust. */
  trusts(): void;
  /** From now on the chat is addressed so. */
  flips(to: Addressing): void;
  /** Forgets all sessions: what the bot writes next cannot be read, and her phone asks for it again. */
  loseSession(): void;
  /** WhatsApp refuses what the bot writes to her, as to somebody it must not reach out to. */
  blockReplies463(blocked?: boolean): void;
  /** Everything the bot wrote, in order. */
  readonly received: readonly Received[];
  /** The next message of the bot that was not taken before. */
  next(timeoutMs?: number): Promise<Received>;
  /** The text of the next message that holds this; a pattern gives what it matched. */
  waitsFor(wanted: string | RegExp): Promise<string>;
  /** Texts of the bot that still stand in the chat. */
  reads(): string[];
};

/** The person, and the phone that WhatsApp reaches her on. */
export type Person = { contact: Contact; phone: ChatPhone; refuses(): boolean };

export function createContact(parts: ChatPhoneParts & { mediaHost: string }): Person {
  const { identity, deliver } = parts;
  const phone = createChatPhone(parts);
  const { inbox, send, jid } = phone;
  let refused = false;
  let timer: number | undefined;

  const pn = `${identity.phone}@s.whatsapp.net`;
  const take = (fits: (one: Received) => boolean, wanted: string, timeoutMs = PATIENCE) =>
    inbox.take(fits, timeoutMs, `${wanted} from the bot`);
  const ring = (id: string, act: string, more: BinaryNode["attrs"], content?: BinaryNode[]) => {
    const attrs = { "call-id": id, "call-creator": jid(), ...more };
    const from = { from: jid(), id: stanzaId(), t: seconds() };
    deliver(node("call", from, [node(act, attrs, content)]));
  };

  const contact: Contact = {
    ...identity,
    get jid() {
      return jid();
    },
    write: (text, how) => send(() => textMessage(text, { expiration: timer, ...how }), how),
    offer: (kind, how) => send((id) => offerMessage(kind, parts.mediaHost, id), how),
    repeats: phone.repeat,
    call: () =>
      phone.inTurn(async () => {
        const id = randomBytes(16).toString("hex").toUpperCase();
        ring(id, "offer", { caller_pn: pn }, [node("audio", { enc: "opus", rate: "16000" })]);
        ring(id, "terminate", { reason: "timeout" });
      }),
    revoke: async (id) => void (await send(() => revokeMessage(jid(), id))),
    edit: async (id, text) => void (await send(() => editMessage(jid(), id, text))),
    async setTimer(expiration) {
      timer = expiration > 0 ? expiration : undefined;
      await send(() => timerMessage(expiration));
    },
    trusts() {
      const token = node("token", { jid: pn, t: seconds(), type: "trusted_contact" }, randomBytes(16));
      const envelope = { from: jid(), sender_lid: `${identity.lid}@lid` };
      deliver(notification("privacy_token", [node("tokens", {}, [token])], envelope));
    },
    flips: phone.flips,
    loseSession: () => phone.signal.forget(),
    blockReplies463(blocked = true) {
      refused = blocked;
    },
    received: inbox.all,
    next: (timeoutMs) => take(() => true, "a message", timeoutMs),
    async waitsFor(wanted) {
      const found = (text = "") =>
        typeof wanted === "string" ? (text.includes(wanted) ? text : undefined) : wanted.exec(text)?.[0];
      const { text } = await take((one) => found(one.text) !== undefined, String(wanted));
      return found(text) as string;
    },
    reads() {
      const gone = new Set(inbox.all.map(({ revoked }) => revoked));
      return inbox.all.flatMap(({ id, text }) => (text === undefined || gone.has(id) ? [] : [text]));
    },
  };
  return { contact, phone, refuses: () => refused };
}
