/** One chat in one hand: a chat bears another pseudonym each day, so no unique column can tell that two are the same. */
import type { Transaction } from "./database.ts";

/**
 * Held until the transaction ends. Whoever begins a conversation of a chat holds the locks of all its pseudonyms
 * first: two processes whose period keys differ by a day still share one of them. Taken in one order, and before any
 * row is locked, so that nobody waits in a circle.
 */
export async function lockChat(tx: Transaction, pseudonyms: string[]): Promise<void> {
  await tx.$executeRaw`
    select pg_advisory_xact_lock(hashtextextended(pseudonym, 0))
    from (select unnest(${pseudonyms}::text[]) as pseudonym order by 1) as known`;
}
