/** Sealing anew of what is in flight, so that the keys of past days can be destroyed while the rows live on. */
import { Prisma } from "./client/client.ts";
import type { Database } from "./database.ts";

/**
 * Gives the same content under the current key; undefined leaves the row as it is (it is current, or does not open).
 * `purpose` is what the value was sealed for.
 */
export type Renew = (purpose: string, sealed: Uint8Array) => Uint8Array | undefined;

/** Rows in one transaction: few, because the embedded database has one connection for everybody. */
const AT_ONCE = 50;

type Sql = Prisma.Sql;
type Row = { key: string; purpose: string; sealed: Uint8Array };
/** How a table's rows are named and told apart; `key` is text, so that all tables are walked alike. */
type Naming = { key: Sql; order: Sql; after(key: string): Sql; is(key: string): Sql };
type Column = { table: Sql; column: Sql; purpose: Sql; naming: Naming };

const { sql } = Prisma;
const numbered: Naming = {
  key: sql`id::text`,
  order: sql`id`,
  after: (key) => sql`id > ${key}::bigint`,
  is: (key) => sql`id = ${key}::bigint`,
};
const named: Naming = {
  key: sql`id::text`,
  order: sql`id`,
  after: (key) => sql`id > ${key}::uuid`,
  is: (key) => sql`id = ${key}::uuid`,
};
/** A line is named by its visit and its number: `hash 7`. */
const lineOfVisit: Naming = {
  key: sql`visit_hash || ' ' || seq`,
  order: sql`visit_hash, seq`,
  after: (key) => sql`(visit_hash, seq) > (split_part(${key}, ' ', 1), split_part(${key}, ' ', 2)::int)`,
  is: (key) => sql`visit_hash = split_part(${key}, ' ', 1) and seq = split_part(${key}, ' ', 2)::int`,
};

/** Every column that holds bytes under a period key. Columns sealed with age last and are not here. */
const IN_FLIGHT: readonly Column[] = [
  { table: sql`inbox`, column: sql`sealed`, purpose: sql`'heard'`, naming: numbered },
  { table: sql`conversation`, column: sql`state`, purpose: sql`'conversation'`, naming: named },
  { table: sql`conversation`, column: sql`address`, purpose: sql`'address'`, naming: named },
  { table: sql`outbox`, column: sql`address`, purpose: sql`'address'`, naming: numbered },
  { table: sql`outbox`, column: sql`body`, purpose: sql`'message'`, naming: numbered },
  { table: sql`trace`, column: sql`sealed`, purpose: sql`'trace'`, naming: numbered },
  // The visit is part of what is authenticated.
  {
    table: sql`visit_line`,
    column: sql`sealed`,
    purpose: sql`'visit-line ' || visit_hash`,
    naming: lineOfVisit,
  },
];

/**
 * Walks every value in flight and writes those that `renew` gives back; returns how many were written. A row that
 * somebody changed meanwhile keeps their bytes: they are under the current key already.
 */
export async function reseal(database: Database, renew: Renew): Promise<number> {
  let written = 0;
  for (const column of IN_FLIGHT) {
    for (let last: string | undefined, more = true; more; ) {
      const rows = await next(database, column, last);
      const renewed = rows.flatMap((row) => {
        const anew = renew(row.purpose, row.sealed);
        return anew === undefined ? [] : [{ row, anew }];
      });
      if (renewed.length > 0) written += await replace(database, column, renewed);
      last = rows.at(-1)?.key;
      more = rows.length === AT_ONCE;
    }
  }
  return written;
}

function next(
  { prisma }: Database,
  { table, column, purpose, naming }: Column,
  last: string | undefined,
): Promise<Row[]> {
  const further = last === undefined ? sql`true` : naming.after(last);
  return prisma.$queryRaw<Row[]>`
    select ${naming.key} as key, ${purpose} as purpose, ${column} as sealed from ${table}
    where ${column} is not null and ${further} order by ${naming.order} limit ${AT_ONCE}`;
}

function replace(
  { write }: Database,
  { table, column, naming }: Column,
  renewed: { row: Row; anew: Uint8Array }[],
): Promise<number> {
  return write(async (tx) => {
    let count = 0;
    for (const { row, anew } of renewed) {
      count += await tx.$executeRaw`
        update ${table} set ${column} = ${anew} where ${naming.is(row.key)} and ${column} = ${row.sealed}`;
    }
    return count;
  });
}
