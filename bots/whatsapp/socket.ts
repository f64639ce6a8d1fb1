/** One connection of Baileys, with its dangerous defaults off, and its events in our words. */
import { instant, type Clock, type Instant } from "../../api/kernel.ts";
import type { Account } from "./account.ts";
import {
  Browsers,
  generateMessageIDV2,
  generateWAMessageFromContent,
  jidNormalizedUser,
  makeWASocket,
  proto,
  type BinaryNode,
  type SignalKeyStore,
  type SocketConfig,
  type WAMessage,
  type WASocket,
  type WAVersion,
} from "./baileys.ts";
import { hearBeforeAcknowledging, type Hearing } from "./hear-first.ts";
import { pinName } from "./pin-name.ts";
import type { Sent } from "./words.ts";

/** After so long without the network's answer a message counts as one without an answer. */
const ANSWER_LASTS = 20_000;

export type SocketEvents = Hearing & {
  /** A message as Baileys tells it; most of them were heard by `onOpened` already. */
  onMessage(message: WAMessage): void;
  onCall(call: { id: string; from: string; at: Instant }): void;
  onDelivered(ids: string[]): void;
  onAccountChanged(): void;
  onOpen(): void;
  onQr(qr: string): void;
  onPaired(): void;
  /** The server has retired the secret in the QR code that is shown. */
  onSecretRetired(): void;
  onPasskeyDemanded(): void;
  onRestricted(until: Instant | undefined): void;
  /** Told once; nothing comes after it. */
  onClose(code: number): void;
};

export type SocketParts = {
  account: Account;
  keys: SignalKeyStore;
  url: string;
  version: WAVersion;
  retries: NonNullable<SocketConfig["msgRetryCounterCache"]>;
  /** A message of ours that a phone could not open, to be sealed anew. */
  sentMessage(id: string): Promise<Uint8Array | undefined>;
  clock: Clock;
  events: SocketEvents;
};

export interface Socket {
  /** A message of ours, made but not sent. */
  compose(jid: string, text: string, expiration: number): { id: string; bytes: Uint8Array };
  send(jid: string, letter: { id: string; bytes: Uint8Array }): Promise<Sent>;
  /** Takes a message of ours back at both ends, as far as WhatsApp lets us; rejects when that could not be asked. */
  takeBack(jid: string, id: string): Promise<void>;
  lidOf(phoneJid: string): Promise<string | undefined>;
  requestPairingCode(number: string): Promise<string>;
  logOut(): Promise<void>;
  end(): void;
}

export function openSocket(parts: SocketParts): Socket {
  const { account, keys, url, version, events, clock } = parts;
  const hearing = hearBeforeAcknowledging(account, clock, events);
  const sock = makeWASocket({
    auth: { creds: account.creds, keys },
    waWebSocketUrl: url,
    version,
    // Any other pair of names is refused when pairing by code, without a word.
    browser: Browsers.ubuntu("Chrome"),
    logger: SILENT,
    markOnlineOnConnect: false,
    emitOwnEvents: false,
    syncFullHistory: false,
    // The phone's old chats are none of our business.
    shouldSyncHistoryMessage: () => false,
    // Would hold the last 512 messages in clear.
    enableRecentMessageCache: false,
    generateHighQualityLinkPreview: false,
    msgRetryCounterCache: parts.retries,
    getMessage: async ({ id }) => {
      const bytes = id ? await parts.sentMessage(id) : undefined;
      return bytes && proto.Message.decode(bytes);
    },
    makeSignalRepository: hearing.makeRepository,
  });
  pinName(sock, account);
  hearing.watch(sock);
  listen(sock, parts);

  return {
    compose(jid, text, expiration) {
      const made = generateWAMessageFromContent(
        jid,
        { extendedTextMessage: { text } },
        {
          userJid: account.creds.me?.id ?? "",
          messageId: generateMessageIDV2(account.creds.me?.id),
          ...(expiration > 0 ? { ephemeralExpiration: expiration } : {}),
        },
      );
      const { id } = made.key;
      if (!id || !made.message) throw new Error("message_not_made");
      return { id, bytes: proto.Message.encode(made.message).finish() };
    },

    async send(jid, { id, bytes }) {
      // Listened for from before it leaves; its failure is the connection's, told elsewhere.
      const answer = sock.waitForMessage<BinaryNode>(id, ANSWER_LASTS).catch(() => undefined);
      try {
        await sock.relayMessage(jid, proto.Message.decode(bytes), { messageId: id });
      } catch (failure) {
        return { kind: "not_sent", code: codeOfBoom(failure) };
      }
      const answered = await answer;
      if (answered === undefined) return { kind: "no_answer" };
      const { error } = answered.attrs;
      return error === undefined ? { kind: "accepted" } : { kind: "refused", code: codeIn(error) };
    },

    async takeBack(jid, id) {
      const messageId = generateMessageIDV2(account.creds.me?.id);
      const answer = sock.waitForMessage<BinaryNode>(messageId, ANSWER_LASTS).catch(() => undefined);
      await sock.sendMessage(jid, { delete: { remoteJid: jid, fromMe: true, id } }, { messageId });
      await answer;
    },

    async lidOf(phoneJid) {
      return (await sock.signalRepository.lidMapping.getLIDForPN(phoneJid)) ?? undefined;
    },
    requestPairingCode: (number) => sock.requestPairingCode(number),
    logOut: () => sock.logout(),
    end: () => void sock.end(undefined),
  };
}

function listen(sock: WASocket, { account, events }: SocketParts): void {
  const { creds } = account;
  // A connection that ends may still speak up after its account was wiped, which must not come back by that.
  sock.ev.on("creds.update", () => {
    if (account.creds === creds) events.onAccountChanged();
  });
  sock.ev.on("messages.upsert", ({ messages }) => messages.forEach((message) => events.onMessage(message)));
  sock.ev.on("messages.update", (updates) => {
    const delivered = updates.filter(
      ({ key, update }) => key.fromMe && (update.status ?? 0) >= proto.WebMessageInfo.Status.DELIVERY_ACK,
    );
    if (delivered.length > 0) events.onDelivered(delivered.flatMap(({ key }) => key.id ?? []));
  });
  sock.ev.on("call", (calls) => {
    for (const { id, chatId, date, status, isGroup } of calls) {
      if (!isGroup && (status === "offer" || status === "timeout"))
        events.onCall({ id, from: jidNormalizedUser(chatId), at: instant(date.getTime()) });
    }
  });
  sock.ev.on("connection.update", ({ connection, qr, isNewLogin, reachoutTimeLock, lastDisconnect }) => {
    if (qr !== undefined) events.onQr(qr);
    if (isNewLogin) events.onPaired();
    if (connection === "open") events.onOpen();
    if (reachoutTimeLock !== undefined) {
      const { isActive, timeEnforcementEnds } = reachoutTimeLock;
      events.onRestricted(isActive ? instant(timeEnforcementEnds?.getTime() ?? Date.now()) : undefined);
    }
    if (connection === "close") events.onClose(statusOf(lastDisconnect?.error));
  });
  // Baileys would wait for ever. Whatever the status, it is a door in between that is closed, not a word of WhatsApp.
  sock.ws.on("unexpected-response", () => void sock.end(Object.assign(new Error("refused"), UNAVAILABLE)));
  // Baileys acknowledges both and does nothing; the QR code that it shows would never link (#2737, #2672).
  sock.ws.on("CB:notification,type:companion_reg_refresh", () => events.onSecretRetired());
  sock.ws.on("CB:notification,type:passkey_prologue_request", () => events.onPasskeyDemanded());
}

/** Its lines would hold whole messages and keys. */
const SILENT = {
  level: "silent",
  child: () => SILENT,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
};

const UNAVAILABLE = { output: { statusCode: 503 } };

const statusOf = (error: unknown): number => {
  const status = (error as { output?: { statusCode?: unknown } } | undefined)?.output?.statusCode;
  return typeof status === "number" ? status : 428;
};
const codeOfBoom = (failure: unknown): string => String(statusOf(failure));
/** A code is what the network may put into our rows and log; anything longer is not a code. */
const codeIn = (text: string): string => (/^\w{1,20}$/.test(text) ? text : "unknown");
