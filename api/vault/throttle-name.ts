/** What stands for a chat in the counts that keep one chat from crowding out the others. */
import { createHmac } from "node:crypto";
import { bytesOf, join, lengthPrefixed, toBase64Url } from "./bytes.ts";
import type { PeriodKeys } from "./words.ts";

/**
 * HMAC-SHA-256 of a channel's address under today's random key, base64url: fast, because it is spent on every message
 * of a flood. Phone numbers can be counted through by whoever has the key; it lives for one UTC day, in no dump and no
 * backup, and without it the name stands for nothing. Throws when the key of the current day is missing.
 */
export function throttleName(days: PeriodKeys, channel: string, address: string): string {
  const key = days.keys.get(days.current);
  if (key === undefined) throw new Error("the current day has no throttle key");
  const named = join(lengthPrefixed(bytesOf(channel)), lengthPrefixed(bytesOf(address)));
  return toBase64Url(createHmac("sha256", key).update(named).digest());
}
