/** The WhatsApp channel, put together. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock, Instant, Random } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import type { PeriodKeys } from "../../api/vault/index.ts";
import type { Channel, Inbox } from "../channel.ts";
import { openSpool } from "../spool/index.ts";
import { openAccount, type Account } from "./account.ts";
import { isLidUser, type WAMessage, type WAVersion } from "./baileys.ts";
import { createChats } from "./chats.ts";
import type { Opened } from "./hear-first.ts";
import { createDeskLoop } from "./desk.ts";
import { openedFrom } from "./hear-late.ts";
import { readMessage } from "./letters.ts";
import { createLine, type Line } from "./line.ts";
import { createCounter, createRecent } from "./memory.ts";
import { createPairingSocket } from "./pairing-socket.ts";
import type { StateRows } from "./ports.ts";
import type { Backoff } from "./reconnect.ts";
import { createErase, createSay } from "./say.ts";
import { createSentMessages } from "./sent.ts";
import { createSignalKeys, patiently } from "./signal-keys.ts";
import { openSocket } from "./socket.ts";
import { createState } from "./state.ts";
import { createTake, WHATSAPP } from "./take.ts";
import { createTempo } from "./tempo.ts";
import { createVersions } from "./versions.ts";
import type { Letter, LineStatus, PairingWish } from "./words.ts";

export type WhatsappParts = {
  /** The name under which the account shows itself. */
  name: string;
  /** WhatsApp's own when left out. */
  url?: string;
  /** Three numbers of a WhatsApp Web; the newest when left out. */
  version?: readonly [number, number, number];
  /** Messages a minute that we write, all chats together. */
  perMinute: number;
  /** Where the spool lies; its folder is made when missing. */
  spoolPath: string;
  rows: StateRows;
  inbox: Inbox;
  periods: () => PeriodKeys;
  clock: Clock;
  random: Random;
  log: Log;
  onStatus?: (status: LineStatus) => void;
  /** Where `npm run whatsapp:pair` finds this server. */
  pairingSocket?: string;
  /** The page is in another process: status and wishes pass through the rows. */
  remoteDesk?: boolean;
  /** Pauses between attempts to connect. */
  backoff?: Backoff;
};

export type Whatsapp = Channel & {
  status(): LineStatus;
  /** What an operator asks for; nothing happens when it does not fit the state. */
  ask(wish: PairingWish): Promise<void>;
};

const WEB_SOCKET = "wss://web.whatsapp.com/ws/chat";

/** `start` rejects when the state cannot be read; whatever the network does afterwards is told by `status`. */
export function createWhatsapp(parts: WhatsappParts): Whatsapp {
  const { rows, inbox, periods, clock, random, log, url = WEB_SOCKET } = parts;
  const state = createState({ rows, periods, random, clock });
  const chats = createChats(state);
  const sent = createSentMessages(state);
  const spool = openSpool<Letter>({ path: parts.spoolPath, periods, random, log });
  const take = createTake({ spool, inbox, chats, state, log });
  const versions = createVersions(parts.version as WAVersion | undefined);
  const wait = (ms: number) => sleep(ms);
  let running = false;
  const patience = { wait, isStopped: () => !running };
  const retries = createCounter();
  const early = createRecent();
  let line: Line | undefined;

  function show(status: LineStatus): void {
    parts.onStatus?.(status);
    terminal?.show(status);
    desk?.wake();
  }

  const failed = (what: string) => (failure: unknown) => log("error", what, { code: codeOf(failure) });

  function keep(letter: Letter): void {
    if (letter.said.length === 0 && letter.expiration === undefined) return;
    spool.append(letter);
    take.wake();
  }

  async function onOpened({ message, ...opened }: Opened): Promise<void> {
    const address = await patiently(() => chats.addressOf(opened), patience);
    const { id, from, at } = opened;
    keep({ id, from, at, address, ...readMessage(message) });
    early.add(`${from} ${id}`);
  }

  /** Those that came without a seal, or by the phone's help: `onOpened` never saw them. */
  function onMessage(message: WAMessage): void {
    const opened = openedFrom(message, clock);
    if (opened === undefined || early.has(`${opened.from} ${opened.id}`)) return;
    void onOpened(opened).catch(failed("whatsapp_spool_failed"));
  }

  /** Acknowledged already; a call that is lost is rung again, a message is not. */
  async function onCall({ id, from, at }: { id: string; from: string; at: Instant }): Promise<void> {
    const [lid, phone] = isLidUser(from) ? [from, undefined] : [undefined, from];
    const address = await chats.addressOf({ lid, phone, from });
    keep({ id: `call ${id}`, from, at, address, said: [{ kind: "unreadable", what: "call" }] });
  }

  async function build(): Promise<Line> {
    const account: Account = await openAccount(state, parts.name);
    return createLine({
      account,
      async connect(events) {
        const version = await versions.current();
        const { creds } = account;
        return openSocket({
          account,
          keys: createSignalKeys(state, patience, () => account.creds === creds),
          url,
          version,
          retries,
          sentMessage: (id) => patiently(() => sent.find(id), patience),
          clock,
          events,
        });
      },
      forgetVersion: () => versions.forget(),
      hear: {
        onOpened,
        wasOpened: (from, id) => early.has(`${from} ${id}`),
        onMessage,
        onCall: (call) => void onCall(call).catch(failed("whatsapp_spool_failed")),
        onAccountChanged: () => void account.save().catch(failed("whatsapp_account_unsaved")),
        onDelivered: (ids) =>
          void patiently(() => sent.drop(ids), patience).catch(failed("whatsapp_drop_failed")),
      },
      onStatus: show,
      ...(parts.backoff === undefined ? {} : { backoff: parts.backoff }),
      clock,
      random,
      log,
    });
  }

  const sayParts = {
    line: () => line?.open(),
    chats,
    sent,
    state,
    tempo: createTempo({ perMinute: parts.perMinute, clock, random, wait }),
    log,
  };
  const operated = {
    status: (): LineStatus => line?.status() ?? { state: "unpaired" },
    ask: async (wish: PairingWish) => line?.ask(wish),
  };
  const { pairingSocket: path } = parts;
  const terminal = path === undefined ? undefined : createPairingSocket({ path, ...operated });
  const desk = parts.remoteDesk ? createDeskLoop({ state, line: operated, clock, log }) : undefined;

  return {
    name: WHATSAPP,
    ...operated,
    abilities: { buttons: false, pauseMs: 0 },
    say: createSay(sayParts),
    erase: createErase(sayParts),

    async start() {
      if (running) return;
      running = true;
      line ??= await build();
      take.start();
      await terminal?.start();
      await line.start();
      desk?.start();
    },

    async stop() {
      if (!running) return;
      running = false;
      await desk?.stop();
      await terminal?.stop();
      await line?.stop();
      // What it holds is in the inbox when it ends, unless the inbox fails; then it waits in the spool.
      await take.stop();
    },
  };
}
