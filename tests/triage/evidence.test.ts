import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assess } from "../../api/triage/index.ts";

const WORDS =
  "anak umur 14 thn dicabuli paman tlg skrg bunuh diri d paksa tamu mami michat foto2ku b0 tidak bukan kelas 3 smp é 😭 . , \n ? ’".split(
    " ",
  );
const chat = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: "binary" })), { maxLength: 40 });

describe("evidence", () => {
  test("every quote is the reporter's own words at its offsets, in any text", () => {
    fc.assert(
      fc.property(chat, (pieces) => {
        const text = pieces.join(" ");

        const { evidence } = assess(text);

        for (const { quote, start, end } of evidence) expect(text.slice(start, end)).toBe(quote);
      }),
      { numRuns: 300 },
    );
  });

  test("the category and every indicator can be traced to words", () => {
    const text = "tlg k, sy 14 th, d paksa nerima tamu sm mami, ktp ditahan";

    const { category, indicators, evidence } = assess(text);

    const claims = new Set(evidence.map(({ claim }) => claim));
    expect(claims).toContain(`category:${category}`);
    for (const indicator of indicators) expect(claims).toContain(`indicator:${indicator}`);
    expect(evidence.map(({ quote }) => quote)).toContain("ktp ditahan");
  });

  test("quotes show something, and nothing twice", () => {
    const { evidence } = assess("aku 13, aku ga mau, aku dipegang2 abang kandung, kalau mama tau aku takut");

    for (const claim of new Set(evidence.map((one) => one.claim))) {
      const quotes = evidence.filter((one) => one.claim === claim).map(({ quote }) => quote.toLowerCase());
      expect(new Set(quotes).size).toBe(quotes.length);
      if (claim !== "indicator:self_report") expect(quotes).not.toContain("aku");
    }
  });

  test("an age shows a child, not force: each claim is shown by what was said of it", () => {
    const { evidence } = assess("anak umur 14 dipaksa melayani tamu, ktp ditahan");

    const quotes = (claim: string) => evidence.flatMap((one) => (one.claim === claim ? one.quote : []));
    expect(quotes("indicator:child_involved").join()).toContain("14");
    expect(quotes("indicator:coercion").join()).toContain("dipaksa");
    expect(quotes("indicator:coercion").join()).not.toContain("14");
  });

  test("an answer is evidence without a quote", () => {
    const { evidence } = assess("dia diganggu", { child: "yes" });

    expect(evidence).toContainEqual({
      claim: "indicator:child_involved",
      rule: "answer:child",
      quote: "",
      start: 0,
      end: 0,
    });
  });

  test("the same text is always judged the same", () => {
    const text = "anak kos sebelah umur 15 dijual pacarnya lewat michat, KTP ditahan";

    const [once, again] = [assess(text), assess(text)];

    expect(again).toEqual(once);
  });
});
