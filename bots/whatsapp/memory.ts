/** Small memories that must outlive one connection and not grow without end. */
import type { SocketConfig } from "./baileys.ts";

const MOST = 5_000;

/** Remembers the last thousands of what was added. */
export function createRecent(): { add(one: string): void; has(one: string): boolean } {
  const known = new Set<string>();
  return {
    add(one) {
      known.add(one);
      const [oldest] = known;
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    },
    has: (one) => known.has(one),
  };
}

/** How often a message was asked for again; Baileys stops at a few, and must not forget that with the connection. */
export function createCounter(): NonNullable<SocketConfig["msgRetryCounterCache"]> {
  const counts = new Map<string, unknown>();
  return {
    get: <T>(key: string) => counts.get(key) as T | undefined,
    set(key, value) {
      counts.set(key, value);
      const [oldest] = counts.keys();
      if (counts.size > MOST && oldest !== undefined) counts.delete(oldest);
    },
    del: (key) => void counts.delete(key),
    flushAll: () => counts.clear(),
  };
}
