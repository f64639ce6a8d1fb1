import { describe, expect, test } from "vitest";
import { judge, type Cluster, type IncidentCount } from "../../../api/insight/relocation/index.ts";

const cluster: Cluster = {
  areas: ["a", "b"],
  weeks: 4,
  observed: 9,
  expected: 3,
  statistic: 5,
  p: 0.01,
  recurrenceInterval: 100,
};
const enough = { incidents: 200, replicates: 999, clusters: [cluster] };
const evidence = { result: enough, weeks: 52, threshold: 52, otherTopics: [] };
/** Other topics: one a week in `a` and two in `elsewhere`, and what is added. */
const steady: IncidentCount[] = Array.from({ length: 52 }, (_, week) => [
  { area: "a", week, count: 1 },
  { area: "elsewhere", week, count: 2 },
]).flat();

describe("the verdict", () => {
  test("is an alarm when chance alone gives such a cluster more rarely than the threshold", () => {
    const verdict = judge(evidence);

    expect(verdict).toMatchObject({ kind: "alarm", threshold: 52, timesExpected: 3, cluster });
  });

  test("is quiet below the threshold, with the strongest cluster and its chance", () => {
    expect(judge({ ...evidence, threshold: 104 })).toEqual({
      kind: "quiet",
      threshold: 104,
      strongest: cluster,
    });
  });

  test("is quiet when nothing rose", () => {
    const verdict = judge({ ...evidence, result: { ...enough, clusters: [] } });

    expect(verdict).toMatchObject({ kind: "quiet", strongest: undefined });
  });

  test.each([
    ["weeks", { ...evidence, weeks: 25 }],
    ["incidents", { ...evidence, result: { ...enough, incidents: 149 } }],
    ["districts around the site", { ...evidence, result: undefined }],
  ])("says when there are too few %s, alarm or not", (_, few) => {
    expect(judge(few)).toMatchObject({ kind: "not_enough", needed: { weeks: 26, incidents: 150 } });
  });
});

describe("the mark of a reporting surge", () => {
  const surgeOf = (otherTopics: IncidentCount[], around?: string[]) => {
    const verdict = judge({ ...evidence, otherTopics, around });
    if (verdict.kind !== "alarm") throw new Error(verdict.kind);
    return verdict.surge;
  };

  test("is set when other topics rose in the same districts and weeks", () => {
    expect(surgeOf([...steady, { area: "b", week: 50, count: 6 }])).toMatchObject({
      rose: true,
      observed: 10,
    });
  });

  test("is set when they rose all around a closed site, though not in the cluster", () => {
    const news = ["c", "d", "e"].map((area) => ({ area, week: 50, count: 4 }));

    expect(surgeOf([...steady, ...news]).rose).toBe(false);
    expect(surgeOf([...steady, ...news], ["a", "b", "c", "d", "e"])).toMatchObject({
      rose: true,
      observed: 16,
    });
  });

  test("is not set when they did not rise, rose everywhere, or rose before", () => {
    expect(surgeOf(steady)).toMatchObject({ rose: false, observed: 4, expected: 4 });
    expect(
      surgeOf([...steady, { area: "b", week: 50, count: 6 }, { area: "elsewhere", week: 50, count: 12 }])
        .rose,
    ).toBe(false);
    expect(surgeOf([...steady, { area: "b", week: 20, count: 6 }]).rose).toBe(false);
  });

  test("is not set by two reports, nor without any", () => {
    expect(
      surgeOf([
        { area: "a", week: 50, count: 2 },
        { area: "elsewhere", week: 3, count: 90 },
      ]).rose,
    ).toBe(false);
    expect(surgeOf([])).toMatchObject({ rose: false, observed: 0 });
  });
});
