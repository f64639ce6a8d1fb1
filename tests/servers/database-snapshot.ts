/**
 * Vitest global setup: one migrated database that every test file starts from. Embedded: a snapshot file, kept until
 * a migration changes. With TEST_DATABASE_URL: a template database on that server, made anew in every run.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openInMemory } from "../../api/store/embedded.ts";
import { migrate } from "../../api/store/migrate.ts";

const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations/", import.meta.url));
const KEPT = fileURLToPath(new URL("../../node_modules/.cache/lapor-aman/", import.meta.url));

declare module "vitest" {
  interface ProvidedContext {
    /** Path of the snapshot; absent when the tests run on a server. */
    databaseSnapshot?: string;
    /** Name of the template database; absent when the tests run embedded. */
    databaseTemplate?: string;
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined) {
    project.provide("databaseSnapshot", await snapshotFile());
    return undefined;
  }
  const template = `lapor_template_${process.pid}`;
  await onServer(server, async (client) => {
    await client.query(`drop database if exists ${template}`);
    await client.query(`create database ${template}`);
  });
  await onServer(databaseOn(server, template), migrate);
  project.provide("databaseTemplate", template);
  return () => onServer(server, (client) => client.query(`drop database if exists ${template} with (force)`));
}

async function snapshotFile(): Promise<string> {
  const file = `${KEPT}${checksum()}.tar`;
  if (existsSync(file)) return file;
  mkdirSync(KEPT, { recursive: true });
  const { database, pool, close } = await openInMemory(undefined);
  const client = await pool.connect();
  await migrate(client);
  client.release();
  const dump = await database.dumpDataDir("none");
  await close();
  // Written aside and renamed, so that a run beside this one never reads half a file.
  writeFileSync(`${file}.${process.pid}`, Buffer.from(await dump.arrayBuffer()));
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

function checksum(): string {
  const hash = createHash("sha256").update(readFileSync(new URL("../../package-lock.json", import.meta.url)));
  for (const name of readdirSync(MIGRATIONS).toSorted()) {
    const file = `${MIGRATIONS}${name}/migration.sql`;
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}

/** The same server's address with another database's name. */
export function databaseOn(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs something on a connection of its own. */
export async function onServer(url: string, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
