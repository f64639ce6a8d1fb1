import { fc } from "../chance.ts";
import { describe, expect, test } from "vitest";
import { assess, type Evidence } from "../../api/triage/index.ts";

const WORDS =
  "anak umur 14 thn dicabuli paman tlg skrg bunuh diri d paksa tamu mami michat foto2ku b0 tidak bukan kelas 3 smp é 😭 . , \n ? ’".split(
    " ",
  );
/** As a voice note is written down: without a stop. */
const SPOKEN = WORDS.filter((word) => /^[a-z0-9]+$/.test(word));
const chat = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: "binary" })), { maxLength: 40 });

const quotesFor = (claim: string, evidence: Evidence[]): string[] =>
  evidence.flatMap((one) => (one.claim === claim ? [one.quote] : []));

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
    expect(quotesFor("indicator:debt_or_documents", evidence).join()).toContain("ktp ditahan");
  });

  test("what was done is quoted with who did it and to whom, not one word of it", () => {
    const { evidence } = assess("adik kos dibawa masuk kamar bapak kosnya tiap malam, umur 12, di jambi");

    expect(quotesFor("category:child_sexual_abuse", evidence)).toEqual([
      "adik kos dibawa masuk kamar bapak kosnya tiap malam",
    ]);
  });

  test("a quote is read at a glance, also of a voice note without a stop", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SPOKEN), { minLength: 20, maxLength: 60 }), (pieces) => {
        const { evidence } = assess(pieces.join(" "));

        for (const { quote } of evidence)
          expect(quote.match(/[\p{L}\p{N}]+/gu)?.length ?? 0).toBeLessThan(16);
      }),
      { numRuns: 100 },
    );
  });

  test("quotes of one claim never say the same twice", () => {
    const { evidence } = assess("aku 13, aku ga mau, aku dipegang2 abang kandung, kalau mama tau aku takut");

    for (const claim of new Set(evidence.map((one) => one.claim))) {
      const quotes = evidence.filter((one) => one.claim === claim).toSorted((x, y) => x.start - y.start);
      quotes.forEach(({ start }, at) => expect(start).toBeGreaterThanOrEqual(quotes[at - 1]?.end ?? 0));
    }
  });

  test("an age shows a child, never force and never what was done", () => {
    const { evidence } = assess("aku 14. dipaksa melayani tamu sama mami, ktp ditahan");

    expect(quotesFor("indicator:child_involved", evidence)).toEqual(["aku 14"]);
    expect(quotesFor("indicator:coercion", evidence)).toEqual(["dipaksa melayani tamu sama mami"]);
    expect(quotesFor("category:child_sexual_exploitation", evidence).join()).not.toContain("14");
  });

  test("a bare age is quoted with whose age it is", () => {
    const { evidence } = assess("adikku tuli, 13. tiap malam diraba ayah tiri");

    expect(quotesFor("indicator:child_involved", evidence)).toEqual(["adikku tuli, 13"]);
  });

  test("an age in brackets stays with the person, and the bracket is closed", () => {
    const { evidence } = assess("aku mau lapor, dilecehkan pamannya anak tetangga (12)");

    expect(quotesFor("indicator:child_involved", evidence).join()).toMatch(/anak tetangga \(12\)$/);
  });

  test("a teacher's class is nobody's age", () => {
    const { evidence } = assess(
      "Saya guru kelas 1. Murid saya tiap hari dipukul bapaknya, badannya lebam, di Sintang kota",
    );

    expect(quotesFor("indicator:child_involved", evidence)).toEqual([
      "Murid saya tiap hari dipukul bapaknya",
    ]);
  });

  test("whoever holds a thing is not said to touch somebody", () => {
    const { evidence } = assess("tolong suami saya pegang parang, dia mabuk");

    expect(quotesFor("indicator:danger_now", evidence)).toEqual(["tolong suami saya pegang parang"]);
    expect(evidence.filter(({ rule }) => rule.includes("touch"))).toEqual([]);
  });

  test("whoever tells of herself is shown by what was done to her rather than by her age", () => {
    const { evidence } = assess("umurku 41. waktu kelas 3 sd kakek melecehkan saya, selama setahun");

    expect(quotesFor("indicator:self_report", evidence)).toEqual(["waktu kelas 3 sd kakek melecehkan saya"]);
  });

  test("what is denied is not quoted for what it denies", () => {
    const { evidence } = assess(
      "awalnya tidak ada yang memaksa saya. sekarang ktp ditahan mami, tidak boleh pulang, harus layani tamu",
    );

    expect(quotesFor("indicator:coercion", evidence)).toEqual(["tidak boleh pulang"]);
  });

  test("two halves of one thought are one quote", () => {
    const { evidence } = assess("dolly sudah ditutup, tapi masih jalan di kos sebelah, tamunya pakai michat");

    expect(quotesFor("indicator:relocation", evidence)).toEqual([
      "dolly sudah ditutup, tapi masih jalan di kos sebelah",
    ]);
  });

  test("a body is quoted with what it does", () => {
    const { evidence } = assess(
      "ada kafe, anak smp disuruh layani tamu, yang setor ke polsek tiap bulan mami",
    );

    expect(quotesFor("implicated:police", evidence)).toEqual(["yang setor ke polsek tiap bulan mami"]);
  });

  test("greetings and small words at the ends are left out", () => {
    const { evidence } = assess("halo min tapi ayah tiri saya tiap malam masuk kamar saya ya kak");

    expect(quotesFor("category:child_sexual_abuse", evidence)).toEqual([
      "ayah tiri saya tiap malam masuk kamar saya",
    ]);
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
