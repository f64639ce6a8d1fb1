import { describe, expect, test } from "vitest";
import { assess, dangerIn } from "../../api/triage/index.ts";

describe("words that file at once", () => {
  test.each([
    "tolong, sekarang dia gedor pintu kamarku bawa parang",
    "sekarang saya disekap di kamar hotel, tolong cepat",
    "bapak tiri mabuk di depan kamar ketok2 terus, aku sembunyi di kamar mandi",
    "Tulung mas, pakdheku ngamuk nggawa linggis arep mateni bulik, saiki bulik ndhelik",
  ])("danger: %s", (text) => {
    expect(dangerIn(text).danger).toBe(true);
  });

  test.each(["aku mau bunuh diri", "pengen mati aja rasanya", "capek hidup, obatnya udah di tangan"])(
    "self-harm: %s",
    (text) => {
      expect(dangerIn(text).selfHarm).toBe(true);
    },
  );

  test("a child that writes what is done to it", () => {
    const { childWriting } = dangerIn("aku 13 tahun, ayah tiriku suka pegang2 badan aku");

    expect(childWriting).toBe(true);
  });

  test.each([
    "aku takut, bapak tiri suka masuk kamarku",
    "om saya suka pegang2 aku klo ibu kerja",
    "aku takut pulang, bapak tiri suka pegang2",
  ])("a child that tells no age, of what an elder at home does to it: %s", (text) => {
    expect(dangerIn(text).childWriting).toBe(true);
    expect(assess(text).severity).toBe("urgent");
  });

  test("a grown-up writing of a child, or of her own childhood, is not a child writing", () => {
    const texts = [
      "anak tetangga umur 13 diraba pamannya",
      "anak saya umur 13 dipegang2 ayah tirinya, saya takut",
      "adik saya kelas 6 takut pulang, bapak tiri suka masuk kamarnya",
      "saya 22 tahun, bapak tiri suka masuk kamar saya",
      "saya 35 tahun, dulu waktu kelas 4 SD dicabuli paman, sekarang sudah meninggal",
    ];

    const writing = texts.map((text) => dangerIn(text).childWriting);

    expect(writing).toEqual(texts.map(() => false));
  });

  test.each(["halo", "berapa biaya lapor?", "saya tidak mau bunuh diri", "di film itu dia mau bunuh diri"])(
    "nothing to file: %s",
    (text) => {
      expect(dangerIn(text)).toEqual({ danger: false, selfHarm: false, childWriting: false });
    },
  );

  test("agrees with the assessment of the same words", () => {
    const text = "tolong, sekarang dia gedor pintu kamarku bawa parang";

    const { danger } = dangerIn(text);

    expect(assess(text).indicators.includes("danger_now")).toBe(danger);
  });
});

describe("somebody locked in", () => {
  test.each([
    "tolong cepat, anak dikurung di kamar sekarang juga di telanaipura jambi",
    "tolong, anak tetangga saya dikunci di rumah",
    "aku dikurung om di kamar, tolong",
  ])("now is a danger, whatever else is not said: %s", (text) => {
    expect(dangerIn(text).danger).toBe(true);
    expect(assess(text).severity).toBe("emergency");
  });

  test.each(["dulu waktu kecil saya dikurung di kamar", "di film itu anaknya dikurung, tolong spoiler dong"])(
    "long ago or in a film is none: %s",
    (text) => {
      expect(dangerIn(text).danger).toBe(false);
    },
  );
});
