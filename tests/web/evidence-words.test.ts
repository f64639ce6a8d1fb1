import { describe, expect, test } from "vitest";
import { CORPUS, readLabelled } from "../../api/commands/evaluation/labelled.ts";
import { assess, type Evidence } from "../../api/triage/index.ts";
import { reasonsOf } from "../../api/web/officer/evidence-words.ts";
import { readable } from "./browser.ts";
import { openWeb } from "./house.ts";

const TOLD = "kak, adik saya 12 dipegang <pak> guru. ibu takut lapor";
const quoted = (claim: string, rule: string, quote: string): Evidence => {
  const start = TOLD.indexOf(quote);
  return { claim, rule, quote, start, end: start + quote.length };
};

/** The opened page of a case with this evidence. */
async function opened(evidence: Evidence[], indicators: ("child_involved" | "coercion")[] = []) {
  const web = await openWeb();
  const parts = [{ at: web.time.now, text: TOLD }];
  const id = await web.file(
    { submission: { parts, answers: { contact: { kind: "yes" } }, reason: "said_so", stillTelling: false } },
    { evidence, indicators },
  );
  return (await web.atWork()).get(`/petugas/kasus/${id}/buka`);
}

describe("the words triage rests on", () => {
  test("are underlined in the story, with what they show, and harmless as markup", async () => {
    const page = await opened([
      quoted("category:child_sexual_abuse", "frame:touch+teacher", "dipegang <pak> guru"),
      quoted("indicator:child_involved", "lexicon:minor", "adik saya 12"),
    ]);

    expect(page.text).toContain('<mark title="Anak yang diduga menjadi korban">adik saya 12</mark>');
    expect(page.text).toContain(
      '<mark title="Kekerasan seksual terhadap anak">dipegang &lt;pak&gt; guru</mark>',
    );
    expect(page.text).toContain("kak, <mark");
  });

  test("that show two things are underlined once, with both", async () => {
    const page = await opened([
      quoted("category:child_sexual_abuse", "lexicon:touch", "adik saya 12 dipegang"),
      quoted("indicator:child_involved", "lexicon:minor", "adik saya 12"),
    ]);

    expect(page.text).toContain(
      '<mark title="Kekerasan seksual terhadap anak, Anak yang diduga menjadi korban">adik saya 12</mark>',
    );
  });

  test("are listed by what they show, each with what is said in them", async () => {
    const page = await opened([
      quoted("category:child_sexual_abuse", "frame:touch+teacher", "dipegang <pak> guru"),
      quoted("implicated:school", "lexicon:told_before", "ibu takut lapor"),
    ]);

    expect(readable(page)).toContain(
      "Kekerasan seksual terhadap anak “dipegang <pak> guru” kata untuk perbuatan seksual; orang yang punya jabatan atau kuasa",
    );
    expect(readable(page)).toContain(
      "Diduga terlibat: Sekolah “ibu takut lapor” sudah pernah dilaporkan, atau tidak ditanggapi",
    );
  });

  test("are wanting for a finding that only the whole story shows, and the page says so", async () => {
    const page = await opened(
      [quoted("indicator:child_involved", "lexicon:minor", "adik saya 12")],
      ["child_involved", "coercion"],
    );

    expect(readable(page)).toContain(
      "Paksaan, ancaman, atau penyekapan Dibaca dari keseluruhan cerita; tidak ada satu kalimat yang menunjukkannya sendiri.",
    );
  });

  test("are not asked for where the reporter answered", async () => {
    const page = await opened([
      { claim: "indicator:child_involved", rule: "answer:child", quote: "", start: 0, end: 0 },
    ]);

    expect(readable(page)).toContain("Anak yang diduga menjadi korban Dari jawaban pelapor");
    expect(page.text).not.toContain("<mark");
  });
});

test("every sign that triage names has a reason in plain words", async () => {
  const messages = (await readLabelled(CORPUS)).filter((_, at) => at % 5 === 0);

  const rules = messages.flatMap(({ text }) => assess(text).evidence.map(({ rule }) => rule));

  const signs = new Set(rules.flatMap((rule) => /^(?:lexicon|frame):(.*)/.exec(rule)?.[1]?.split("+") ?? []));
  expect(signs.size).toBeGreaterThan(50);
  expect([...signs].filter((sign) => reasonsOf(`lexicon:${sign}`).includes("words"))).toEqual([]);
});
