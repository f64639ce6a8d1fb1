/** The embedded database: PostgreSQL in this process (PGlite), opened so that a commit is on the disk. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type pg from "pg";
import { poolOver } from "./bridge.ts";
import { DURABLE_PARAMS, DurableNodeFS, MEMORY_PARAMS } from "./durable-files.ts";
import { RefusedToOpen } from "./errors.ts";
import { lockFolder } from "./folder-lock.ts";

/** The PostgreSQL inside the pinned PGlite; a folder of another major cannot be opened by it. */
export const EMBEDDED_MAJOR = 18;

export type Embedded = { pool: pg.Pool; close(): Promise<void> };

/** In memory, for tests and rehearsals; `snapshot` is an uncompressed `dumpDataDir` of a migrated database. */
export async function openInMemory(
  snapshot: Uint8Array | undefined,
): Promise<Embedded & { database: PGlite }> {
  const loadDataDir = snapshot && new Blob([new Uint8Array(snapshot)]);
  const database = await PGlite.create({ startParams: MEMORY_PARAMS, loadDataDir });
  const pool = poolOver(database);
  return { database, pool, close: () => closeBoth(pool, database) };
}

/** In `dataDir`/database, flushed at every commit, for one process at a time. */
export async function openInFolder(dataDir: string): Promise<Embedded> {
  const folder = join(dataDir, "database");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  try {
    refuseOtherMajor(folder);
    const files = new DurableNodeFS(folder);
    const database = await PGlite.create({ fs: files, startParams: DURABLE_PARAMS });
    await proveFlush(database, files);
    const pool = poolOver(database);
    const close = async () => {
      await closeBoth(pool, database);
      lock.release();
    };
    return { pool, close };
  } catch (failure) {
    lock.release();
    throw failure;
  }
}

function refuseOtherMajor(folder: string): void {
  const file = join(folder, "PG_VERSION");
  if (!existsSync(file)) return;
  const major = Number.parseInt(readFileSync(file, "utf8"), 10);
  if (major !== EMBEDDED_MAJOR) {
    throw new RefusedToOpen(
      `${folder} was written by PostgreSQL ${major}, this build carries ${EMBEDDED_MAJOR}; ` +
        "dump it with the build that wrote it and load it into a new folder",
    );
  }
}

/** The flush hangs on Emscripten's inner parts: commit once and see that it was asked for, rather than trust it. */
export async function proveFlush(database: PGlite, files: DurableNodeFS): Promise<void> {
  const before = files.flushes;
  await database.query("select pg_logical_emit_message(true, 'lapor-aman', 'self-check')");
  if (files.flushes > before) return;
  await database.close();
  throw new RefusedToOpen(
    "the embedded database does not flush its commits to the disk; it must not be used",
  );
}

async function closeBoth(pool: pg.Pool, database: PGlite): Promise<void> {
  await pool.end();
  await database.close();
}
