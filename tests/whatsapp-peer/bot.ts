/** Plain Baileys with its state in a Map, as its readme shows it: shows that the peer, not our adapter, is right. */
import { EventEmitter, once } from "node:events";
import {
  BufferJSON,
  initAuthCreds,
  makeWASocket,
  proto,
  type AuthenticationCreds,
  type ConnectionState,
  type SignalDataTypeMap,
  type SignalKeyStore,
  type UserFacingSocketConfig,
  type WAMessage,
  type WASocket,
} from "@whiskeysockets/baileys";
import { PATIENCE } from "../servers/waiting.ts";
import { hush, type WhatsAppPeer } from "../servers/whatsapp/index.ts";

/** What a bot keeps between two connections. */
export type State = { creds: AuthenticationCreds; rows: Map<string, string> };

export const freshState = (): State => ({ creds: initAuthCreds(), rows: new Map() });

export function keysOf({ rows }: State): SignalKeyStore {
  return {
    async get(type, ids) {
      const found: Record<string, SignalDataTypeMap[typeof type]> = {};
      for (const id of ids) {
        const row = rows.get(`${type} ${id}`);
        if (row !== undefined) found[id] = JSON.parse(row, BufferJSON.reviver);
      }
      return found;
    },
    async set(changes) {
      for (const [type, byId] of Object.entries(changes)) {
        for (const [id, value] of Object.entries(byId)) {
          if (value === null) rows.delete(`${type} ${id}`);
          else rows.set(`${type} ${id}`, JSON.stringify(value, BufferJSON.replacer));
        }
      }
    },
  };
}

const SILENT = {
  level: "silent",
  child: () => SILENT,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
};

hush();

/** Else each message that cannot be read stops all others for two seconds while the own phone is asked for it. */
const ASKED_ALREADY = {
  get: <T>() => true as T,
  set() {},
  del() {},
  flushAll() {},
};

/** One connection, with what it was told. */
export type Bot = Awaited<ReturnType<typeof connect>>;

export async function connect(
  peer: Pick<WhatsAppPeer, "url">,
  state: State,
  more: Partial<UserFacingSocketConfig> = {},
) {
  const seen = new EventEmitter();
  const heard: { type: string; message: WAMessage }[] = [];
  const updates: Partial<ConnectionState>[] = [];
  const outgoing = new Map<string, proto.IMessage>();
  const sock: WASocket = makeWASocket({
    auth: { creds: state.creds, keys: keysOf(state) },
    waWebSocketUrl: peer.url,
    logger: SILENT,
    markOnlineOnConnect: false,
    emitOwnEvents: false,
    shouldSyncHistoryMessage: () => false,
    enableRecentMessageCache: false,
    retryRequestDelayMs: 0,
    placeholderResendCache: ASKED_ALREADY,
    getMessage: async ({ id }) => outgoing.get(id ?? ""),
    ...more,
  });
  sock.ev.on("creds.update", (update) => void Object.assign(state.creds, update));
  sock.ev.on("connection.update", (update) => {
    updates.push(update);
    seen.emit("change");
  });
  sock.ev.on("messages.upsert", ({ type, messages }) => {
    heard.push(...messages.map((message) => ({ type, message })));
    seen.emit("change");
  });
  /** The first that fits, also of what has come already. */
  async function until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await once(seen, "change", { signal: AbortSignal.timeout(PATIENCE) });
    }
  }
  return {
    sock,
    heard,
    updates,
    until,
    qr: (after?: string) => until(() => updates.find(({ qr }) => qr !== undefined && qr !== after)?.qr),
    /** Resolves when WhatsApp has told something of this type. */
    notified: (type: string) =>
      new Promise<void>((resolve) => sock.ws.once(`CB:notification,type:${type}`, () => resolve())),
    open: () => until(() => updates.find(({ connection }) => connection === "open")),
    /** The code with which the connection ended. */
    closed: () =>
      until(() => {
        const error = updates.find(({ connection }) => connection === "close")?.lastDisconnect?.error;
        return (error as { output?: { statusCode: number } } | undefined)?.output?.statusCode;
      }),
    /** Texts in the order they were emitted; undefined where a message could not be read. */
    texts: () => heard.map(({ message }) => textOf(message.message)),
    hears: (text: string) => until(() => heard.find(({ message }) => textOf(message.message) === text)),
    async says(jid: string, text: string, options = {}) {
      const sent = await sock.sendMessage(jid, { text, linkPreview: null }, options);
      if (sent?.key.id && sent.message) outgoing.set(sent.key.id, sent.message);
      return sent as WAMessage;
    },
  };
}

export const textOf = (message: proto.IMessage | null | undefined) =>
  message?.conversation ?? message?.extendedTextMessage?.text ?? undefined;

/** A bot that was linked by QR code and is logged in. */
export async function linkedBot(
  peer: WhatsAppPeer,
  state = freshState(),
): Promise<{ bot: Bot; state: State }> {
  const first = await connect(peer, state);
  await peer.phone.scanQr(await first.qr());
  await first.closed();
  const bot = await connect(peer, state);
  await bot.open();
  await peer.sessions.online();
  return { bot, state };
}
