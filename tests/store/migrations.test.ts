import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { migrate } from "../../api/store/migrate.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations/", import.meta.url));

let store: TestStore;
let client: pg.PoolClient;
let folder: string;
beforeAll(async () => {
  store = await openTestStore();
  client = await store.pool.connect();
});
afterAll(async () => {
  client.release();
  await store.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lapor-migrations-"));
  cpSync(MIGRATIONS, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function add(name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "migration.sql"), sql);
}
const tableExists = async (name: string) =>
  (await client.query("select to_regclass($1) is not null as there", [name])).rows[0].there;

test("a database that is up to date is left alone", async () => {
  expect(await migrate(client, folder)).toBe(0);
});

test("a failing migration leaves nothing of itself behind, and those before it stay", async () => {
  add("29990101000000_good", "create table good (a int)");
  add("29990102000000_bad", "create table half (a int); select nothing_of_the_kind()");

  const attempt = migrate(client, folder);

  await expect(attempt).rejects.toThrow("nothing_of_the_kind");
  expect([await tableExists("good"), await tableExists("half")]).toEqual([true, false]);
  await client.query("drop table good");
  await client.query("delete from _prisma_migrations where migration_name like '2999%'");
});

test("a migration that was edited after it was applied stops the start", async () => {
  appendFileSync(join(folder, "20261121000000_first", "migration.sql"), "-- a later thought");

  await expect(migrate(client, folder)).rejects.toThrow("20261121000000_first was edited");
});

test("a database that a newer build has migrated stops the start", async () => {
  rmSync(join(folder, "20261121000100_append_only"), { recursive: true });

  await expect(migrate(client, folder)).rejects.toThrow(
    "20261121000100_append_only, which this build does not know",
  );
});
