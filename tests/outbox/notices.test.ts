import { expect, test } from "vitest";
import id from "../../locales/id/notice.json" with { type: "json" };
import en from "../../locales/en/notice.json" with { type: "json" };

const TELLING = /laporan|anak|korban|kekerasan|report|child|victim|violence|polisi|police/i;

test("what wakes an officer asks to sign in and tells nothing", () => {
  for (const text of [...Object.values(id.officer), ...Object.values(en.officer)]) {
    const words = text.replaceAll("Lapor Aman", "");

    expect(words).toContain("{{url}}");
    expect(words).not.toMatch(TELLING);
  }
});

test("every message that we start opens with a line that says nothing", () => {
  for (const text of [...Object.values(id.reporter), ...Object.values(en.reporter)]) {
    const [opening = ""] = text.split("\n");

    expect(opening).toMatch(/^(Halo|Hello)/);
    expect(opening).not.toMatch(TELLING);
    expect(opening).not.toContain("{{");
  }
});
