import { beforeAll, describe, expect, test } from "vitest";
import { macroF1, type Pair } from "../../api/commands/evaluation/figures.ts";
import {
  CORPUS,
  foldOf,
  readLabelled,
  type LabelledMessage,
} from "../../api/commands/evaluation/labelled.ts";
import { assess } from "../../api/triage/index.ts";

let pairs: Pair[] = [];

beforeAll(async () => {
  const messages = (await readLabelled(CORPUS)).filter((message) => foldOf(message) === "1");
  pairs = messages.map((label) => ({ label, judged: { id: label.id, area: null, ...assess(label.text) } }));
});

const share = (among: (label: LabelledMessage) => boolean, right: (pair: Pair) => boolean): number => {
  const whole = pairs.filter(({ label }) => among(label));
  return whole.filter(right).length / whole.length;
};

/** Not a measurement: the shipped weights have seen these messages. It tells weights that are broken or out of date. */
describe("messages the shipped weights were found from", () => {
  test("categories are found again", () => {
    expect(macroF1(pairs)).toBeGreaterThan(0.95);
  });

  test("hardly any report is taken for none", () => {
    const kept = share(
      ({ category }) => category !== "not_a_report",
      ({ judged }) => judged.category !== "not_a_report",
    );

    expect(kept).toBeGreaterThan(0.98);
  });

  test("nearly all emergencies are called emergencies", () => {
    const called = share(
      ({ severity }) => severity === "emergency",
      ({ judged }) => judged.severity === "emergency",
    );

    expect(called).toBeGreaterThan(0.95);
  });

  test("hardly any child is called an adult", () => {
    const adults = share(
      ({ child }) => child === "yes",
      ({ judged }) => judged.child === "no",
    );

    expect(adults).toBeLessThan(0.01);
  });
});
