/** The only opener of transactions, and the two ways the rest of the store reaches the database. */
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { Prisma, PrismaClient } from "./client/client.ts";
import { Conflict, codeOfFailure } from "./errors.ts";

export type Transaction = Prisma.TransactionClient;
export type Plan<T> = (tx: Transaction) => Promise<T>;
export type Write = <T>(plan: Plan<T>) => Promise<T>;

export type Database = {
  /** For reads of one statement; writes of more than one go through `write`. */
  prisma: PrismaClient;
  write: Write;
};

// Embedded there is one connection, so a burst of writers waits in line for it.
const MAX_WAIT_MS = 30_000;
const TIMEOUT_MS = 20_000;
const MOST_TRIES = 4;
/** Serialization failure, deadlock, and Prisma's name for either: the database asks for a second try. */
const TRY_AGAIN = new Set(["40001", "40P01", "P2034"]);

export function createDatabase(pool: pg.Pool): Database {
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: MAX_WAIT_MS, timeout: TIMEOUT_MS },
  });

  /**
   * Runs a plan in one transaction. A plan awaits SQL through its `tx` and nothing else: anything slower would hold
   * the embedded database's only connection, and SQL outside `tx` would wait for it forever.
   */
  async function write<T>(plan: Plan<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await prisma.$transaction(async (tx) => {
          const result = await plan(tx);
          // An error that a plan swallowed turns COMMIT into ROLLBACK, and Prisma would still report success.
          await tx.$queryRaw`select 1`;
          return result;
        });
      } catch (failure) {
        if (tries === MOST_TRIES || !TRY_AGAIN.has(codeOfFailure(failure))) throw failure;
      }
    }
  }

  return { prisma, write };
}

/** `done`, or `conflict` when the plan threw a Conflict; then nothing was written. */
export async function writeOrConflict(write: Write, plan: Plan<unknown>): Promise<"done" | "conflict"> {
  try {
    await write(plan);
    return "done";
  } catch (failure) {
    if (failure instanceof Conflict) return "conflict";
    throw failure;
  }
}
