import { describe, expect, test } from "vitest";
import { balance } from "../../api/triage/balance.ts";
import type { Feature } from "../../api/triage/features.ts";
import { bestLimit, limitAllowing, limitKeeping } from "../../api/triage/limits.ts";
import { lessonsFrom } from "../../api/triage/lessons.ts";
import { compact, scoreOf } from "../../api/triage/model.ts";
import { separate } from "../../api/triage/separator.ts";
import { createKnown, hashed, keyOf, vectorOf } from "../../api/triage/vector.ts";
import { worthAWeight } from "../../api/triage/worth.ts";

const ANY = hashed(10);
const words = (text: string) =>
  vectorOf(
    text.split(" ").map((name): Feature => ({ family: "word", name, from: 0, to: 1 })),
    ANY,
  );

describe("learning", () => {
  const texts = ["hujan deras", "hujan lebat", "panas terik", "panas sekali"].map(words);
  const rainy = [true, true, false, false];

  test("finds what parts the texts, and says so of a new one", () => {
    const head = compact(separate(texts, rainy, ANY.size));

    const scores = ["hujan lagi", "panas lagi"].map((text) => scoreOf(head, words(text)));

    expect(scores[0]).toBeGreaterThan(0);
    expect(scores[1]).toBeLessThan(0);
  });

  test("the same texts give the same weights", () => {
    const [once, again] = [separate(texts, rainy, ANY.size), separate(texts, rainy, ANY.size)];

    expect(again).toEqual(once);
  });

  test("of two who disagree about the same words, the one that counts more is believed", () => {
    const same = ["malam sepi", "malam sepi"].map(words);
    const scoreWith = (counts: number[]) =>
      scoreOf(compact(separate(same, [true, false], ANY.size, counts)), words("malam sepi"));

    expect(scoreWith([3, 1])).toBeGreaterThan(0);
    expect(scoreWith([1, 3])).toBeLessThan(0);
  });
});

describe("lessons", () => {
  test("what is learned of a word counts for another in like company, and stands in the weights of single words", () => {
    const told = [
      ..."ayah memukul adik,ayah memukul kakak,paman memukul adik,paman memukul kakak".split(","),
      ..."toko menjual beras,toko menjual gula,warung menjual beras,warung menjual gula".split(","),
    ].map((text) => text.split(" ").map((name): Feature => ({ family: "company", name, from: 0, to: 1 })));
    // "paman" and "warung" are in the texts, but only lessons on "ayah" and "toko" are given answers.
    const { vectors, places, fold, keys } = lessonsFrom(told, [], []);
    const lessons = [0, 1, 4, 5];

    const separator = separate(
      lessons.flatMap((at) => vectors[at] ?? []),
      lessons.map((at) => at < 2),
      places,
    );
    const head = compact(fold(separator));

    const known = createKnown(keys);
    const score = (name: string) =>
      scoreOf(head, vectorOf([{ family: "company", name, from: 0, to: 1 }], known));
    expect(score("paman")).toBeGreaterThan(score("warung"));
  });

  test("a word that nobody has written before counts as its pieces do", () => {
    const told = ["dia dipukul ayah", "dia memukul adik", "dia pemukul istri"]
      .concat(["toko dijual murah", "toko menjual beras", "toko penjual gula"])
      .flatMap((text) => [text, text])
      .map((text) => text.split(" ").map((name): Feature => ({ family: "company", name, from: 0, to: 1 })));
    const { vectors, places, fold, keys } = lessonsFrom(told, [], []);
    const head = compact(
      fold(
        separate(
          vectors,
          vectors.map((_, at) => at < 6),
          places,
        ),
      ),
    );

    const known = createKnown(keys);
    const score = (name: string) =>
      scoreOf(head, vectorOf([{ family: "company", name, from: 0, to: 1 }], known));

    expect(known.at(keyOf("company", "terpukul"))).toBeUndefined();
    expect(score("terpukul")).toBeGreaterThan(score("terjual"));
  });
});

describe("features with a weight", () => {
  test("each has a place of its own, all others have none", () => {
    const names = Array.from({ length: 500 }, (_, at) => `kata${at}`);
    const known = createKnown(Int32Array.from(names, (name) => keyOf("word", name)));

    const places = names.map((name) => known.at(keyOf("word", name)));

    expect(places).toEqual(names.map((_, at) => at));
    expect(known.at(keyOf("pair", "kata1"))).toBeUndefined();
    expect(known.at(keyOf("word", "lain"))).toBeUndefined();
  });

  test("what was seen once, or parts nothing, is dropped before what parts the texts", () => {
    const told = ["hujan deras", "hujan lebat", "panas terik", "panas sekali"].map((text) =>
      text.split(" ").map((name): Feature => ({ family: "word", name, from: 0, to: 1 })),
    );

    const keys = worthAWeight(told, [[true, true, false, false]]);

    expect(new Set(keys)).toEqual(new Set(["hujan", "panas"].map((name) => keyOf("word", name))));
  });
});

describe("limits", () => {
  test("keep the share that is asked for", () => {
    const scores = [5, 4, 3, 2, 1];

    const limit = limitKeeping(0.8, scores);

    expect(scores.filter((score) => score > limit)).toEqual([5, 4, 3, 2]);
  });

  test("let only so many pass as are allowed", () => {
    const scores = [5, 4, 3, 2, 1];

    const limit = limitAllowing(2.5, scores);

    expect(scores.filter((score) => score > limit)).toEqual([5, 4]);
    expect(limitAllowing(9, scores)).toBe(0);
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
