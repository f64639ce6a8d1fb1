/** How fast we write: WhatsApp restricts accounts that write like machines. */
import { MINUTE, type Clock, type Random } from "../../api/kernel.ts";

export type TempoParts = {
  /** Messages a minute, all chats together; community values are 20 to 30 at most. */
  perMinute: number;
  clock: Clock;
  random: Random;
  wait: (ms: number) => Promise<void>;
};

/** Resolves when the next message may leave: half to one and a half of the mean pause after the one before. */
export function createTempo({ perMinute, clock, random, wait }: TempoParts): () => Promise<void> {
  let free = 0;
  return async () => {
    const now = clock();
    if (free > now) await wait(free - now);
    free = Math.max(now, free) + (MINUTE / perMinute) * (0.5 + chanceFrom(random));
  };
}

/** A number from 0 up to 1. */
export const chanceFrom = (random: Random): number => (random(1)[0] ?? 0) / 256;
