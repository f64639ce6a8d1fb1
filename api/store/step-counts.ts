/** Steps of the conversation reached, by day: where people drop out, without a link to any of them. */
import { localDay, type Instant } from "../kernel.ts";
import type { Transaction } from "./database.ts";

/** Adds one to each step's count of that day (WIB, the day of most reporters). Locks rows in one order for all. */
export async function countSteps(tx: Transaction, at: Instant, steps: string[]): Promise<void> {
  const day = localDay(at, "Asia/Jakarta");
  for (const step of steps.toSorted()) {
    await tx.$executeRaw`
      insert into step_count (day, step, count) values (${day}, ${step}, 1)
      on conflict (day, step) do update set count = step_count.count + 1`;
  }
}
