import { fc } from "../chance.ts";
import { describe, expect, test } from "vitest";
import { hideSmallCounts, type Table } from "../../api/insight/index.ts";
import { everyTable } from "./tables.ts";

const rowsOf = (counts: number[]) => counts.map((count, index) => ({ key: `r${index}`, count }));
const shown = (counts: number[]) => hideSmallCounts(rowsOf(counts)).rows.map((row) => row.count);

/** All tables that are published alike, under a total that every reader knows from elsewhere. */
function publishedAlike(
  cells: number,
  most: number,
): { total: number; published: Table; secrets: number[][] }[] {
  const groups = new Map<string, { total: number; published: Table; secrets: number[][] }>();
  for (const counts of everyTable(cells, most)) {
    const published = hideSmallCounts(rowsOf(counts));
    const total = counts.reduce((sum, count) => sum + count, 0);
    const key = JSON.stringify(published);
    const group = groups.get(key) ?? { total, published, secrets: [] };
    group.secrets.push(counts);
    groups.set(key, group);
  }
  return [...groups.values()];
}

describe("small counts", () => {
  test("counts of five and more, and zeros, are shown as they are", () => {
    expect(shown([12, 0, 5, 8])).toEqual([12, 0, 5, 8]);
  });

  test("one small count takes the next larger ones with it", () => {
    expect(shown([3, 7, 40, 0])).toEqual(["hidden", "hidden", 40, 0]);
  });

  test("two small counts hide each other", () => {
    expect(shown([3, 2, 40])).toEqual(["hidden", "hidden", 40]);
  });

  test("two counts of one would betray each other, so a larger one is hidden with them", () => {
    expect(shown([1, 1, 8, 40])).toEqual(["hidden", "hidden", "hidden", 40]);
  });

  test("a table of fewer than five reports shows nothing, not even its total", () => {
    expect(hideSmallCounts(rowsOf([0, 3, 1]))).toEqual({
      rows: rowsOf([0, 0, 0]).map(({ key }) => ({ key, count: "hidden" })),
      total: "hidden",
    });
  });

  test("a table without any report says so", () => {
    expect(hideSmallCounts(rowsOf([0, 0]))).toEqual({ rows: rowsOf([0, 0]), total: 0 });
  });

  test("one report in every row shows no row", () => {
    expect(shown([1, 1, 1, 1, 1, 1])).toEqual(Array(6).fill("hidden"));
  });
});

describe("no hidden count can be derived", () => {
  test.each([
    [2, 24],
    [3, 22],
    [4, 12],
    [5, 6],
  ])("in any table of %i rows, by a reader who knows the rule and the total", (cells, most) => {
    // A table near the edge of what is enumerated has fellows beyond it; only whole groups are judged.
    const whole = publishedAlike(cells, most).filter(({ published, secrets }) =>
      secrets.every((counts) => hiddenSum(counts, published) <= most),
    );

    const derivable = whole.flatMap(({ published, secrets }) =>
      published.rows
        .filter(
          (row, cell) => row.count === "hidden" && new Set(secrets.map((counts) => counts[cell])).size < 2,
        )
        .map(() => secrets[0]),
    );

    expect(whole.length).toBeGreaterThan(10);
    expect(derivable).toEqual([]);
  });

  test("in large tables, by a reader who subtracts what is shown from the total", () => {
    const count = fc.oneof(fc.nat(6), fc.nat(200));

    fc.assert(
      fc.property(fc.array(count, { minLength: 2, maxLength: 39 }), (counts) => {
        const table = hideSmallCounts(rowsOf(counts));
        fc.pre(table.total !== "hidden" && counts.some((one) => one > 0 && one < 5));

        const secret = counts.filter((_, cell) => table.rows[cell]?.count === "hidden");

        const lowest = secret.length === counts.length ? 0 : 1;

        expect(secret.length).toBeGreaterThanOrEqual(2);
        expect(sum(secret)).toBeGreaterThan(secret.length * lowest);
        expect(table.rows.every((row) => row.count === "hidden" || row.count === 0 || row.count >= 5)).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
  });
});

const sum = (counts: number[]): number => counts.reduce((all, count) => all + count, 0);
const hiddenSum = (counts: number[], published: Table): number =>
  sum(counts.filter((_, cell) => published.rows[cell]?.count === "hidden"));
