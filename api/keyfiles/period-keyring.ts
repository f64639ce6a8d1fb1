/**
 * Period keys: a file per period of whole UTC days, named after its first day, in a folder of their own. Deleting an
 * old one shreds whatever was sealed under it, in backups and write-ahead logs too; overwriting the bytes on the disk
 * is not promised.
 */
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createFolder, createKeyFile, KeyFileError, refuseReadable, syncFolder } from "./key-file.ts";
import { after, DAY, type Instant } from "../kernel.ts";
import type { PeriodKeys } from "../vault/index.ts";

const SETTING = "period keys";
const SUFFIX = ".key";

export interface PeriodKeyring {
  now(): PeriodKeys;
  /** At a new period: its key seals from now on; true when it changed. Also reads what other processes made or deleted. */
  turn(now: Instant): boolean;
  /** Deletes the keys of periods that began more than so many days before the current one; returns their ids. */
  retire(olderThanDays: number): string[];
}

/** `days`: how many one period lasts. */
export function openPeriodKeyring(folder: string, now: Instant, days = 1): PeriodKeyring {
  createFolder(folder);
  refuseReadable(folder, SETTING);
  let periods = load(folder, now, days);

  return {
    now: () => periods,
    turn(at) {
      const before = periods.current;
      periods = load(folder, at, days);
      return periods.current !== before;
    },
    retire(olderThanDays) {
      const oldest = dayOf((Date.parse(periods.current) - olderThanDays * DAY) as Instant);
      const gone = [...periods.keys.keys()].filter((day) => day < oldest);
      for (const day of gone) rmSync(pathOf(folder, day), { force: true });
      if (gone.length > 0) syncFolder(folder);
      periods = { ...periods, keys: new Map([...periods.keys].filter(([day]) => day >= oldest)) };
      return gone;
    },
  };
}

/** The next key is made a period ahead, so that at midnight no process meets a key it has not read yet. */
function load(folder: string, now: Instant, days: number): PeriodKeys {
  const first = (Math.floor(now / (days * DAY)) * days * DAY) as Instant;
  const current = dayOf(first);
  ensure(folder, current);
  ensure(folder, dayOf(after(first, days * DAY)));
  const found = readdirSync(folder)
    .filter((name) => /^\d{4}-\d\d-\d\d\.key$/.test(name))
    .map((name) => name.slice(0, -SUFFIX.length));
  return { current, keys: new Map(found.toSorted().map((day) => [day, read(pathOf(folder, day))])) };
}

/** Whoever comes second to make a day's key uses the first one's. */
function ensure(folder: string, day: string): void {
  try {
    createKeyFile(pathOf(folder, day), `${randomBytes(32).toString("base64url")}\n`);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
  }
}

function read(path: string): Uint8Array {
  refuseReadable(path, SETTING);
  const key = new Uint8Array(Buffer.from(readFileSync(path, "utf8").trim(), "base64url"));
  if (key.length !== 32) throw new KeyFileError("damaged", SETTING, path);
  return key;
}

const pathOf = (folder: string, day: string): string => join(folder, day + SUFFIX);
const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10);
