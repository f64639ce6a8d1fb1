/** A made-up person who writes to the hotline: her phone, her Signal sessions, and what the bot has written to her. */
import {
  encodeBigEndian,
  encodeWAMessage,
  generateMessageID,
  proto,
  unpadRandomMax16,
  type BinaryNode,
} from "@whiskeysockets/baileys";
import { randomBytes } from "node:crypto";
import type { LinkedDevice } from "./device.ts";
import { createMailbox } from "./mailbox.ts";
import {
  editMessage,
  offerMessage,
  readMessage,
  revokeMessage,
  stanzaType,
  textMessage,
  timerMessage,
  type Extras,
  type Offer,
  type Received,
} from "./messages.ts";
import { createSignalPhone, type Ciphertext, type SignalPhone } from "./signal.ts";
import { child, children, node, notification, seconds, stanzaId } from "./stanzas.ts";

export type Identity = {
  /** Digits only, with country code. */
  phone: string;
  /** Digits of the identity that WhatsApp shows instead of the number. */
  lid: string;
  /** What she calls herself; comes with every message. */
  name: string;
};
export type Addressing = "lid" | "pn";

/** How a message travels. Without any of these it arrives once, at once, readable. */
export type How = Extras & {
  /** Delivered a second time, sealed anew. */
  duplicate?: boolean;
  /** The same bytes come again: the bot cannot read them twice and asks, so that one id is seen three times. */
  replayed?: boolean;
  /** Marked as having waited while the bot was away. */
  offline?: boolean;
  /** The first copy is damaged; the bot asks for another. */
  undecryptableFirst?: boolean;
  /** Written in a group or status instead of the chat with the bot. */
  group?: string;
};

export type Contact = Identity & {
  /** The address the bot sees as chat, by present addressing. */
  readonly jid: string;
  /** Gives the message's id when it is on its way. */
  write(text: string, how?: How): Promise<string>;
  offer(kind: Offer, how?: How): Promise<string>;
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
  waitsFor(wanted: string | RegExp, timeoutMs?: number): Promise<string>;
  /** Texts of the bot that still stand in the chat. */
  reads(): string[];
};

/** What WhatsApp itself asks of a person's phone. */
export type ContactPhone = {
  contact: Contact;
  signal: SignalPhone;
  refuses(): boolean;
  /** A message of the bot. */
  hear(stanza: BinaryNode): Promise<void>;
  /** The bot could not read a message. */
  sendAgain(receipt: BinaryNode): Promise<void>;
};

export type ContactParts = {
  identity: Identity;
  addressing: Addressing;
  /** The envelope names one of the two addresses only. */
  bare: boolean;
  mediaHost: string;
  /** Resolves with the bot's device when it can be written to. */
  device(): Promise<LinkedDevice>;
  deliver(stanza: BinaryNode): void;
};

export function createContact(parts: ContactParts): ContactPhone {
  const { identity, deliver } = parts;
  const signal = createSignalPhone(identity.lid);
  const inbox = createMailbox<Received>(({ kind, text, revoked }) => `${kind} ${text ?? revoked ?? ""}`);
  const written = new Map<string, proto.IMessage>();
  const retries = new Map<string, number>();
  let addressing = parts.addressing;
  let refused = false;
  let timer = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const lid = `${identity.lid}@lid`;
  const pn = `${identity.phone}@s.whatsapp.net`;
  const jid = () => (addressing === "lid" ? lid : pn);
  /** One act after the other, in the order they were asked for. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = queue.then(act);
    queue = done.catch(() => undefined);
    return done;
  };
  const envelope = ({ group, offline }: How) => ({
    ...(group === undefined ? { from: jid() } : { from: group, participant: jid() }),
    ...(parts.bare ? {} : addressing === "lid" ? { sender_pn: pn } : { sender_lid: lid }),
    ...(offline ? { offline: "0" } : {}),
    addressing_mode: addressing,
    notify: identity.name,
    t: seconds(),
  });

  async function seal(message: proto.IMessage, anew = false): Promise<Ciphertext> {
    const device = await parts.device();
    if (anew || !signal.hasSession(device.jid)) await signal.startSession(device.jid, device.take());
    return signal.encrypt(device.jid, encodeWAMessage(message));
  }

  const wrap = (id: string, message: proto.IMessage, sealed: Ciphertext, how: How, count?: number) =>
    node("message", { ...envelope(how), id, type: stanzaType(message) }, [
      node(
        "enc",
        { v: "2", type: sealed.type, ...(count === undefined ? {} : { count: String(count) }) },
        sealed.bytes,
      ),
    ]);

  const send = (make: (id: string) => proto.IMessage, how: How = {}): Promise<string> =>
    inTurn(async () => {
      const id = generateMessageID();
      const message = make(id);
      written.set(id, message);
      const sealed = await seal(message);
      const stanza = wrap(id, message, sealed, how);
      if (how.undecryptableFirst) {
        deliver(wrap(id, message, damaged(sealed), how));
        return id;
      }
      deliver(stanza);
      if (how.replayed) deliver(stanza);
      if (how.duplicate) deliver(wrap(id, message, await seal(message), how));
      return id;
    });

  async function hear(stanza: BinaryNode): Promise<void> {
    const id = stanza.attrs["id"] as string;
    const mine = children(child(stanza, "participants"), "to").find(
      ({ attrs }) => attrs["jid"]?.split(/[@:]/)[0] === jid().split("@")[0],
    );
    const enc = child(mine ?? stanza, "enc");
    if (enc === undefined) return;
    const { jid: bot } = await parts.device();
    const sealed = { type: enc.attrs["type"] as Ciphertext["type"], bytes: enc.content as Buffer };
    const plain = await signal.decrypt(bot, sealed).catch(() => undefined);
    if (plain === undefined) return askAgain(id);
    deliver(node("receipt", { from: jid(), id, t: seconds() }));
    if (inbox.all.some((one) => one.id === id)) return;
    inbox.add(readMessage(id, proto.Message.decode(unpadRandomMax16(plain)), sealed.type));
  }

  function askAgain(id: string): void {
    const count = (retries.get(id) ?? 0) + 1;
    retries.set(id, count);
    const retry = node("retry", { count: String(count), id, t: seconds(), v: "1" });
    const registration = node("registration", {}, encodeBigEndian(signal.registrationId));
    const keys = count > 1 ? [node("keys", {}, signal.keys())] : [];
    deliver(
      node("receipt", { from: jid(), id, type: "retry", t: seconds() }, [retry, registration, ...keys]),
    );
  }

  const take = (fits: (one: Received) => boolean, timeoutMs: number, wanted: string) =>
    inbox.take(fits, timeoutMs, `${wanted} from the bot`);

  const contact: Contact = {
    ...identity,
    get jid() {
      return jid();
    },
    write: (text, how = {}) =>
      send(
        () => textMessage(text, { ...how, ...(timer > 0 && { expiration: how.expiration ?? timer }) }),
        how,
      ),
    offer: (kind, how) => send((id) => offerMessage(kind, parts.mediaHost, id), how),
    call: () =>
      inTurn(async () => {
        const id = randomBytes(16).toString("hex").toUpperCase();
        const ring = (act: string, more: BinaryNode["attrs"], content?: BinaryNode[]) =>
          deliver(
            node("call", { from: jid(), id: stanzaId(), t: seconds() }, [
              node(act, { "call-id": id, "call-creator": jid(), ...more }, content),
            ]),
          );
        ring("offer", { caller_pn: pn }, [node("audio", { enc: "opus", rate: "16000" })]);
        ring("terminate", { reason: "timeout" });
      }),
    revoke: async (id) => void (await send(() => revokeMessage(jid(), id))),
    edit: async (id, text) => void (await send(() => editMessage(jid(), id, text))),
    async setTimer(expiration) {
      timer = expiration;
      await send(() => timerMessage(expiration));
    },
    trusts() {
      const token = node("token", { jid: pn, t: seconds(), type: "trusted_contact" }, randomBytes(16));
      deliver(notification("privacy_token", [node("tokens", {}, [token])], { from: jid(), sender_lid: lid }));
    },
    flips(to) {
      addressing = to;
    },
    loseSession: () => signal.forget(),
    blockReplies463(blocked = true) {
      refused = blocked;
    },
    received: inbox.all,
    next: (timeoutMs = 10_000) => take(() => true, timeoutMs, "a message"),
    async waitsFor(wanted, timeoutMs = 10_000) {
      const found = (text = "") =>
        typeof wanted === "string" ? (text.includes(wanted) ? text : undefined) : wanted.exec(text)?.[0];
      const { text } = await take((one) => found(one.text) !== undefined, timeoutMs, String(wanted));
      return found(text) as string;
    },
    reads() {
      const gone = new Set(inbox.all.map(({ revoked }) => revoked));
      return inbox.all.flatMap(({ id, text }) => (text === undefined || gone.has(id) ? [] : [text]));
    },
  };
  return {
    contact,
    signal,
    refuses: () => refused,
    hear: (stanza) => inTurn(() => hear(stanza)),
    sendAgain: (receipt) =>
      inTurn(async () => {
        const id = receipt.attrs["id"] as string;
        const message = written.get(id);
        if (message === undefined) return;
        const count = Number(child(receipt, "retry")?.attrs["count"] ?? 1);
        deliver(wrap(id, message, await seal(message, true), {}, count));
      }),
  };
}

/** One bit is wrong where it counts: the very last bytes of a "pkmsg" are numbers that nobody looks at. */
function damaged({ type, bytes }: Ciphertext): Ciphertext {
  const broken = Buffer.from(bytes);
  const at = broken.length - 10;
  broken.writeUInt8(broken.readUInt8(at) ^ 1, at);
  return { type, bytes: broken };
}
