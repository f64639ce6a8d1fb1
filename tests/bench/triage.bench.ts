/** How fast triage judges a message, how long it takes to load, and how much memory a process with it needs. */
import { readFile } from "node:fs/promises";
import { Bench } from "tinybench";
import { quantile, residentMegabytes, type Figure } from "./figures.ts";

export async function measure(): Promise<Figure[]> {
  const bare = residentMegabytes();
  const started = performance.now();
  const { assess } = await import("../../api/triage/index.ts");
  assess("anak tetangga umur 9 diraba pamannya di rumah");
  const loading = performance.now() - started;
  const loaded = residentMegabytes();

  const lines = (await readFile(new URL("../corpus/train.jsonl", import.meta.url), "utf8"))
    .trim()
    .split("\n");
  const texts = lines.map((line) => (JSON.parse(line) as { text: string }).text);
  const bench = new Bench({ time: 0, iterations: texts.length, warmupIterations: 500, retainSamples: true });
  const before = process.cpuUsage();
  for (const text of texts) assess(text);
  const { user, system } = process.cpuUsage(before);

  let at = 0;
  bench.add("assess", () => {
    assess(texts[at % texts.length] ?? "");
    at += 1;
  });
  const [task] = await bench.run();
  const result = task?.result;
  if (result?.state !== "completed" || result.latency.samples === undefined)
    throw new Error(`bench ended ${result?.state ?? "without a result"}`);
  return [
    // On a busy machine the wall clock also counts the turns of others.
    { what: "a message, mean of processor time", value: (user + system) / 1000 / texts.length, unit: "ms" },
    { what: "a message, median", value: quantile(result.latency.samples, 0.5), unit: "ms" },
    { what: "a message, p95", value: quantile(result.latency.samples, 0.95), unit: "ms", atMost: 3 },
    { what: "loading, with the first message", value: loading, unit: "ms", atMost: 1500 },
    { what: "memory of a process with triage alone", value: loaded, unit: "MB", atMost: 150 },
    { what: "of that, before triage was loaded", value: bare, unit: "MB" },
  ];
}
