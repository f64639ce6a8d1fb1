/** What came in at one phone, in order, and waiting for more of it. */
import { createWaiting } from "./waiting.ts";

export type Mailbox<T> = {
  readonly all: T[];
  add(one: T): void;
  /** The first not taken yet that fits, with all before it taken too; rejects after `timeoutMs`. */
  take(fits: (one: T) => boolean, timeoutMs: number, wanted: string): Promise<T>;
};

export function createMailbox<T>(show: (one: T) => string): Mailbox<T> {
  const all: T[] = [];
  const waiting = createWaiting();
  let taken = 0;
  return {
    all,
    add(one) {
      all.push(one);
      waiting.changed();
    },
    take: (fits, timeoutMs, wanted) =>
      waiting.until(
        () => {
          const at = all.findIndex((one, index) => index >= taken && fits(one));
          if (at < 0) return undefined;
          taken = at + 1;
          return all[at];
        },
        timeoutMs,
        () => `${wanted}; since then came:\n${all.slice(taken).map(show).join("\n---\n") || "nothing"}`,
      ),
  };
}
