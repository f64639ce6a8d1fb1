import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DurableNodeFS } from "../../api/store/durable-files.ts";
import { proveFlush } from "../../api/store/embedded.ts";
import { openStore, RefusedToOpen } from "../../api/store/index.ts";
import { after, HOUR } from "../../api/kernel.ts";
import { heard, NOON, random } from "../contracts/store/samples.ts";
import { onPostgres } from "../servers/database.ts";

const WRITER = fileURLToPath(new URL("../servers/database-writer.ts", import.meta.url));

let dataDir: string;
let writer: ChildProcess | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "lapor-store-"));
});
afterEach(async () => {
  await kill();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts another process that opens the same folder as the program does and writes without end. */
function startWriter(): { acknowledged: string[]; wrote(count: number): Promise<void> } {
  const child = spawn(process.execPath, [WRITER, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  writer = child;
  const acknowledged: string[] = [];
  let look = () => {};
  createInterface({ input: child.stdout }).on("line", (line) => {
    acknowledged.push(line);
    look();
  });
  const wrote = (count: number) =>
    new Promise<void>((resolve, reject) => {
      child.once("exit", () => reject(new Error("the writer ended by itself")));
      look = () => acknowledged.length >= count && resolve();
      look();
    });
  return { acknowledged, wrote };
}

/** As the kernel ends a process: no farewell, no flush. */
async function kill(): Promise<void> {
  const child = writer;
  writer = undefined;
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGKILL");
  await gone;
}

const open = () => openStore({ dataDir, random });

// The server has its own; this is about the one in our process.
describe.skipIf(onPostgres)("the embedded database", () => {
  test("killed while it writes, keeps every message that was acknowledged", async () => {
    const { acknowledged, wrote } = startWriter();
    await wrote(40);
    await kill();

    const store = await open();

    const { rows } = await store.pool.query<{ name: string; chats: number }>(
      `select s.value as name, (select count(*)::int from inbox) as chats from setting s`,
    );
    const kept = new Set(rows.map(({ name }) => name));
    expect(acknowledged.filter((name) => !kept.has(name))).toEqual([]);
    expect(rows[0]?.chats).toBeGreaterThanOrEqual(acknowledged.length);
    await store.close();
  });

  test("refuses a second process while the first has it, and opens once that one is gone", async () => {
    const { wrote } = startWriter();
    await wrote(1);

    const refused = open();
    await expect(refused).rejects.toBeInstanceOf(RefusedToOpen);
    await expect(refused).rejects.toThrow("another process has the database");

    await kill();
    const store = await open();
    expect((await store.health()).unheard).toBeGreaterThan(0);
    await store.close();
  });

  test("closed and opened again has its rows, its migrations and one upkeep behind it", async () => {
    const first = await open();
    await first.directory.saveSetting("demonstration", "no");
    await first.maintain();
    await first.close();

    const second = await open();

    expect(await second.directory.setting("demonstration")).toBe("no");
    await second.close();
  });

  test("a chat that was in hand when the power went is taken up at once", async () => {
    const first = await open();
    await first.inbox.insert(heard());
    const held = await first.conversations.lease(NOON, after(NOON, HOUR));
    const meanwhile = await first.conversations.lease(NOON, after(NOON, HOUR));
    await first.close();

    const second = await open();
    const again = await second.conversations.lease(NOON, after(NOON, HOUR));
    await second.close();

    expect(meanwhile).toBeUndefined();
    expect(again?.id).toBe(held?.id);
    expect(again?.waiting).toHaveLength(1);
  });

  test("refuses a folder that another PostgreSQL wrote, and leaves it as it is", async () => {
    const first = await open();
    await first.close();
    const version = join(dataDir, "database", "PG_VERSION");
    writeFileSync(version, "17\n");

    const refused = open();

    await expect(refused).rejects.toThrow("was written by PostgreSQL 17");
    expect(readFileSync(version, "utf8")).toBe("17\n");
  });

  test("is not used when its commits are not flushed to the disk", async () => {
    const files = new DurableNodeFS(join(dataDir, "database"));
    const neverFlushes = await PGlite.create({ fs: files, startParams: PGlite.defaultStartParams });

    const proof = proveFlush(neverFlushes, files);

    await expect(proof).rejects.toThrow("does not flush its commits");
  });
});
