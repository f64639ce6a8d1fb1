import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PeriodKeys } from "../../api/vault/index.ts";
import { openSpool, type Spool } from "../../bots/spool/index.ts";
import { random } from "../servers/database.ts";

type Entry = { text: string };
const MONDAY = ["2026-11-23", random(32)] as const;
const TUESDAY = ["2026-11-24", random(32)] as const;

let folder: string;
let path: string;
let periods: PeriodKeys;
let logged: string[];
let opened: Spool<Entry>[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "spool-"));
  path = join(folder, "inside", "whatsapp.spool");
  periods = { current: MONDAY[0], keys: new Map([MONDAY, TUESDAY]) };
  logged = [];
  opened = [];
});
afterEach(() => {
  for (const spool of opened) spool.close();
  rmSync(folder, { recursive: true });
});

function open(): Spool<Entry> {
  const spool = openSpool<Entry>({
    path,
    periods: () => periods,
    random,
    log: (_, code) => void logged.push(code),
  });
  opened.push(spool);
  return spool;
}

async function taken(spool: Spool<Entry>): Promise<string[]> {
  const texts: string[] = [];
  await spool.empty(async ({ text }) => void texts.push(text));
  return texts;
}

test("what was appended comes out in order, once", async () => {
  const spool = open();
  for (const text of ["satu", "dua", "tiga"]) spool.append({ text });

  expect(await taken(spool)).toEqual(["satu", "dua", "tiga"]);
  expect(await taken(spool)).toEqual([]);
});

test("what a killed process left is there for the next one", async () => {
  const killed = open();
  killed.append({ text: "satu" });
  killed.append({ text: "dua" });

  expect(await taken(open())).toEqual(["satu", "dua"]);
});

test("while it cannot be handed over it waits, with everything behind it", async () => {
  const spool = open();
  for (const text of ["satu", "dua", "tiga"]) spool.append({ text });
  const texts: string[] = [];

  const emptied = spool.empty(async ({ text }) => {
    if (text === "dua") throw new Error("the database is away");
    texts.push(text);
  });

  await expect(emptied).rejects.toThrow("away");
  expect(texts).toEqual(["satu"]);
  expect(spool.waiting()).toBe(2);
  expect(await taken(spool)).toEqual(["dua", "tiga"]);
});

test("killed half-way through emptying, it hands over again from the start: the inbox knows what it has", async () => {
  const killed = open();
  for (const text of ["satu", "dua"]) killed.append({ text });
  await killed
    .empty(async ({ text }) => {
      if (text === "dua") throw new Error("killed");
    })
    .catch(() => undefined);

  expect(await taken(open())).toEqual(["satu", "dua"]);
});

test("what arrives while it is being emptied is handed over too", async () => {
  const spool = open();
  spool.append({ text: "satu" });
  const texts: string[] = [];

  await spool.empty(async ({ text }) => {
    texts.push(text);
    if (text === "satu") spool.append({ text: "dua" });
  });

  expect(texts).toEqual(["satu", "dua"]);
  expect(await taken(open())).toEqual([]);
});

test("the file is empty once everything is handed over", async () => {
  const spool = open();
  spool.append({ text: "satu" });
  const before = statSync(path).size;

  await taken(spool);

  expect(before).toBeGreaterThan(0);
  expect(statSync(path).size).toBe(0);
});

test("a last record that was cut off is dropped, and the ones before it are not", async () => {
  const killed = open();
  killed.append({ text: "satu" });
  const whole = statSync(path).size;
  killed.append({ text: "setengah tertulis" });
  const torn = statSync(path).size;

  for (let size = torn - 1; size > whole; size -= 1) {
    truncateSync(path, size);
    const next = open();
    expect(next.waiting()).toBe(1);
    expect(statSync(path).size).toBe(whole);
    appendFileSync(path, Buffer.alloc(torn - whole - 1, 7));
  }

  truncateSync(path, whole);
  const spool = open();
  spool.append({ text: "dua" });
  expect(await taken(open())).toEqual(["satu", "dua"]);
});

test("a record that nobody can open any more is said in the log and holds up none behind it", async () => {
  const spool = open();
  spool.append({ text: "satu" });
  periods = { current: TUESDAY[0], keys: new Map([TUESDAY]) };
  spool.append({ text: "dua" });

  expect(await taken(spool)).toEqual(["dua"]);
  expect(logged).toEqual(["spool_record_lost"]);
});

test("what is longer than any message is refused, and costs none of the others their place", async () => {
  const killed = open();
  killed.append({ text: "satu" });
  expect(() => killed.append({ text: "x".repeat(1024 * 1024) })).toThrow("spool_record_too_long");
  killed.append({ text: "dua" });

  expect(await taken(open())).toEqual(["satu", "dua"]);
  expect(logged).toEqual([]);
});

test("nothing in the file can be read, and nobody else may open it", () => {
  const spool = open();

  spool.append({ text: "kata-yang-rahasia" });

  expect(readFileSync(path).toString("latin1")).not.toContain("rahasia");
  expect(statSync(path).mode & 0o077).toBe(0);
});

test("zeros that a power cut left behind the last record are cut away", async () => {
  const killed = open();
  killed.append({ text: "satu" });
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(512)]));

  expect(await taken(open())).toEqual(["satu"]);
  expect(logged).toEqual(["spool_record_torn"]);
});
