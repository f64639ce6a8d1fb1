/** A contact's phone as WhatsApp and the bot meet it: seals what she sends, opens what comes, asks again, sends again. */
import {
  encodeBigEndian,
  encodeWAMessage,
  generateMessageID,
  proto,
  unpadRandomMax16,
  type BinaryNode,
} from "@whiskeysockets/baileys";
import { userOf } from "./answers.ts";
import type { LinkedDevice } from "./device.ts";
import { createMailbox, type Mailbox } from "./mailbox.ts";
import { readMessage, stanzaType, type Extras, type Received } from "./messages.ts";
import { createSignalPhone, type Ciphertext, type SignalPhone } from "./signal.ts";
import { child, children, node, seconds } from "./stanzas.ts";

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

export type ChatPhoneParts = {
  identity: Identity;
  addressing: Addressing;
  /** The envelope names one of the two addresses only. */
  bare: boolean;
  /** Resolves with the bot's device when it can be written to. */
  device(): Promise<LinkedDevice>;
  deliver(stanza: BinaryNode): void;
};

export type ChatPhone = {
  signal: SignalPhone;
  jid(): string;
  flips(to: Addressing): void;
  /** One act after the other, in the order they were asked for. */
  inTurn<T>(act: () => Promise<T>): Promise<T>;
  /** Gives the message's id when it is on its way. */
  send(make: (id: string) => proto.IMessage, how?: How): Promise<string>;
  /** A message of the bot. */
  hear(stanza: BinaryNode): Promise<void>;
  /** WhatsApp delivers the very bytes of this message once more. */
  repeat(id: string): void;
  /** The bot could not read a message. */
  sendAgain(receipt: BinaryNode): Promise<void>;
  inbox: Mailbox<Received>;
};

export function createChatPhone(parts: ChatPhoneParts): ChatPhone {
  const { identity, deliver } = parts;
  const signal = createSignalPhone(identity.lid);
  const inbox = createMailbox<Received>(({ kind, text, revoked }) => `${kind} ${text ?? revoked ?? ""}`);
  const written = new Map<string, proto.IMessage>();
  const stanzas = new Map<string, BinaryNode>();
  const retries = new Map<string, number>();
  let addressing = parts.addressing;
  let queue: Promise<unknown> = Promise.resolve();

  const lid = `${identity.lid}@lid`;
  const pn = `${identity.phone}@s.whatsapp.net`;
  const jid = () => (addressing === "lid" ? lid : pn);
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = queue.then(act);
    queue = done.catch(() => undefined);
    return done;
  };

  async function seal(message: proto.IMessage, anew = false): Promise<Ciphertext> {
    const device = await parts.device();
    if (anew || !signal.hasSession(device.jid)) await signal.startSession(device.jid, device.take());
    return signal.encrypt(device.jid, encodeWAMessage(message));
  }

  const envelope = ({ group, offline }: How) => ({
    ...(group === undefined ? { from: jid() } : { from: group, participant: jid() }),
    ...(parts.bare ? {} : addressing === "lid" ? { sender_pn: pn } : { sender_lid: lid }),
    ...(offline ? { offline: "0" } : {}),
    addressing_mode: addressing,
    notify: identity.name,
    t: seconds(),
  });
  const wrap = (id: string, message: proto.IMessage, sealed: Ciphertext, how: How, count?: number) => {
    const attempt: BinaryNode["attrs"] = count === undefined ? {} : { count: String(count) };
    return node("message", { ...envelope(how), id, type: stanzaType(message) }, [
      node("enc", { v: "2", type: sealed.type, ...attempt }, sealed.bytes),
    ]);
  };

  async function hear(stanza: BinaryNode): Promise<void> {
    const id = stanza.attrs["id"] as string;
    const isHers = (to: BinaryNode) =>
      [identity.lid, identity.phone].includes(userOf(to.attrs["jid"] as string));
    const mine = children(child(stanza, "participants"), "to").find(isHers);
    const enc = child(mine ?? stanza, "enc");
    if (enc === undefined) return;
    const sealed = { type: enc.attrs["type"] as Ciphertext["type"], bytes: enc.content as Buffer };
    const plain = await signal.decrypt((await parts.device()).jid, sealed).catch(() => undefined);
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
    const receipt = { from: jid(), id, type: "retry", t: seconds() };
    deliver(node("receipt", receipt, [retry, registration, ...keys]));
  }

  return {
    signal,
    jid,
    inTurn,
    inbox,
    flips(to) {
      addressing = to;
    },
    send: (make, how = {}) =>
      inTurn(async () => {
        const id = generateMessageID();
        const message = make(id);
        written.set(id, message);
        const sealed = await seal(message);
        const whole = wrap(id, message, sealed, how);
        stanzas.set(id, whole);
        deliver(how.undecryptableFirst ? wrap(id, message, damaged(sealed), how) : whole);
        if (how.replayed) deliver(whole);
        if (how.duplicate) deliver(wrap(id, message, await seal(message), how));
        return id;
      }),
    hear: (stanza) => inTurn(() => hear(stanza)),
    repeat(id) {
      const stanza = stanzas.get(id);
      if (stanza !== undefined) deliver(stanza);
    },
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
