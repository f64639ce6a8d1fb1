/** How long 999 replicates of the scan take, by size of region, and how the plain reference compares. */
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Bench } from "tinybench";
import type { IncidentCount, ScanQuestion } from "../../api/insight/relocation/index.ts";
import { quantile, type Figure } from "./figures.ts";

const REPLICATES = 999;
const WEEKS = 52;

export async function measure(): Promise<Figure[]> {
  const { scan, openScan } = await import("../../api/insight/relocation/index.ts");
  const { shuffled, largestStatistic, oneByOne } = await import("../insight/relocation/reference.ts");
  const { zones, question } = await regions();

  const jambi = question("15.", 6, 700);
  const jawaBarat = question("32.", 8, 3_000);
  const indonesia = question("", 8, 20_000);
  const jambiTime = await medianOf(9, () => scan(jambi));
  const jawaBaratTime = await medianOf(5, () => scan(jawaBarat));
  const indonesiaTime = await medianOf(3, () => onThreads(indonesia, Math.min(2, availableParallelism())));

  // The reference is thousands of times slower: few replicates of each, on the same question.
  const incidents = oneByOne(jambi.incidents);
  const chance = (await import("../../api/insight/relocation/random.ts")).chanceOf(1, 1);
  const plain = await medianOf(3, () =>
    largestStatistic(shuffled(incidents, chance), { ...jambi, zones: zones("15.", 6) }),
  );
  const open = openScan(jambi);
  const fast = (await medianOf(9, () => open.draw(0, REPLICATES))) / REPLICATES;
  return [
    { what: "Jambi, 805 zones, 700 incidents", value: jambiTime, unit: "ms", atMost: 100 },
    { what: "Jawa Barat, 3,000 incidents", value: jawaBaratTime, unit: "ms", atMost: 600 },
    { what: "Indonesia, 20,000 incidents, two threads", value: indonesiaTime, unit: "ms", atMost: 5_000 },
    { what: "a replicate of Jambi, plain reference", value: plain, unit: "ms" },
    { what: "a replicate of Jambi", value: fast, unit: "ms" },
    { what: "reference to scan, a replicate", value: plain / fast, unit: "ratio", atLeast: 1_000 },
  ];
}

async function medianOf(iterations: number, run: () => unknown): Promise<number> {
  const bench = new Bench({ time: 0, iterations, warmupTime: 0, warmupIterations: 1, retainSamples: true });
  bench.add("run", async () => {
    await run();
  });
  const [task] = await bench.run();
  if (task?.result.state !== "completed" || task.result.latency.samples === undefined)
    throw new Error(`bench ended ${task?.result.state ?? "without a result"}`);
  return quantile(task.result.latency.samples, 0.5);
}

/** As `npm run scan` does it: one portion here, the others on threads, each with the time to start one. */
async function onThreads(question: ScanQuestion, threads: number): Promise<void> {
  const { openScan } = await import("../../api/insight/relocation/index.ts");
  const cut = (portion: number) => Math.floor((REPLICATES * portion) / threads);
  const url = new URL("../../api/commands/scan-worker.ts", import.meta.url);
  const elsewhere = Array.from({ length: threads - 1 }, (_, at) =>
    once(new Worker(url, { workerData: { question, from: cut(at + 1), to: cut(at + 2) } }), "message"),
  );
  openScan(question).draw(0, cut(1));
  await Promise.all(elsewhere);
}

/** The real map, with incidents spread over it by chance: few districts with many, many with few. */
async function regions() {
  const { createSurroundings, zoneSetOf, zonesOf } = await import("../../api/insight/relocation/index.ts");
  const { chanceOf } = await import("../../api/insight/relocation/random.ts");
  const { createDistrictMap } = await import("../../api/area/index.ts");
  const { loadDistrictRows } = await import("../../api/area/districts.ts");
  const rows = await loadDistrictRows();
  const map = createDistrictMap(rows);
  const districtsOf = (prefix: string) =>
    rows.centroids.map(({ code }) => code).filter((code) => code.startsWith(prefix));
  const zones = (prefix: string, size: number) =>
    zonesOf(createSurroundings({ districts: districtsOf(prefix), map }), size);
  const question = (prefix: string, size: number, total: number): ScanQuestion => {
    const chance = chanceOf(7, total);
    const districts = districtsOf(prefix);
    const incidents = Array.from({ length: total }, (): IncidentCount => {
      const area = districts[Math.floor(chance() ** 2 * districts.length)] ?? "";
      return { area, week: Math.floor(chance() * WEEKS), count: 1 };
    });
    const settings = { weeks: WEEKS, maxWindow: 8, minCases: 3, replicates: REPLICATES, seed: 1 };
    return { incidents, zones: zoneSetOf(zones(prefix, size)), ...settings };
  };
  return { zones, question };
}
