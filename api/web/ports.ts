/** What sign-in sessions need kept; `store` implements it. */
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
