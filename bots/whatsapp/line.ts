/** The line to WhatsApp: pairs when asked to, keeps one connection while paired, and says how it is. */
import { MINUTE, SECOND, type Clock, type Instant, type Random } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import type { Account } from "./account.ts";
import { afterClose, BACKOFF, type Backoff } from "./reconnect.ts";
import type { Socket, SocketEvents } from "./socket.ts";
import { chanceFrom } from "./tempo.ts";
import type { LineStatus, PairingWish } from "./words.ts";

/** Only a connection that lasted so long ends a row of failures. */
const STEADY = MINUTE;
const LOGGING_OUT_LASTS = 5 * SECOND;

/** What of a connection's events the channel itself hears. */
export type HeardEvents = Pick<
  SocketEvents,
  "onOpened" | "wasOpened" | "onMessage" | "onCall" | "onDelivered" | "onAccountChanged"
>;

export type LineParts = {
  account: Account;
  connect(events: SocketEvents): Promise<Socket>;
  forgetVersion(): void;
  hear: HeardEvents;
  /** Told on every change. */
  onStatus(status: LineStatus): void;
  backoff?: Backoff;
  clock: Clock;
  random: Random;
  log: Log;
};

export interface Line {
  start(): Promise<void>;
  stop(): Promise<void>;
  status(): LineStatus;
  ask(wish: PairingWish): Promise<void>;
  /** The connection, while it is open. */
  open(): Socket | undefined;
}

type Attempt = { ask: "qr" } | { ask: "code"; number: string; requested: boolean };

export function createLine(parts: LineParts): Line {
  const { account, clock, random, log, backoff = BACKOFF } = parts;
  let status: LineStatus = { state: "unpaired" };
  let socket: Socket | undefined;
  /** Events of a connection that was given up are not ours any more. */
  let current = 0;
  let running = false;
  let attempt: Attempt | undefined;
  let shownQr: string | undefined;
  let failures = 0;
  let openSince: Instant | undefined;
  let timer: NodeJS.Timeout | undefined;

  function tell(next: LineStatus): void {
    const changed = next.state !== status.state || next.code !== status.code;
    status = next;
    if (changed) log("info", "whatsapp_line", { state: next.state, code: next.code });
    parts.onStatus(status);
  }

  function hangUp(): void {
    current += 1;
    clearTimeout(timer);
    openSince = undefined;
    socket?.end();
    socket = undefined;
  }

  async function dial(): Promise<void> {
    hangUp();
    const mine = current;
    if (account.isPaired()) tell({ state: "connecting" });
    try {
      const made = await parts.connect(eventsOf(mine));
      if (mine === current) socket = made;
      else made.end();
    } catch (failure) {
      log("error", "whatsapp_dial_failed", { code: codeOf(failure) });
      if (mine === current) closed(undefined);
    }
  }

  function dialIn(ms: number, code: string): void {
    tell({ state: "waiting", code });
    timer = setTimeout(() => void dial(), ms);
  }

  function closed(code: number | undefined): void {
    const lasted = openSince === undefined ? 0 : clock() - openSince;
    hangUp();
    if (!running) return;
    const told = code === undefined ? "dial_failed" : String(code);
    if (!account.isPaired()) return void endAttempt(code === 408 ? "qr_expired" : told);
    failures = lasted >= STEADY ? 1 : failures + 1;
    const next = afterClose(code ?? 503, failures, chanceFrom(random), backoff);
    switch (next.kind) {
      case "new_version":
        parts.forgetVersion();
        return dialIn(next.afterMs, told);
      case "again":
        return next.afterMs === 0 ? void dial() : dialIn(next.afterMs, told);
      case "stop":
        return tell({ state: "stopped", code: told });
      case "forget":
        return void endAttempt("logged_out");
    }
  }

  /** Whatever was agreed so far is worth nothing: the next attempt begins with new keys. */
  async function endAttempt(code: string | undefined): Promise<void> {
    hangUp();
    attempt = undefined;
    shownQr = undefined;
    failures = 0;
    if (code === "405") parts.forgetVersion();
    tell({ state: "unpaired", ...(code === undefined ? {} : { code }) });
    await account.wipe().catch((failure) => log("error", "whatsapp_wipe_failed", { code: codeOf(failure) }));
  }

  /** The text of the QR code ends in `,<secret>,<platform>`; Baileys goes on showing the first secret. */
  function showQr(): void {
    if (attempt?.ask !== "qr" || shownQr === undefined) return;
    const fields = shownQr.split(",");
    fields[3] = account.creds.advSecretKey;
    tell({ state: "pairing", qr: fields.join(",") });
  }

  async function requestCode(asked: Attempt & { ask: "code" }): Promise<void> {
    if (asked.requested || socket === undefined) return;
    asked.requested = true;
    try {
      const pairingCode = await socket.requestPairingCode(asked.number);
      if (attempt === asked) tell({ state: "pairing", pairingCode });
    } catch (failure) {
      log("warn", "whatsapp_code_failed", { code: codeOf(failure) });
    }
  }

  function eventsOf(mine: number): SocketEvents {
    const ifCurrent =
      <T extends unknown[]>(act: (...told: T) => void) =>
      (...told: T) => {
        if (mine === current && running) act(...told);
      };
    return {
      async onOpened(message) {
        // Thrown, so that it counts as never opened: WhatsApp delivers it again to the next connection.
        if (mine !== current || !running) throw new Error("line_closed");
        await parts.hear.onOpened(message);
      },
      wasOpened: parts.hear.wasOpened,
      onMessage: ifCurrent(parts.hear.onMessage),
      onCall: ifCurrent(parts.hear.onCall),
      onDelivered: ifCurrent(parts.hear.onDelivered),
      // Also of a connection that is being closed: keys that it has used up must not be used again.
      onAccountChanged: parts.hear.onAccountChanged,
      onOpen: ifCurrent(() => {
        openSince = clock();
        tell({ state: "open" });
      }),
      onQr: ifCurrent((qr) => {
        shownQr = qr;
        showQr();
        if (attempt?.ask === "code") void requestCode(attempt);
      }),
      onPaired: ifCurrent(() => {
        attempt = undefined;
        shownQr = undefined;
        tell({ state: "connecting" });
      }),
      // When pairing by code the secret is agreed upon between the two devices and must stay.
      onSecretRetired: ifCurrent(() => {
        if (attempt?.ask !== "qr") return;
        account.creds.advSecretKey = Buffer.from(random(32)).toString("base64");
        showQr();
      }),
      onPasskeyDemanded: ifCurrent(() => void endAttempt("passkey_needed")),
      onRestricted: ifCurrent((until) => tell({ ...status, restrictedUntil: until })),
      onClose: ifCurrent(closed),
    };
  }

  async function unpair(): Promise<void> {
    const late = new Promise((resolve) => setTimeout(resolve, LOGGING_OUT_LASTS).unref());
    const open = socket;
    current += 1;
    if (account.isPaired()) await Promise.race([open?.logOut().catch(() => undefined), late]);
    open?.end();
    await endAttempt(undefined);
  }

  return {
    status: () => status,
    open: () => (status.state === "open" ? socket : undefined),

    async start() {
      if (running) return;
      running = true;
      failures = 0;
      if (account.isPaired()) await dial();
      else tell({ state: "unpaired" });
    },

    async stop() {
      running = false;
      hangUp();
      tell({ state: account.isPaired() ? "stopped" : "unpaired" });
    },

    async ask(wish) {
      if (!running) return;
      switch (wish.ask) {
        case "qr":
        case "code":
          if (account.isPaired()) return;
          if (attempt !== undefined) await endAttempt(undefined);
          attempt = wish.ask === "qr" ? { ask: "qr" } : { ...wish, requested: false };
          tell({ state: "pairing" });
          return dial();
        case "stop":
          return attempt === undefined ? undefined : endAttempt(undefined);
        case "unpair":
          return account.isPaired() ? unpair() : undefined;
        case "reconnect":
          failures = 0;
          return account.isPaired() && status.state !== "open" ? dial() : undefined;
      }
    },
  };
}
