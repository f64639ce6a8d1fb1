/**
 * Sealing of what is in flight (inbox, outbox, drafts): AES-256-GCM under keys that live for a few days, as files
 * outside the database and its backups. Deleting such a file is what truly shreds old rows and backups.
 *
 *     byte  0      format version, 1
 *     byte  1      length n of the period id
 *     bytes 2–     period id (a UTC day, `2026-11-21`), then nonce, ciphertext, tag
 *
 * Header and purpose are authenticated with the content, so that a row cannot serve as another kind of row.
 */
import type { InFlight, Random } from "../kernel.ts";
import { decrypt, encrypt } from "./aes-gcm.ts";
import { bytesOf, join, lengthPrefixed, textOf } from "./bytes.ts";
import { OpeningError } from "./errors.ts";
import { pad, unpad } from "./padding.ts";
import type { PeriodKeys } from "./words.ts";

const VERSION = 1;

/** Seals under the current period. Throws when its key is missing from `periods`. */
export function sealInFlight<C extends string>(
  periods: PeriodKeys,
  purpose: string,
  plaintext: Uint8Array,
  random: Random,
): InFlight<C> {
  const header = headerOf(periods.current);
  const key = periods.keys.get(periods.current);
  if (key === undefined) throw new Error("the current period has no key");
  return join(header, encrypt(key, random, alongside(header, purpose), pad(plaintext))) as InFlight<C>;
}

/** Throws OpeningError: `wrong_key` when the period's key is gone, `damaged` for altered bytes or another purpose. */
export function openInFlight<C extends string>(
  periods: PeriodKeys,
  purpose: string,
  sealed: InFlight<C>,
): Uint8Array {
  const period = periodOf(sealed);
  const key = periods.keys.get(period);
  if (key === undefined) throw new OpeningError("wrong_key");
  const header = headerOf(period);
  const padded = decrypt(key, alongside(header, purpose), sealed.subarray(header.length));
  const plaintext = padded && unpad(padded);
  if (plaintext === undefined) throw new OpeningError("damaged");
  return plaintext;
}

export const sealJsonInFlight = <C extends string>(
  periods: PeriodKeys,
  purpose: string,
  value: unknown,
  random: Random,
): InFlight<C> => sealInFlight<C>(periods, purpose, bytesOf(JSON.stringify(value)), random);

export const openJsonInFlight = <T, C extends string = string>(
  periods: PeriodKeys,
  purpose: string,
  sealed: InFlight<C>,
): T => JSON.parse(textOf(openInFlight(periods, purpose, sealed))) as T;

/** The same content under the current period; undefined when it is there already. Throws OpeningError. */
export function resealInFlight<C extends string>(
  periods: PeriodKeys,
  purpose: string,
  sealed: InFlight<C>,
  random: Random,
): InFlight<C> | undefined {
  if (periodOf(sealed) === periods.current) return undefined;
  return sealInFlight<C>(periods, purpose, openInFlight(periods, purpose, sealed), random);
}

function headerOf(period: string): Uint8Array<ArrayBuffer> {
  const id = bytesOf(period);
  return join(Uint8Array.of(VERSION, id.length), id);
}

function periodOf(sealed: Uint8Array): string {
  const length = sealed[1];
  if (sealed[0] !== VERSION || length === undefined || sealed.length < 2 + length)
    throw new OpeningError("damaged");
  return Buffer.from(sealed.subarray(2, 2 + length)).toString("utf8");
}

const alongside = (header: Uint8Array, purpose: string): Uint8Array =>
  join(header, lengthPrefixed(bytesOf(purpose)));
