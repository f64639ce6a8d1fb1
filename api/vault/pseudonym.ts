/** What stands for a chat's address while its link lives. */
import { bytesOf, join, lengthPrefixed, toBase64Url } from "./bytes.ts";
import type { SlowHash } from "./slow-hash.ts";
import type { Pepper } from "./words.ts";

/** The same for all addresses on purpose: a pseudonym must be found again from the address alone. */
const SALT = bytesOf("lapor-aman/pseudonym/1");

/**
 * A keyed, slow hash of a channel's address, base64url of 32 bytes. Phone numbers can be counted through, so it
 * hides nothing from whoever has the pepper; it keeps the database alone from telling who wrote.
 */
export async function pseudonymOf(
  hash: SlowHash,
  pepper: Pepper,
  channel: string,
  address: string,
): Promise<string> {
  const named = join(lengthPrefixed(bytesOf(channel)), lengthPrefixed(bytesOf(address)));
  return toBase64Url(await hash(named, SALT, pepper, 32));
}
