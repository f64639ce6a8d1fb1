/** Applies prisma/migrations at start, keeping the history table that Prisma's own tools read. */
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { RefusedToOpen } from "./errors.ts";

const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations/", import.meta.url));
/** The advisory lock that Prisma Migrate takes as well. */
const LOCK = 72707369;

type Migration = { name: string; sql: string; checksum: string };
type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

/**
 * Brings the database to this build's schema; returns how many migrations it applied. Each file is one transaction
 * (PostgreSQL refuses a new enum value in the transaction that added it). Refuses a history that this build does
 * not know, an edited file, and one that failed halfway.
 */
export async function migrate(client: pg.ClientBase, folder: string = MIGRATIONS): Promise<number> {
  const migrations = await readMigrations(folder);
  await client.query("select pg_advisory_lock($1)", [LOCK]);
  try {
    await client.query(HISTORY);
    const applied = await readHistory(client);
    refuseUnknown(migrations, applied);
    const pending = migrations.filter((migration) => !isApplied(migration, applied.get(migration.name)));
    for (const migration of pending) await apply(client, migration);
    return pending.length;
  } finally {
    await client.query("select pg_advisory_unlock($1)", [LOCK]);
  }
}

const HISTORY = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(`${folder}/${name}/migration.sql`, "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function readHistory(client: pg.ClientBase): Promise<Map<string, Applied>> {
  const { rows } = await client.query<Applied>(
    "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
  );
  return new Map(rows.map((row) => [row.migration_name, row]));
}

function refuseUnknown(migrations: Migration[], applied: Map<string, Applied>): void {
  const known = new Set(migrations.map(({ name }) => name));
  for (const name of applied.keys()) {
    if (!known.has(name)) {
      throw new RefusedToOpen(
        `the database has migration ${name}, which this build does not know: it is newer`,
      );
    }
  }
}

function isApplied({ name, checksum }: Migration, applied: Applied | undefined): boolean {
  if (applied === undefined) return false;
  if (applied.finished_at === null)
    throw new RefusedToOpen(`migration ${name} failed earlier; mend it by hand`);
  if (applied.checksum !== checksum)
    throw new RefusedToOpen(`migration ${name} was edited after it was applied`);
  return true;
}

async function apply(client: pg.ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       values ($1, $2, now(), $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (failure) {
    await client.query("rollback");
    throw failure;
  }
}
