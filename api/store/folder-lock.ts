/** A lock on the embedded database's folder that the system frees when the process dies, however it dies. */
import { DatabaseSync } from "node:sqlite";
import { RefusedToOpen } from "./errors.ts";

/**
 * Takes the lock or refuses. PGlite has none of its own: of two processes in one folder the second silently destroys
 * the rows of the first. SQLite's exclusive mode is a file lock of the system, the only one Node offers.
 */
export function lockFolder(folder: string): { release(): void } {
  const lock = new DatabaseSync(`${folder}.lock`);
  try {
    lock.exec("pragma busy_timeout = 0; pragma locking_mode = exclusive; begin exclusive");
  } catch {
    lock.close();
    throw new RefusedToOpen(
      `another process has the database in ${folder} open; stop it first, or run the command through it`,
    );
  }
  return { release: () => lock.close() };
}
