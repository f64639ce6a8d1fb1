/**
 * What must survive a few minutes in memory and nowhere else: half-finished sign-ins, and what an officer had
 * typed when the session ran out. Lost on restart, by intent: nothing here may reach a disk.
 */
import { MINUTE, SECOND, after, type Clock, type Instant, type Random } from "../kernel.ts";

/** Fields of a form as they were typed, and the form they belong to. */
export type Typed = { action: string; fields: Record<string, string> };

const KEPT_FOR = 10 * MINUTE;
const AT_MOST = 500;

export interface ShortMemory<T> {
  /** Keeps under a fresh random name and returns it. */
  keep(value: T): string;
  keepAs(name: string, value: T): void;
  look(name: string | undefined): T | undefined;
  take(name: string | undefined): T | undefined;
}

/** Bounded in time and number; the oldest goes first. */
export function createShortMemory<T>(parts: { random: Random; clock: Clock }): ShortMemory<T> {
  const kept = new Map<string, { value: T; until: Instant }>();

  function sweep(): void {
    for (const [name, entry] of kept) {
      if (entry.until <= parts.clock() || kept.size > AT_MOST) kept.delete(name);
    }
  }

  function look(name: string | undefined): T | undefined {
    sweep();
    return name === undefined ? undefined : kept.get(name)?.value;
  }

  function keepAs(name: string, value: T): void {
    kept.delete(name);
    kept.set(name, { value, until: after(parts.clock(), KEPT_FOR) });
    sweep();
    // An unlocked key must not wait for the next visitor to be forgotten.
    setTimeout(sweep, KEPT_FOR + SECOND).unref();
  }

  return {
    keep(value) {
      const name = Buffer.from(parts.random(32)).toString("base64url");
      keepAs(name, value);
      return name;
    },
    keepAs,
    look,
    take(name) {
      const value = look(name);
      if (name !== undefined) kept.delete(name);
      return value;
    },
  };
}
