/** A copy of the whole database, as a thief or a backup has it: every row of every table, those of pg-boss too. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../../api/store/index.ts";

export type Row = Record<string, unknown>;
/** Rows by `schema.table`. */
export type Dump = Map<string, Row[]>;

export async function dumpOf({ pool }: Pick<Store, "pool">): Promise<Dump> {
  const tables = await pool.query<{ name: string; place: string }>(
    `select schemaname || '.' || tablename as name, format('%I.%I', schemaname, tablename) as place
    from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const dump: Dump = new Map();
  for (const { name, place } of tables.rows) {
    const { rows } = await pool.query<Row>(`select * from ${place}`);
    dump.set(name, rows);
  }
  return dump;
}

export const rowsOf = (dump: Dump, table: string): Row[] => dump.get(`public.${table}`) ?? [];

/** Every value of bytes, wherever it lies. */
export const bytesIn = (dump: Dump): Uint8Array[] =>
  [...dump.values()].flat().flatMap((row) => Object.values(row).filter((value) => Buffer.isBuffer(value)));

/** Where words stand in a dump, as `schema.table.column: word`; text, JSON and raw bytes alike. */
export function found(dump: Dump, words: readonly string[]): string[] {
  return [...dump].flatMap(([table, rows]) =>
    rows.flatMap((row) =>
      Object.entries(row).flatMap(([column, value]) =>
        wordsIn(bytesOf(value), words).map((word) => `${table}.${column}: ${word}`),
      ),
    ),
  );
}

/** The words that lie somewhere in these bytes, in capitals or not. */
export function wordsIn(bytes: Buffer, words: readonly string[]): string[] {
  const text = bytes.toString("latin1").toLowerCase();
  return words.filter((word) => text.includes(Buffer.from(word.toLowerCase()).toString("latin1")));
}

function bytesOf(value: unknown): Buffer {
  if (value === null || value === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(value)) return value;
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value, ofBigInt));
}

const ofBigInt = (_key: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

/** Every file below the folder, with what it holds. */
export function filesIn(folder: string): { path: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path, bytes: readFileSync(path) }));
}

/** Where words stand in the files below a folder, as `path: word`. */
export const foundInFiles = (folder: string, words: readonly string[]) =>
  filesIn(folder).flatMap(({ path, bytes }) => wordsIn(bytes, words).map((word) => `${path}: ${word}`));
