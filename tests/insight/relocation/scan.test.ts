import { readFileSync } from "node:fs";
import { fc } from "../../chance.ts";
import { describe, expect, test } from "vitest";
import { openScan, scan, zoneSetOf, type IncidentCount } from "../../../api/insight/relocation/index.ts";
import expected from "./fixtures/expected.json" with { type: "json" };
import { everyStatistic, exactChance, largestStatistic, oneByOne } from "./reference.ts";

const read = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const casesOf = (name: string): IncidentCount[] =>
  read(name)
    .trim()
    .split("\n")
    .map((line) => {
      const [area = "", count, week, stratum] = line.split(" ");
      return { area, count: Number(count), week: Number(week), stratum };
    });
const jambi = {
  incidents: casesOf("jambi.cas"),
  zones: zoneSetOf(JSON.parse(read("zones.json")) as string[][]),
  weeks: 52,
  maxWindow: 8,
  minCases: 2,
  replicates: 9_999,
  seed: 7,
};

/** Six standard errors of two Monte Carlo estimates of the same chance. */
const error = (p: number, replicates: number) => 6 * Math.sqrt((p * (1 - p)) / replicates + 1e-9);

describe("the scan gives what other software gives on the synthetic Jambi set", () => {
  test.each([
    ["plain", "jambi.cas"],
    ["stratified", "jambi_kab.cas"],
  ] as const)("%s", (kind, file) => {
    const result = scan({ ...jambi, incidents: casesOf(file) });

    expect(result.incidents).toBe(704);
    for (const [at, oracle] of expected[kind].clusters.entries()) {
      const found = result.clusters[at];
      expect(found).toMatchObject({ areas: oracle.areas, weeks: oracle.weeks, observed: oracle.observed });
      expect(found?.statistic).toBeCloseTo(oracle.statistic, 5);
      expect(found?.expected).toBeCloseTo(oracle.expected, at === 0 ? 5 : 1);
      expect(Math.abs((found?.p ?? 1) - oracle.p)).toBeLessThan(error(oracle.p, 9_999) + 1e-4);
    }
  });
});

const AREAS = ["a", "b", "c", "d"];
const WEEKS = 6;
const incidents = (most: number, strata: string[]) =>
  fc.array(
    fc.record({
      area: fc.constantFrom(...AREAS, "elsewhere"),
      week: fc.nat(WEEKS - 1),
      count: fc.integer({ min: 1, max: 2 }),
      stratum: fc.constantFrom(...strata),
    }),
    { minLength: 1, maxLength: most },
  );
const zones = fc.array(fc.subarray(AREAS, { minLength: 1 }), { minLength: 1, maxLength: 6 });
/** Every length up to the longest, or only some. */
const windows = fc
  .integer({ min: 1, max: WEEKS })
  .chain((maxWindow) =>
    fc
      .option(fc.subarray(Array.from({ length: maxWindow - 1 }, (_, at) => at + 1)), { nil: undefined })
      .map((some) => ({ maxWindow, ...(some && { windows: [...some, maxWindow] }) })),
  );
const limits = fc
  .tuple(windows, fc.integer({ min: 1, max: 3 }))
  .map(([lengths, minCases]) => ({ ...lengths, minCases }));

describe("the scan gives what the plain reference gives", () => {
  test("the most likely cluster is the largest of all zones and windows", () => {
    fc.assert(
      fc.property(incidents(30, ["g", "h", "i"]), zones, limits, (counts, lists, limit) => {
        const question = { weeks: WEEKS, ...limit };
        const all = everyStatistic(oneByOne(counts), { zones: lists, ...question });
        const largest = Math.max(...all.map(({ statistic }) => statistic));

        const { candidates } = openScan({
          incidents: counts,
          zones: zoneSetOf(lists),
          replicates: 1,
          seed: 1,
          ...question,
        });

        expect(candidates[0]?.statistic ?? 0).toBeCloseTo(largest, 8);
        for (const { areas, weeks, statistic } of candidates) {
          const same = all.find(({ zone, weeks: w }) => w === weeks && zone.join() === areas.join());
          expect(same?.statistic).toBeCloseTo(statistic, 8);
        }
      }),
    );
  });

  test("the chance is that of all orders of the weeks", () => {
    fc.assert(
      fc.property(incidents(4, [""]), zones, windows, fc.nat(), (counts, lists, lengths, seed) => {
        fc.pre(oneByOne(counts).length <= 6);
        const question = { weeks: WEEKS, ...lengths, minCases: 1 };
        const largest = largestStatistic(oneByOne(counts), { zones: lists, ...question });
        fc.pre(largest > 0);

        const { clusters } = scan({
          incidents: counts,
          zones: zoneSetOf(lists),
          replicates: 4_000,
          seed,
          ...question,
        });

        const exact = exactChance(oneByOne(counts), { zones: lists, ...question }, largest);
        expect(Math.abs((clusters[0]?.p ?? 0) - exact)).toBeLessThan(error(exact, 4_000) + 1e-3);
      }),
      { numRuns: 40 },
    );
  });
});

describe("replicates", () => {
  test("are the same in any portions, so the number of workers changes nothing", () => {
    const open = openScan(jambi);
    const whole = open.draw(0, 60);

    const portions = [open.draw(41, 60), open.draw(0, 17), open.draw(17, 41)];

    const [last, first, middle] = portions.map((portion) => [...portion]);
    expect([...(first ?? []), ...(middle ?? []), ...(last ?? [])]).toEqual([...whole]);
  });

  test("differ with the seed", () => {
    expect(openScan(jambi).draw(0, 9)).not.toEqual(openScan({ ...jambi, seed: 8 }).draw(0, 9));
  });

  test("stop early when the answer is clear, with p from those that were run", () => {
    const quiet = { ...jambi, incidents: jambi.incidents.filter(({ area }) => area !== "15.05.01") };

    const full = scan(quiet);
    const early = scan({ ...quiet, stopAfter: 20 });

    expect(early.replicates).toBeLessThan(100);
    expect(early.clusters[0]?.p).toBeCloseTo(full.clusters[0]?.p ?? 0, 0);
  });

  test("are all run when the early stop is never reached", () => {
    expect(scan({ ...jambi, replicates: 999, stopAfter: 20 })).toEqual(scan({ ...jambi, replicates: 999 }));
  });
});

describe("clusters", () => {
  test("do not overlap", () => {
    const areas = scan({ ...jambi, replicates: 9 }).clusters.flatMap((cluster) => cluster.areas);

    expect(new Set(areas).size).toBe(areas.length);
  });

  test("a zone that holds everything never qualifies", () => {
    const all = { ...jambi, zones: zoneSetOf([[...jambi.zones.areas]]) };

    expect(scan(all)).toEqual({ incidents: 704, clusters: [], replicates: 0 });
  });

  test("incidents of areas in no zone still tell how much was reported when", () => {
    const zone = zoneSetOf([["15.05.01"]]);

    const { clusters } = scan({ ...jambi, zones: zone, replicates: 9 });

    expect(clusters[0]).toMatchObject({ observed: 9, weeks: 6 });
    expect(clusters[0]?.expected).toBeCloseTo(1.122159, 6);
  });
});
