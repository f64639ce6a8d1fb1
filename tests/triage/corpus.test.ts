import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { CATEGORIES, type Category, type Severity } from "../../api/kernel.ts";
import { assess, fitWeights, type Labelled } from "../../api/triage/index.ts";
import weights from "../../api/triage/weights.json" with { type: "json" };

let labelled: (Labelled & { id: string })[] = [];
let judged: { category: Category; severity: Severity }[] = [];

beforeAll(async () => {
  const lines = (await readFile(new URL("../corpus/train.jsonl", import.meta.url), "utf8"))
    .trim()
    .split("\n");
  labelled = lines.map((line) => JSON.parse(line) as Labelled & { id: string });
  judged = labelled.map(({ text }) => assess(text));
});

const share = (part: number, whole: number): number => part / whole;

describe("the labelled messages", () => {
  test("categories are found again (macro-F1)", () => {
    const f1s = CATEGORIES.map((category) => {
      const both = labelled.filter(
        (one, at) => one.category === category && judged[at]?.category === category,
      );
      const all = labelled.filter((one) => one.category === category);
      const said = judged.filter((one) => one.category === category);
      return (2 * both.length) / (all.length + said.length);
    });

    const macro = f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length;

    expect(macro).toBeGreaterThan(0.8);
  });

  test("hardly any report is taken for none", () => {
    const reports = labelled.flatMap((one, at) =>
      one.category === "not_a_report" ? [] : [judged[at]?.category],
    );

    const kept = reports.filter((category) => category !== "not_a_report");

    expect(share(kept.length, reports.length)).toBeGreaterThan(0.97);
  });

  test("most emergencies are called emergencies", () => {
    const emergencies = labelled.flatMap((one, at) =>
      one.severity === "emergency" ? [judged[at]?.severity] : [],
    );

    const called = emergencies.filter((severity) => severity === "emergency");

    expect(share(called.length, emergencies.length)).toBeGreaterThan(0.75);
  });

  test("the stored weights are those that these messages give", () => {
    const found = fitWeights(labelled);

    expect(weights).toEqual(found);
  }, 60_000);
});
