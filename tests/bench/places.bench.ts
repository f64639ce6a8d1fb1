/**
 * How fast the resolver finds places in messages, how long it takes to load, and how it compares, within one run, with
 * MiniSearch over the same names: the general tool one would reach for.
 */
import { readFile } from "node:fs/promises";
import MiniSearch from "minisearch";
import { Bench } from "tinybench";
import { quantile, residentMegabytes, type Figure } from "./figures.ts";

/** MiniSearch is slow enough that every so many messages say all there is to say. */
const EVERY = 40;
const TIMES_AS_FAST = 10;

export async function measure(): Promise<Figure[]> {
  const started = performance.now();
  const { createGazetteer } = await import("../../api/area/index.ts");
  const { loadGazetteerRows } = await import("../../api/area/load.ts");
  let rows = await loadGazetteerRows();
  const gazetteer = createGazetteer(rows);
  gazetteer.resolve("di sukarami palembang");
  const loading = performance.now() - started;
  const names = Object.values(rows).flat();
  rows = { provinces: [], regencies: [], districts: [], villages: [] };
  const { assess } = await import("../../api/triage/index.ts");
  assess("anak tetangga umur 9 diraba pamannya di rumah");
  const held = await heldMegabytes();

  const lines = (await readFile(new URL("../corpus/train.jsonl", import.meta.url), "utf8"))
    .trim()
    .split("\n");
  const texts = lines.map((line) => (JSON.parse(line) as { text: string }).text);
  const resolver = await latencies(texts, 500, (text) => gazetteer.resolve(text));

  const index = new MiniSearch<{ id: string; name: string }>({ fields: ["name"] });
  index.addAll(names.map(({ code, name }) => ({ id: code, name })));
  const some = texts.filter((_text, at) => at % EVERY === 0);
  const general = await latencies(some, 5, (text) => index.search(text, { fuzzy: 0.2, prefix: true }));

  return [
    { what: "a message, median", value: quantile(resolver, 0.5), unit: "ms" },
    { what: "a message, p95", value: quantile(resolver, 0.95), unit: "ms", atMost: 3 },
    { what: "the same by MiniSearch, median", value: quantile(general, 0.5), unit: "ms" },
    { what: "the same by MiniSearch, p95", value: quantile(general, 0.95), unit: "ms" },
    {
      what: "MiniSearch takes so many times as long (median)",
      value: quantile(general, 0.5) / quantile(resolver, 0.5),
      unit: "ratio",
      atLeast: TIMES_AS_FAST,
    },
    { what: "loading, with the first message", value: loading, unit: "ms", atMost: 1500 },
    { what: "memory with triage and places, at rest", value: held, unit: "MB", atMost: 150 },
  ];
}

/**
 * Resident memory once the collector has given back the room that loading took; a process that is not short of memory
 * may keep some fifty megabytes of that room for a while. Needs `--expose-gc`.
 */
async function heldMegabytes(): Promise<number> {
  await globalThis.gc?.({ type: "major", execution: "async", flavor: "last-resort" });
  return residentMegabytes();
}

async function latencies(texts: readonly string[], warmup: number, act: (text: string) => unknown) {
  const bench = new Bench({
    time: 0,
    iterations: texts.length,
    warmupIterations: warmup,
    retainSamples: true,
  });
  let at = 0;
  bench.add("act", () => {
    act(texts[at % texts.length] ?? "");
    at += 1;
  });
  const [task] = await bench.run();
  const result = task?.result;
  if (result?.state !== "completed" || result.latency.samples === undefined)
    throw new Error(`bench ended ${result?.state ?? "without a result"}`);
  return result.latency.samples;
}
