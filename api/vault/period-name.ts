/** Names that die with their day: keyed hashes under the period keys. */
import { createHmac, hkdfSync } from "node:crypto";
import { bytesOf, toBase64Url } from "./bytes.ts";
import type { PeriodKeys } from "./words.ts";

/** `all`: the names under every period key there is, `current` among them, the oldest day first. */
export type PeriodNames = { current: string; all: string[] };

/**
 * Names of `content`, each base64url of 32 bytes: HMAC-SHA-256 under a key made from a period's (HKDF-SHA-256,
 * RFC 5869), with `purpose` keeping this use of it apart from every other. Whoever has the period key can test a
 * guess; once it is deleted nobody can, in no copy of the database. Throws when the key of the current period is
 * missing from `periods`.
 */
export function periodNames(periods: PeriodKeys, purpose: string, content: Uint8Array): PeriodNames {
  const days = [...periods.keys].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const names = new Map(days.map(([day, key]) => [day, nameIn(key, purpose, content)]));
  const current = names.get(periods.current);
  if (current === undefined) throw new Error("the current period has no key");
  return { current, all: [...names.values()] };
}

function nameIn(periodKey: Uint8Array, purpose: string, content: Uint8Array): string {
  const key = new Uint8Array(hkdfSync("sha256", periodKey, new Uint8Array(), bytesOf(purpose), 32));
  return toBase64Url(createHmac("sha256", key).update(content).digest());
}
