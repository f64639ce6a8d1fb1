/**
 * `npm run bench [-- triage]`: runs every `*.bench.ts` of this folder (or those whose names are given), each in a
 * process of its own, so that loading and memory are its own; prints one table. Absolute times hold on a quiet
 * machine with two cores; compare ratios elsewhere.
 *
 * A bench file exports `measure(): Promise<Figure[]>` and imports what it measures inside that function.
 */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { tableOf, type Figure } from "./figures.ts";

const ONE = "--one";
const here = import.meta.dirname;

if (process.argv[2] === ONE && process.argv[3] !== undefined) {
  const { measure } = (await import(join(here, basename(process.argv[3])))) as {
    measure: () => Promise<Figure[]>;
  };
  process.stdout.write(JSON.stringify(await measure()));
} else {
  const wanted = process.argv.slice(2);
  const files = readdirSync(here)
    .filter((name) => name.endsWith(".bench.ts"))
    .filter((name) => wanted.length === 0 || wanted.includes(name.replace(".bench.ts", "")))
    .toSorted();
  if (files.length === 0) throw new Error(`no bench of that name: ${wanted.join(" ")}`);
  for (const file of files) {
    process.stderr.write(`${file} …\n`);
    // One after the other: they would slow each other down.
    const figures = await measuredAlone(file);
    process.stdout.write(`\n${file}\n${tableOf(figures)}\n`);
  }
}

async function measuredAlone(file: string): Promise<Figure[]> {
  const child = spawn(process.execPath, ["--expose-gc", import.meta.filename, ONE, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const left = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const written = await text(child.stdout);
  if ((await left) !== 0) throw new Error(`${file} failed`);
  return JSON.parse(written) as Figure[];
}
