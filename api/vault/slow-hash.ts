/**
 * argon2id (RFC 9106) off the main thread, with the pepper as its secret input: whoever has the database but not
 * the pepper cannot test a single guess.
 */
import { argon2 } from "node:crypto";
import type { Pepper } from "./words.ts";

/** `bytes` bytes from a secret and its salt (at least 8 bytes). */
export type SlowHash = (
  secret: Uint8Array,
  salt: Uint8Array,
  pepper: Pepper,
  bytes: number,
) => Promise<Uint8Array>;

/** Second choice of the OWASP Password Storage Cheat Sheet: receipts and pseudonyms are hashed at every message. */
export const RECEIPT_COST = { memoryKiB: 19_456, passes: 2 } as const;
/** Second choice of RFC 9106 §4, at one lane: a passphrase is typed once a shift and opens a body's key. */
export const PASSPHRASE_COST = { memoryKiB: 65_536, passes: 3 } as const;

/** Runs at most so many at once; the others wait in order. */
export type HashLine = <T>(job: () => Promise<T>) => Promise<T>;

/**
 * One line for all hashes of a process: libuv has four threads, and files and DNS need some of them; a flood of
 * guesses must not take the memory of the machine either.
 */
export function createHashLine(atOnce: number): HashLine {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (job) => {
    if (running < atOnce) running += 1;
    else await new Promise<void>((turn) => waiting.push(turn));
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/** A hash of one cost. Hand the same `line` to both hashes of a process; without one, two run at once. */
export function createSlowHash(
  options: { atOnce?: number; memoryKiB?: number; passes?: number; line?: HashLine } = {},
): SlowHash {
  const { memoryKiB: memory, passes } = { ...RECEIPT_COST, ...options };
  const line = options.line ?? createHashLine(options.atOnce ?? 2);
  return (secret, salt, pepper, bytes) =>
    line(
      () =>
        new Promise((resolve, reject) => {
          argon2(
            "argon2id",
            {
              message: secret,
              nonce: salt,
              secret: pepper,
              memory,
              passes,
              parallelism: 1,
              tagLength: bytes,
            },
            (error, hash) => (error === null ? resolve(hash) : reject(error)),
          );
        }),
    );
}
