/** Shapes the vault speaks in. */
import type { AgencyId, CaseId, PrivateKey, PublicKey, Sealed } from "../kernel.ts";

export type KeyPair = { publicKey: PublicKey; privateKey: PrivateKey };

/** What a sealed text claims to be; checked on opening, so that a swapped row is refused. */
export type Label = {
  /** The case (or agency, officer) it belongs to. */
  owner: string;
  /** `narrative`, `event`, `report-key`, `agency-key`, `reply-address`, … */
  kind: string;
  epoch: number;
};

/** The server's own keys; the private half and the MAC key never leave SERVER_KEY_FILE. */
export type ServerKeys = KeyPair & { macKey: Uint8Array };
export type Pepper = Uint8Array;

/** In-flight keys by period id (a local day, `2026-11-21`); `current` seals, all open. */
export type PeriodKeys = { current: string; keys: ReadonlyMap<string, Uint8Array> };

/** Who can open a report: a body, or the reporter through the receipt code. */
export type Holder = AgencyId | "reporter";

/** A report's private key of one epoch, sealed to one holder. `outer`: sealed once more to the server until escalation. */
export type KeyCopy = { holder: Holder; epoch: number; outer: boolean; sealed: Sealed<"report-key"> };

/** A report's public key of one epoch, with the server's MAC over (case, epoch, key). */
export type EpochKey = { epoch: number; publicKey: PublicKey; mac: Uint8Array<ArrayBuffer> };

/**
 * The reporter's receipt as stored; the code is shown once and kept nowhere. The reporter is a holder like a body:
 * a key pair of the receipt, its private half under the code, so that later epochs open with the same code.
 */
export type StoredReceipt = {
  locator: string;
  salt: Uint8Array<ArrayBuffer>;
  verifier: Uint8Array<ArrayBuffer>;
  /** The receipt's private key, AES-256-GCM under the half of the hash that is not stored. */
  wrappedKey: Uint8Array<ArrayBuffer>;
  publicKey: PublicKey;
  mac: Uint8Array<ArrayBuffer>;
  case: CaseId;
};

/** Which of the bits the words of a report set, under the key of one period. */
export type Sketch = { period: string; bits: Uint8Array<ArrayBuffer> };
