/** One append-only file: sealed records, each on disk before `append` returns, taken away in order. */
import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { InFlight, Random } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import { openJsonInFlight, sealJsonInFlight, type PeriodKeys } from "../../api/vault/index.ts";

const PURPOSE = "spool";
/** Bytes before each record that say how long it is. */
const LENGTH = 4;
/** Far above any message; a length beyond it is no length. */
const LONGEST = 1024 * 1024;

export type SpoolParts = { path: string; periods: () => PeriodKeys; random: Random; log: Log };

export interface Spool<Entry> {
  /** On disk when it returns; throws when that failed or it is over a megabyte, and then nothing of it counts. */
  append(entry: Entry): void;
  /** Hands over what waits, oldest first, each before the next; a rejection leaves that one and all behind it. */
  empty(take: (entry: Entry) => Promise<void>): Promise<void>;
  waiting(): number;
  close(): void;
}

/**
 * Opens the file, made when missing; what a stopped or killed process left in it waits again. A last record that was
 * cut off in the middle of being written is dropped: nobody was told that it had arrived.
 */
export function openSpool<Entry>({ path, periods, random, log }: SpoolParts): Spool<Entry> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, "a+", 0o600);
  syncFolder(dirname(path));
  const left = readRecords(file);
  const torn = fstatSync(file).size - left.end;
  if (torn > 0) {
    log("warn", "spool_record_torn", { bytes: torn });
    truncate(file, left.end);
  }
  const waiting: InFlight<"spool">[] = left.records;
  let size = left.end;

  /** Undefined when its key is gone or it is damaged: no later try would open it either. */
  function opened(sealed: InFlight<"spool">): Entry | undefined {
    try {
      return openJsonInFlight<Entry>(periods(), PURPOSE, sealed);
    } catch (failure) {
      log("error", "spool_record_lost", { code: codeOf(failure) });
      return undefined;
    }
  }

  return {
    append(entry) {
      const sealed = sealJsonInFlight<"spool">(periods(), PURPOSE, entry, random);
      // Read again, such a length would count as torn, and take all behind it along.
      if (sealed.length > LONGEST) throw new RangeError("spool_record_too_long");
      const record = Buffer.alloc(LENGTH + sealed.length);
      record.writeUInt32BE(sealed.length);
      record.set(sealed, LENGTH);
      try {
        for (let written = 0; written < record.length; ) written += writeSync(file, record, written);
        fdatasyncSync(file);
      } catch (failure) {
        // What was written of it must not stand before the next record.
        truncate(file, size);
        throw failure;
      }
      size += record.length;
      waiting.push(sealed);
    },

    async empty(take) {
      for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
        const entry = opened(first);
        if (entry !== undefined) await take(entry);
        waiting.shift();
      }
      if (size === 0) return;
      // Nothing was appended since the last look: no await stands between.
      truncate(file, 0);
      size = 0;
    },

    waiting: () => waiting.length,
    close: () => closeSync(file),
  };
}

/** The whole records of the file, and where the last of them ends. */
function readRecords(file: number): { records: InFlight<"spool">[]; end: number } {
  const bytes = Buffer.alloc(fstatSync(file).size);
  for (let at = 0; at < bytes.length; ) {
    const count = readSync(file, bytes, at, bytes.length - at, at);
    if (count === 0) break;
    at += count;
  }
  const records: InFlight<"spool">[] = [];
  let end = 0;
  while (end + LENGTH <= bytes.length) {
    const length = bytes.readUInt32BE(end);
    const next = end + LENGTH + length;
    if (length === 0 || length > LONGEST || next > bytes.length) break;
    records.push(new Uint8Array(bytes.subarray(end + LENGTH, next)) as InFlight<"spool">);
    end = next;
  }
  return { records, end };
}

function truncate(file: number, size: number): void {
  ftruncateSync(file, size);
  fsyncSync(file);
}

/** A new name is durable only once its folder is. */
function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  fsyncSync(folder);
  closeSync(folder);
}
