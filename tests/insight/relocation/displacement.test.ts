import { fc } from "../../chance.ts";
import { describe, expect, test } from "vitest";
import {
  displacementOf,
  displacementQuotient,
  displacementRange,
} from "../../../api/insight/relocation/displacement.ts";
import { chanceOf } from "../../../api/insight/relocation/random.ts";
import {
  differenceRange,
  displacementDifference,
} from "../../../api/insight/relocation/matched-difference.ts";
import { rateRatio } from "../../../api/insight/relocation/hypergeometric.ts";
import { searchedByR } from "./r-search.ts";
import tables from "./fixtures/displacement.json" with { type: "json" };

const oracles = Object.entries(tables.wdq_examples).map(([name, oracle]) => ({
  name,
  oracle,
  counts: {
    site: { before: oracle.Rb, after: oracle.Ra },
    nearby: { before: oracle.Db, after: oracle.Da },
    control: { before: oracle.Cb, after: oracle.Ca },
  },
}));

describe("the worked tables", () => {
  test.each(oracles)("$name: chance, excess, change and net effect", ({ counts, oracle }) => {
    const ratio = rateRatio(counts.nearby, counts.control);
    const displacement = displacementOf(counts);

    expect(ratio.p).toBeCloseTo(oracle.p_greater, 9);
    expect(ratio.midP).toBeCloseTo(oracle.midp, 9);
    expect(displacement?.excessNearby).toBeCloseTo(oracle.dD, 9);
    expect(displacement?.changeAtSite).toBeCloseTo(oracle.dR, 9);
    expect(displacement?.totalNetEffect).toBeCloseTo(oracle.TNE, 9);
    const { excessNearby = 0, changeAtSite = 0 } = displacement ?? {};
    expect(excessNearby / changeAtSite).toBeCloseTo(oracle.WDQ, 9);
  });

  // R stops its search for ratio and interval at about 1e-4; the next test holds ours to their definition.
  test.each(oracles)("$name: ratio and interval, searched as R does", ({ counts, oracle }) => {
    const exact = rateRatio(counts.nearby, counts.control);

    const { ratio, interval } = searchedByR(counts.nearby, counts.control);

    expect(ratio).toBeCloseTo(oracle.or_cmle, 9);
    expect(interval[0]).toBeCloseTo(oracle.ci90[0] as number, 9);
    expect(interval[1]).toBeCloseTo(oracle.ci90[1] as number, 9);
    expect(exact.ratio / ratio).toBeCloseTo(1, 4);
    expect(exact.interval[0] / (interval[0] as number)).toBeCloseTo(1, 4);
    expect(exact.interval[1] / (interval[1] as number)).toBeCloseTo(1, 3.9);
  });

  test("the published example of the weighted displacement difference", () => {
    const found = displacementDifference({
      treated: { before: 207, after: 110 },
      control: { before: 308, after: 318 },
      nearTreated: { before: 178, after: 157 },
      nearControl: { before: 150, after: 140 },
    });

    const oracle = tables.wdd_paper;
    expect(found.local.estimate).toBe(oracle.Est_Local);
    expect(found.local.standardError).toBeCloseTo(oracle.SE_Local, 9);
    expect(found.displaced.estimate).toBe(oracle.Est_Displace);
    expect(found.displaced.standardError).toBeCloseTo(oracle.SE_Displace, 9);
    expect(found.total.estimate).toBe(oracle.Est_Total);
    expect(found.total.standardError).toBeCloseTo(oracle.SE_Total, 9);
    expect(found.z).toBeCloseTo(oracle.Z, 9);
    expect(found.interval95[0]).toBeCloseTo(oracle.LowCI, 9);
    expect(found.interval95[1]).toBeCloseTo(oracle.HighCI, 9);
  });
});

/** Plain sums over every table with these margins, weighted by C(m,x)·C(n,k−x)·θ^x. */
function sums(m: number, n: number, k: number, theta: number) {
  const choose = (all: number, some: number): number =>
    some < 0 || some > all
      ? 0
      : Array.from({ length: some }, (_, at) => (all - at) / (at + 1)).reduce((product, f) => product * f, 1);
  const weights = Array.from({ length: k + 1 }, (_, x) => choose(m, x) * choose(n, k - x) * theta ** x);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    atLeast: (x: number) => weights.slice(x).reduce((sum, weight) => sum + weight, 0) / total,
    atMost: (x: number) => weights.slice(0, x + 1).reduce((sum, weight) => sum + weight, 0) / total,
    mean: weights.reduce((sum, weight, x) => sum + weight * x, 0) / total,
  };
}
const count = fc.nat(12);
const pair = fc.record({ before: count, after: count });

describe("the rate ratio", () => {
  test("fits its definition on every small table", () => {
    fc.assert(
      fc.property(pair, pair, (here, elsewhere) => {
        const m = here.before + here.after;
        const n = elsewhere.before + elsewhere.after;
        const k = here.after + elsewhere.after;

        const { ratio, p, interval } = rateRatio(here, elsewhere);

        expect(p).toBeCloseTo(sums(m, n, k, 1).atLeast(here.after), 9);
        if (ratio > 0 && Number.isFinite(ratio)) expect(sums(m, n, k, ratio).mean).toBeCloseTo(here.after, 7);
        if (interval[0] > 0) expect(sums(m, n, k, interval[0]).atLeast(here.after)).toBeCloseTo(0.05, 9);
        if (Number.isFinite(interval[1]))
          expect(sums(m, n, k, interval[1]).atMost(here.after)).toBeCloseTo(0.05, 9);
        expect(interval[0]).toBeLessThanOrEqual(ratio);
        expect(interval[1]).toBeGreaterThanOrEqual(ratio);
      }),
    );
  });

  test("with nothing nearby after, it is zero; with nothing nearby before, nothing bounds it from above", () => {
    expect(rateRatio({ before: 4, after: 0 }, { before: 9, after: 9 })).toMatchObject({ ratio: 0 });
    expect(rateRatio({ before: 0, after: 4 }, { before: 9, after: 9 }).interval[1]).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});

describe("the weighted difference as it may be told", () => {
  const known = (before: number, after: number) => ({
    before: { least: before, most: before },
    after: { least: after, most: after },
  });
  const counts = {
    treated: known(40, 10),
    control: known(36, 33),
    nearTreated: known(60, 70),
    nearControl: known(50, 51),
  };

  test("is the interval of the method where every count is known", () => {
    const { interval95 } = displacementDifference({
      treated: { before: 40, after: 10 },
      control: { before: 36, after: 33 },
      nearTreated: { before: 60, after: 70 },
      nearControl: { before: 50, after: 51 },
    });

    expect(differenceRange(counts)).toEqual(interval95);
  });

  test("is as wide as every count that a hidden one may be makes it", () => {
    const hidden = { ...counts, treated: { ...counts.treated, after: { least: 1, most: 4 } } };

    const [low, high] = differenceRange(hidden) as [number, number];

    for (const after of [1, 2, 3, 4]) {
      const exact = { ...counts, treated: { ...counts.treated, after: { least: after, most: after } } };
      const [lowest = 0, highest = 0] = differenceRange(exact) as number[];
      expect(low).toBeLessThanOrEqual(lowest);
      expect(high).toBeGreaterThanOrEqual(highest);
    }
  });

  test.each([
    ["the site", { ...counts, control: known(81, 80) }],
    ["its surroundings", { ...counts, nearControl: known(29, 31) }],
  ])(
    "is not told where twice as much was reported before in the districts alike to %s, or half",
    (_, unlike) => {
      expect(differenceRange(unlike)).toBe("not_alike");
    },
  );
});

describe("the displacement quotient", () => {
  const counts = oracles[0]?.counts ?? {
    site: { before: 0, after: 0 },
    nearby: { before: 0, after: 0 },
    control: { before: 0, after: 0 },
  };

  test("is shown with its interval where the site surely fell", () => {
    const found = displacementQuotient(counts, 1);

    expect(found?.quotient).toBeCloseTo(tables.wdq_examples.reloc.WDQ, 9);
    expect(found?.interval[0]).toBeLessThan(found?.quotient ?? 0);
    expect(found?.interval[1]).toBeGreaterThan(found?.quotient ?? 0);
  });

  test.each([
    ["the site did not fall", { ...counts, site: { before: 24, after: 22 } }],
    ["few were reported nearby before", { ...counts, nearby: { before: 4, after: 9 } }],
    ["few were reported far away before", { ...counts, control: { before: 4, after: 4 } }],
    ["few were reported at the site before", { ...counts, site: { before: 4, after: 0 } }],
  ])("is not shown when %s", (_, noisy) => {
    expect(displacementQuotient(noisy, 1)).toBeUndefined();
  });
});

describe("what may be told of the changes", () => {
  const exact = ({ before, after }: { before: number; after: number }) => ({
    before: { least: before, most: before },
    after: { least: after, most: after },
  });
  const known = ({ site, nearby, control }: Parameters<typeof displacementOf>[0]) => ({
    site: exact(site),
    nearby: exact(nearby),
    control: exact(control),
  });

  test.each(oracles)("$name: each interval holds the change that was counted", ({ counts, oracle }) => {
    const range = displacementRange(known(counts), 1);

    const holds = ([low, high]: number[] = [], value: number) =>
      low !== undefined && high !== undefined && low < value && value < high;
    expect(holds(range?.nearby, oracle.dD)).toBe(true);
    expect(holds(range?.site, oracle.dR)).toBe(true);
    expect(holds(range?.total, -oracle.TNE)).toBe(true);
  });

  test("a change is in its interval about nine times out of ten, when events come one by one", () => {
    const chance = chanceOf(7, 0);
    const mean = { site: 40, nearby: 60, control: 200 };
    const draw = (expected: number) => drawPoisson(expected, chance);
    const rounds = 120;
    let held = 0;
    for (let round = 0; round < rounds; round++) {
      const counts = {
        site: { before: draw(mean.site), after: draw(mean.site / 4) },
        nearby: { before: draw(mean.nearby), after: draw(mean.nearby / 2) },
        control: { before: draw(mean.control), after: draw(mean.control / 4) },
      };
      const [low, high] = displacementRange(known(counts), round)?.nearby ?? [0, 0];
      const truth = mean.nearby / 2 - mean.nearby / 4;
      if (low <= truth && truth <= high) held += 1;
    }

    expect(held / rounds).toBeGreaterThan(0.84);
    expect(held / rounds).toBeLessThan(0.96);
  });

  test("where a count is hidden the intervals are as wide as any count that it may be makes them", () => {
    const counts = known({
      site: { before: 30, after: 0 },
      nearby: { before: 12, after: 0 },
      control: { before: 80, after: 40 },
    });
    const after = (site: number[], nearby: number[]) =>
      displacementRange(
        {
          ...counts,
          site: { ...counts.site, after: { least: site[0] ?? 0, most: site.at(-1) ?? 0 } },
          nearby: { ...counts.nearby, after: { least: nearby[0] ?? 0, most: nearby.at(-1) ?? 0 } },
        },
        1,
      );
    const hidden = after([1, 4], [1, 4]);

    for (const site of [1, 2, 3, 4])
      for (const nearby of [1, 2, 3, 4]) {
        const one = after([site], [nearby]);
        for (const of of ["site", "nearby", "total"] as const) {
          // Draws differ from run to run by less than half an event.
          expect(hidden?.[of][0]).toBeLessThan((one?.[of][0] ?? 0) + 0.5);
          expect(hidden?.[of][1]).toBeGreaterThan((one?.[of][1] ?? 0) - 0.5);
        }
      }
  });

  test("nothing is told where fewer than five were reported far away before", () => {
    const counts = known({
      site: { before: 30, after: 6 },
      nearby: { before: 12, after: 9 },
      control: { before: 4, after: 4 },
    });

    expect(displacementRange(counts, 1)).toBeUndefined();
  });
});

/** By Knuth's product of uniforms; fast enough for the few hundred drawn here. */
function drawPoisson(mean: number, chance: () => number): number {
  const end = Math.exp(-mean);
  let drawn = -1;
  for (let product = 1; product > end; drawn++) product *= chance();
  return drawn;
}

test("without a single report far away before, nothing tells what to expect", () => {
  const none = { before: 0, after: 3 };

  expect(displacementOf({ site: none, nearby: none, control: none })).toBeUndefined();
});
