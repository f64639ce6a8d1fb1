/** What stands for a chat's address while its link lives. */
import { bytesOf, join, lengthPrefixed } from "./bytes.ts";
import { periodNames, type PeriodNames } from "./period-name.ts";
import type { SlowHash } from "./slow-hash.ts";
import type { Pepper, PeriodKeys } from "./words.ts";

/** The same for all addresses on purpose: a pseudonym must be found again from the address alone. */
const SALT = bytesOf("lapor-aman/pseudonym/1");
/** Keeps this use of a period key apart from sealing what is in flight. */
const PURPOSE = "lapor-aman/pseudonym/period/1";

/**
 * Names of a channel's address, each base64url of 32 bytes: one slow, peppered hash, and of it an HMAC-SHA-256 under
 * a key of each period (HKDF-SHA-256 of the period key, RFC 5869). Phone numbers can be counted through, so a name
 * hides nothing from whoever has pepper and period key; once its period key is deleted nobody can test it any more,
 * in no copy of the database. Throws when the key of the current period is missing from `periods`.
 */
export async function pseudonymsOf(
  hash: SlowHash,
  pepper: Pepper,
  periods: PeriodKeys,
  channel: string,
  address: string,
): Promise<PeriodNames> {
  const named = join(lengthPrefixed(bytesOf(channel)), lengthPrefixed(bytesOf(address)));
  const slow = await hash(named, SALT, pepper, 32);
  return periodNames(periods, PURPOSE, slow);
}
