/** Sign-in sessions: the cookie holds the only key to the officer's private key; the row alone opens nothing. */
import { createHash } from "node:crypto";
import { HOUR, MINUTE, after } from "../kernel.ts";
import type { Clock, InFlight, OfficerId, PrivateKey, Random } from "../kernel.ts";
import { OpeningError, openInFlight, sealInFlight, type PeriodKeys } from "../vault/index.ts";
import type { Sessions, StoredSession } from "./ports.ts";

export const SESSION_COOKIE = "la_session";
export const IDLE_LIMIT = 30 * MINUTE;
export const ABSOLUTE_LIMIT = 12 * HOUR;

/** A row is touched at most this often, so that reading pages does not become writing rows. */
const TOUCH_EVERY = MINUTE;

export type FoundSession =
  | { kind: "live"; hash: string; officer: OfficerId; privateKey: PrivateKey }
  | { kind: "expired"; officer: OfficerId | undefined }
  | { kind: "none" };

/** `cookie`: token and secret, 32 bytes each, base64url. `hash` names the session and opens nothing. */
export type BegunSession = { cookie: string; hash: string };

export interface SessionBook {
  begin(officer: OfficerId, privateKey: PrivateKey): Promise<BegunSession>;
  /**
   * `expired` when a cookie was shown that opens nothing (any more); `officer` while the row still said whose it was.
   * `quietly` does not count as use: a page that updates itself must not keep a session alive.
   */
  find(cookie: string | undefined, how?: { quietly: boolean }): Promise<FoundSession>;
  end(cookie: string | undefined): Promise<void>;
  endAllOf(officer: OfficerId): Promise<void>;
}

export function createSessionBook(parts: { rows: Sessions; random: Random; clock: Clock }): SessionBook {
  const { rows, random, clock } = parts;

  async function begin(officer: OfficerId, privateKey: PrivateKey): Promise<BegunSession> {
    const token = random(32);
    const secret = random(32);
    const hash = hashOf(token);
    const lockedKey = sealInFlight(keyOf(secret), boundTo(hash, officer), Buffer.from(privateKey), random);
    const now = clock();
    await rows.save({ hash, officer, lockedKey, createdAt: now, seenAt: now });
    return { cookie: Buffer.concat([token, secret]).toString("base64url"), hash };
  }

  async function find(cookie: string | undefined, how = { quietly: false }): Promise<FoundSession> {
    if (cookie === undefined) return { kind: "none" };
    const held = parse(cookie);
    if (held === undefined) return expired();
    const hash = hashOf(held.token);
    const row = await rows.find(hash);
    if (row === undefined) return expired();
    if (isOver(row)) {
      await rows.remove(hash);
      return expired(row.officer);
    }
    const privateKey = unlock(held.secret, boundTo(hash, row.officer), row);
    if (privateKey === undefined) return expired();
    if (!how.quietly && clock() - row.seenAt >= TOUCH_EVERY) await rows.touch(hash, clock());
    return { kind: "live", hash, officer: row.officer, privateKey };
  }

  const isOver = (row: StoredSession) =>
    clock() >= after(row.seenAt, IDLE_LIMIT) || clock() >= after(row.createdAt, ABSOLUTE_LIMIT);

  return {
    begin,
    find,
    async end(cookie) {
      const held = cookie === undefined ? undefined : parse(cookie);
      if (held !== undefined) await rows.remove(hashOf(held.token));
    },
    endAllOf: (officer) => rows.removeOf(officer),
  };
}

const expired = (officer?: OfficerId): FoundSession => ({ kind: "expired", officer });

const hashOf = (token: Uint8Array): string => createHash("sha256").update(token).digest("base64url");

/** Authenticated with the key, so that a row moved to another officer or session does not open. */
const boundTo = (hash: string, officer: OfficerId): string => `session|${hash}|${officer}`;

function parse(cookie: string): { token: Uint8Array; secret: Uint8Array } | undefined {
  const bytes = Buffer.from(cookie, "base64url");
  return bytes.length === 64 ? { token: bytes.subarray(0, 32), secret: bytes.subarray(32) } : undefined;
}

/** One key for one session; it is in the cookie and nowhere else. */
const keyOf = (secret: Uint8Array): PeriodKeys => ({
  current: "session",
  keys: new Map([["session", secret]]),
});

/** Undefined when the secret is another, or the row was changed. */
function unlock(secret: Uint8Array, bound: string, row: StoredSession): PrivateKey | undefined {
  try {
    const bytes = openInFlight(keyOf(secret), bound, row.lockedKey as InFlight);
    return Buffer.from(bytes).toString("utf8") as PrivateKey;
  } catch (error) {
    if (error instanceof OpeningError) return undefined;
    throw error;
  }
}
