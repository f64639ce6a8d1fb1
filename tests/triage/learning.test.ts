import { describe, expect, test } from "vitest";
import { balance } from "../../api/triage/balance.ts";
import type { Feature } from "../../api/triage/features.ts";
import { bestLimit, limitKeeping } from "../../api/triage/limits.ts";
import { compact, scoreOf } from "../../api/triage/model.ts";
import { separate } from "../../api/triage/separator.ts";
import { vectorOf } from "../../api/triage/vector.ts";

const words = (text: string) =>
  vectorOf(text.split(" ").map((name): Feature => ({ family: "word", name, from: 0, to: 1 })));

describe("learning", () => {
  const texts = ["hujan deras", "hujan lebat", "panas terik", "panas sekali"].map(words);
  const rainy = [true, true, false, false];

  test("finds what parts the texts, and says so of a new one", () => {
    const head = compact(separate(texts, rainy));

    const scores = ["hujan lagi", "panas lagi"].map((text) => scoreOf(head, words(text)));

    expect(scores[0]).toBeGreaterThan(0);
    expect(scores[1]).toBeLessThan(0);
  });

  test("the same texts give the same weights", () => {
    const [once, again] = [separate(texts, rainy), separate(texts, rainy)];

    expect(again).toEqual(once);
  });
});

describe("limits", () => {
  test("keep the share that is asked for", () => {
    const scores = [5, 4, 3, 2, 1];

    const limit = limitKeeping(0.8, scores);

    expect(scores.filter((score) => score > limit)).toEqual([5, 4, 3, 2]);
  });

  test("lie where found and raised wrongly weigh best", () => {
    const limit = bestLimit([0.9, 0.8, 0.3, 0.2], [true, true, false, true]);

    expect(limit).toBeCloseTo(0.1, 0);
    expect(bestLimit([0.9, 0.8, 0.3, 0.2], [true, true, false, false])).toBeCloseTo(0.55);
  });

  test("probabilities become as sharp as the scores deserve", () => {
    const sure = balance(
      [
        [1, 0],
        [0, 1],
        [1, 0],
        [0, 1],
      ],
      [0, 1, 0, 1],
    );
    const unsure = balance(
      [
        [1, 0],
        [0, 1],
        [1, 0],
        [0, 1],
      ],
      [0, 1, 1, 0],
    );

    expect(sure.sharpness).toBeGreaterThan(unsure.sharpness);
  });
});
