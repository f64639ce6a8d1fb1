/** Opens a migrated database for a test file, and empties it between tests. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { inject } from "vitest";
import { openStore, type Store } from "../../api/store/index.ts";
import { databaseOn, onServer } from "./database-snapshot.ts";

export const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));

export type TestStore = Store & {
  /** Deletes every row, in milliseconds. */
  empty(): Promise<void>;
};

/** Embedded in memory; or, with TEST_DATABASE_URL, a database of its own on that server, dropped at `close`. */
export async function openTestStore(): Promise<TestStore> {
  const server = process.env.TEST_DATABASE_URL;
  const store = server === undefined ? await openEmbedded() : await openOnServer(server);
  return { ...store, empty: () => emptyAll(store) };
}

export const onPostgres = process.env.TEST_DATABASE_URL !== undefined;

function openEmbedded(): Promise<Store> {
  const file = inject("databaseSnapshot");
  return openStore({ memory: true, snapshot: file === undefined ? undefined : readFileSync(file), random });
}

async function openOnServer(server: string): Promise<Store> {
  const template = inject("databaseTemplate");
  const name = `lapor_test_${randomBytes(8).toString("hex")}`;
  const from = template === undefined ? "" : `template ${template}`;
  await onServer(server, (client) => client.query(`create database ${name} ${from}`));
  const store = await openStore({ databaseUrl: databaseOn(server, name), random });
  return {
    ...store,
    async close() {
      await store.close();
      await onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function emptyAll({ pool }: Store): Promise<void> {
  const { rows } = await pool.query<{ names: string }>(
    `select string_agg(quote_ident(tablename), ', ') as names from pg_tables
    where schemaname = 'public' and tablename <> '_prisma_migrations'`,
  );
  await pool.query(`truncate ${rows[0]?.names} restart identity cascade`);
}
