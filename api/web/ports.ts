/** What the web needs of others: sessions kept by `store`, a line to WhatsApp held by its channel. */
import type { Instant, OfficerId } from "../kernel.ts";

/** The officer's unlocked private key lies in the row under a secret that only the cookie holds. */
export type StoredSession = {
  /** SHA-256 of the cookie's token. */
  hash: string;
  officer: OfficerId;
  lockedKey: Uint8Array<ArrayBuffer>;
  createdAt: Instant;
  seenAt: Instant;
};

export interface Sessions {
  save(session: StoredSession): Promise<void>;
  find(hash: string): Promise<StoredSession | undefined>;
  touch(hash: string, seenAt: Instant): Promise<void>;
  remove(hash: string): Promise<void>;
  removeOf(officer: OfficerId): Promise<void>;
  /** Deletes sessions idle since before `idleSince` or created before `createdBefore`. */
  forget(idleSince: Instant, createdBefore: Instant): Promise<number>;
}

/** How the line to WhatsApp is. `code` says why, never in words of the network. */
export type LineStatus = {
  /** `away`: the process that holds the line does not run. */
  state: "away" | "unpaired" | "pairing" | "connecting" | "open" | "waiting" | "stopped";
  code?: string;
  /** The text of the QR code that is good now. */
  qr?: string;
  /** Eight letters and digits to type into the phone. */
  pairingCode?: string;
  /** WhatsApp lets us begin no new chats until then. */
  restrictedUntil?: Instant;
};

/** What an operator may ask for. `number`: the account's own, digits with country code. */
export type PairingWish =
  | { ask: "qr" }
  | { ask: "code"; number: string }
  /** Gives up an attempt to pair. */
  | { ask: "stop" }
  /** Unlinks the account and forgets its keys. */
  | { ask: "unpair" }
  /** Tries again after a stop. */
  | { ask: "reconnect" };

/** The linked WhatsApp account, as an operator sees and steers it. */
export interface PairingDesk {
  status(): Promise<LineStatus>;
  /** As typed; false when it is no wish. Nothing happens when it does not fit the state. */
  ask(asked: { ask: string; number?: string }): Promise<boolean>;
}
