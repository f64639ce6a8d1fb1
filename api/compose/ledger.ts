/**
 * The ledger of destructions, kept as a file beside the server's keys: a restored backup brings destroyed content back,
 * and only something outside the database can know that it must go again.
 */
import { readFile, rename, writeFile } from "node:fs/promises";
import type { CaseId, Clock } from "../kernel.ts";
import type { Store } from "../store/index.ts";

type Parts = { retention: Store["retention"]; file: string };

/** Writes down what was destroyed so far; whole or not at all. Lines of an earlier ledger are never lost. */
export async function keepLedger({ retention, file }: Parts): Promise<void> {
  const kept = await readLedger(file);
  const all = new Set([...kept, ...(await retention.ledger()).map((one) => one.case)]);
  if (all.size === kept.length) return;
  const unfinished = `${file}.new`;
  await writeFile(unfinished, `${[...all].join("\n")}\n`, { mode: 0o600, flush: true });
  await rename(unfinished, file);
}

/** Destroys again whatever a restore brought back; returns how many cases that were. */
export async function replayLedger({ retention, file, clock }: Parts & { clock: Clock }): Promise<number> {
  let again = 0;
  for (const id of await readLedger(file)) if (await retention.shred(id, clock())) again += 1;
  return again;
}

async function readLedger(file: string): Promise<CaseId[]> {
  try {
    return (await readFile(file, "utf8")).split("\n").filter((line) => line !== "") as CaseId[];
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw failure;
  }
}
