import { describe, expect, test } from "vitest";
import { signsOf } from "../../api/triage/signs.ts";

const signsIn = (text: string): string[] => [...signsOf(text).places.keys()];

describe("negation", () => {
  test.each(["saya tidak mau bunuh diri", "bukan mau bunuh diri", "tidak ada niat bunuh diri"])(
    "takes the sign away and says so: %s",
    (text) => {
      expect(signsIn(text)).toContain("no self_harm_said");
      expect(signsIn(text)).not.toContain("self_harm_said");
    },
  );

  test.each(["mau makan saja tidak. bunuh diri katanya", "dia tidak pulang bunuh diri", "mau bunuh diri"])(
    "ends with the sentence, and at any word but small ones: %s",
    (text) => {
      expect(signsIn(text)).toContain("self_harm_said");
    },
  );
});

describe("whose age it is", () => {
  test.each(["saya 14", "saya umur 14", "umur saya 14", "saya masih kelas 7"])("the writer's: %s", (text) => {
    expect(signsIn(text)).toContain("own_minor_age");
  });

  test.each(["anak saya 14", "adik saya umur 14", "saya kenal gadis 14 tahun", "umur dia 14"])(
    "somebody else's: %s",
    (text) => {
      expect(signsIn(text)).toContain("anothers_age");
      expect(signsIn(text)).not.toContain("own_minor_age");
    },
  );

  test("of a child, of a teenager, of an adult", () => {
    const kinds = ["umur 9", "umur 15", "umur 25"].map((text) =>
      signsIn(text).filter((sign) => ["small_child", "teen", "adult_age"].includes(sign)),
    );

    expect(kinds).toEqual([["small_child"], ["teen"], ["adult_age"]]);
  });
});
