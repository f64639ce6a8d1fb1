/**
 * `npm run -s scan -- --cases FILE --zones FILE --weeks T …`: a space-time permutation scan of plain files, one JSON
 * object on stdout, so that anyone can hold it against other software. Exit 0: done; 1: a file cannot be used;
 * 2: the arguments cannot be used.
 */
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import {
  judgeByChance,
  openScan,
  zoneSetOf,
  type Cluster,
  type OpenScan,
  type ScanQuestion,
  type ScanResult,
} from "../insight/relocation/index.ts";
import { createTexts } from "../../locales/index.ts";
import { parseArguments, type Arguments } from "./scan-arguments.ts";
import { parseCases, parseZones, type Fault } from "./scan-files.ts";
import type { Portion } from "./scan-worker.ts";

/** About one second of one thread; a worker costs a tenth of one to start. */
const VISITS_THAT_PAY = 150_000_000;

const texts = createTexts();
const say = (key: string, params?: Record<string, string | number>) =>
  texts.say("id", `command.scan.${key}`, params);

function stop(code: 1 | 2, sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

async function read<T>(file: string, parse: (text: string) => T | Fault): Promise<T> {
  const text = await readFile(file, "utf8").catch((fault: NodeJS.ErrnoException) =>
    stop(1, say("unreadable", { file, code: fault.code ?? "" })),
  );
  const parsed = parse(text);
  if (typeof parsed === "object" && parsed !== null && "fault" in parsed) {
    const { line, fault } = parsed;
    stop(1, say("bad_line", { file, line, fault: say(`fault.${fault}`) }));
  }
  return parsed;
}

async function questionOf(args: Arguments): Promise<ScanQuestion> {
  const { weeks, maxWindow, minCases, replicates, seed } = args;
  const incidents = await read(args.cases, (text) => parseCases(text, weeks));
  const zones = zoneSetOf(await read(args.zones, parseZones));
  const outside = new Set(incidents.map(({ area }) => area).filter((area) => !zones.indexOf.has(area)));
  if (outside.size > 0) process.stderr.write(`${say("outside", { count: outside.size })}\n`);
  return { incidents, zones, weeks, maxWindow, minCases, replicates, seed };
}

/** The replicates in equal portions, the first on this thread; each has its own stream, so the cut changes nothing. */
async function draw(open: OpenScan, question: ScanQuestion, threads: number): Promise<Float64Array> {
  const cut = (portion: number) => Math.floor((question.replicates * portion) / threads);
  const elsewhere = Array.from({ length: threads - 1 }, (_, portion) => {
    const workerData: Portion = { question, from: cut(portion + 1), to: cut(portion + 2) };
    const worker = new Worker(new URL("./scan-worker.ts", import.meta.url), { workerData });
    return new Promise<Float64Array>((done, fail) => worker.once("message", done).once("error", fail));
  });
  const maxima = new Float64Array(question.replicates);
  maxima.set(open.draw(0, cut(1)));
  for (const [at, portion] of (await Promise.all(elsewhere)).entries()) maxima.set(portion, cut(at + 1));
  return maxima;
}

const rounded = (value: number): number => Number(value.toFixed(9));

const shown = ({ areas, weeks, observed, expected, statistic, p, recurrenceInterval }: Cluster) => ({
  statistic: rounded(statistic),
  zone: areas,
  weeks,
  observed,
  expected: rounded(expected),
  p,
  recurrenceInterval,
});

function answerOf({ clusters, replicates }: ScanResult) {
  const [first, ...others] = clusters;
  if (first === undefined) {
    const none = { weeks: null, observed: null, expected: null, p: 1, replicates: 0, recurrenceInterval: 1 };
    return { statistic: null, zone: [], ...none, secondary: [] };
  }
  const { recurrenceInterval, ...mostLikely } = shown(first);
  return { ...mostLikely, replicates, recurrenceInterval, secondary: others.map(shown) };
}

const args = parseArguments(process.argv.slice(2));
if (args === "help") {
  process.stdout.write(`${say("usage")}\n`);
} else if ("fault" in args) {
  const { fault, ...params } = args;
  stop(2, `${say(`argument.${fault}`, params)}\n\n${say("usage")}`);
} else {
  const question = await questionOf(args);
  const open = openScan(question);
  const pays = Math.ceil((open.visits * question.replicates) / VISITS_THAT_PAY);
  const threads = args.workers ?? Math.max(1, Math.min(pays, availableParallelism()));
  const maxima = open.candidates.length === 0 ? new Float64Array(0) : await draw(open, question, threads);
  process.stdout.write(`${JSON.stringify(answerOf(judgeByChance(open, maxima)))}\n`);
}
