/** Wrong tries, counted by the minute in a table of their own. */
import { MINUTE, type Instant } from "../kernel.ts";
import type { Write } from "./database.ts";
import { toDate } from "./moments.ts";

export type Try = {
  scope: "receipt" | "sign_in";
  key: string;
  /** How far back wrong tries count, in ms. */
  window: number;
  now: Instant;
  right: boolean;
};

/**
 * Counts a wrong try and returns how many there were within the window, this one with them; a right one clears them
 * and returns 0. Whole minutes are counted, so that an attacker's tries take one row a minute at most.
 */
export function countWrong(write: Write, { scope, key, window, now, right }: Try): Promise<number> {
  const minute = toDate((now - (now % MINUTE)) as Instant);
  const since = toDate((now - window - MINUTE) as Instant);
  return write(async (tx) => {
    if (right) {
      await tx.throttle.deleteMany({ where: { scope, key } });
      return 0;
    }
    await tx.$executeRaw`
      insert into throttle (scope, key, minute, count) values (${scope}, ${key}, ${minute}, 1)
      on conflict (scope, key, minute) do update set count = throttle.count + 1`;
    const { _sum } = await tx.throttle.aggregate({
      where: { scope, key, minute: { gt: since } },
      _sum: { count: true },
    });
    return _sum.count ?? 0;
  });
}
