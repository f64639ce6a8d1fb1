/** Wrong tries, messages and filings, counted by the minute in a table of their own, which is left out of dumps. */
import type { FiledCounts } from "../../bots/dispatch/ports.ts";
import { DAY, HOUR, MINUTE, type Instant } from "../kernel.ts";
import type { Database, Transaction, Write } from "./database.ts";
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
  return write(async (tx) => {
    if (right) {
      await tx.throttle.deleteMany({ where: { scope, key } });
      return 0;
    }
    await countOne(tx, scope, key, now);
    return sumSince(tx, scope, key, (now - window - MINUTE) as Instant);
  });
}

/** Counts a message of this chat; how many there were in the running minute and in the last hour, with this one. */
export async function countMessage(
  tx: Transaction,
  chat: string,
  now: Instant,
): Promise<{ minute: number; hour: number }> {
  await countOne(tx, "message", chat, now);
  const before = (startOfMinute(now) - 1) as Instant;
  return {
    minute: await sumSince(tx, "message", chat, before),
    hour: await sumSince(tx, "message", chat, (now - HOUR) as Instant),
  };
}

export const countFiling = (tx: Transaction, chat: string, now: Instant): Promise<void> =>
  countOne(tx, "filing", chat, now);

export const createFiledCounts = ({ write }: Database): FiledCounts => ({
  filedBy: (chat, now) => write((tx) => sumSince(tx, "filing", chat, (now - DAY) as Instant)),
});

type Scope = Try["scope"] | "message" | "filing";

const startOfMinute = (at: Instant): Instant => (at - (at % MINUTE)) as Instant;

async function countOne(tx: Transaction, scope: Scope, key: string, now: Instant): Promise<void> {
  await tx.$executeRaw`
    insert into throttle (scope, key, minute, count) values (${scope}, ${key}, ${toDate(startOfMinute(now))}, 1)
    on conflict (scope, key, minute) do update set count = throttle.count + 1`;
}

async function sumSince(tx: Transaction, scope: Scope, key: string, since: Instant): Promise<number> {
  const { _sum } = await tx.throttle.aggregate({
    where: { scope, key, minute: { gt: toDate(since) } },
    _sum: { count: true },
  });
  return _sum.count ?? 0;
}
