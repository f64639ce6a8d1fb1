import { describe, expect, test } from "vitest";
import {
  adultsOnly,
  afraidAtHome,
  childAssaulted,
  childOnSale,
  childWithAct,
  inDangerNow,
  selfHarmDenied,
  selfHarmSaid,
  touchedAtHome,
  unspokenDanger,
} from "../../api/triage/guards.ts";
import { signsOf } from "../../api/triage/signs.ts";

type Rule = {
  name: string;
  rule: (signs: ReturnType<typeof signsOf>) => boolean;
  holds: string[];
  not: string[];
};
const RULES: Rule[] = [
  {
    name: "a child with an act",
    rule: childWithAct,
    holds: [
      "bocah 8 tahun diperkosa",
      "siswi kelas 9 dijual",
      "anak kelas 4 dicabuli",
      "adik diperkosa tetangga",
    ],
    not: [
      "perempuan diperkosa",
      "anak umur 9 main bola",
      "adik dijual motornya",
      "di film itu anak kelas 4 dicabuli",
      "tugas sekolah: poster tentang anak umur 9 dicabuli",
    ],
  },
  {
    name: "a child assaulted, in so many words",
    rule: childAssaulted,
    holds: [
      "saya di tebing tinggi mau lapor anak dilecehkan",
      "anak saya dicabuli tetangga",
      "murid diperkosa",
    ],
    not: [
      "anak saya lihat perempuan diperkosa",
      "anak kos dilecehkan",
      "anak saya umur 25 diperkosa",
      "di film itu anak dicabuli",
    ],
  },
  {
    name: "a child on sale, in so many words",
    rule: childOnSale,
    holds: ["di kos itu ada yang jual anak", "siswi ditawarkan di michat"],
    not: [
      "jual anak ayam",
      "jual baju anak",
      "anak jual gorengan",
      "anak sudah umur 25 tahun, ditawarkan kerja",
    ],
  },
  {
    name: "adults only",
    rule: adultsOnly,
    holds: ["perempuan umur 25", "saya 34 tahun", "perempuannya dewasa semua"],
    not: ["perempuan kerja di kafe", "ibu umur 35 dan anak umur 9", "perempuan dewasa dengan bocah"],
  },
  {
    name: "afraid at home",
    rule: afraidAtHome,
    holds: ["aku takut sama ayah tiri"],
    not: ["aku takut gelap", "takut sama ayah tiri di film itu aku", "teman aku takut sama ayah tiri"],
  },
  {
    name: "in danger now",
    rule: inDangerNow,
    holds: [
      "anak dikurung malam ini",
      "anak dikurung di kamar, tolong",
      "tolong, bapak ngamuk bawa linggis mau bunuh ibu sekarang",
    ],
    not: [
      "anak dikurung di kamar",
      "bapak ngamuk bawa linggis mau bunuh ibu sekarang",
      "tolong, bapak ngamuk bawa linggis mau bunuh ibu",
      "tolong, dulu waktu kecil anak dikurung di kamar",
      "tolong, anak dikurung di kamar, pelakunya sudah ditangkap",
      "tolong, di film itu anak dikurung di kamar",
    ],
  },
  {
    name: "self-harm is said",
    rule: selfHarmSaid,
    holds: ["aku mau bunuh diri"],
    not: [
      "aku sedih",
      "aku tidak mau bunuh diri",
      "dulu aku mau bunuh diri",
      "di film itu dia mau bunuh diri",
    ],
  },
  {
    name: "self-harm is only denied, or told of a film",
    rule: selfHarmDenied,
    holds: ["saya tidak mau bunuh diri", "di film itu dia mau bunuh diri"],
    not: [
      "saya mau bunuh diri",
      "habis nonton film itu saya mau bunuh diri",
      "tadi tidak mau bunuh diri. sekarang aku mau bunuh diri",
      "saya tidak mau makan",
    ],
  },
  {
    name: "touched at home, writing of itself",
    rule: touchedAtHome,
    holds: ["bapak tiri suka masuk kamarku", "om saya suka pegang2 aku"],
    not: [
      "bapak tiri suka masuk kamar",
      "satpam suka masuk kamarku",
      "bapak tiri sayang aku",
      "adik saya, bapak tiri suka masuk kamarnya",
      "saya 22 tahun, bapak tiri suka masuk kamarku",
      "dulu bapak tiri suka masuk kamarku",
    ],
  },
];

/**
 * Each rule by itself, on signs alone: weights that happen to say the same of an example must not hide a rule that is
 * broken.
 */
describe.each(RULES)("$name", ({ rule, holds, not }) => {
  test.each(holds)("holds: %s", (text) => {
    expect(rule(signsOf(text))).toBe(true);
  });

  test.each(not)("does not: %s", (text) => {
    expect(rule(signsOf(text))).toBe(false);
  });
});

test("without a word of danger more must weigh for an emergency", () => {
  const more = ["warung di km 9 ramai", "dia sembunyi, takut", "tolong"].map((text) =>
    unspokenDanger(signsOf(text), "danger_now"),
  );

  expect(more).toEqual([expect.any(Number), 0, 0]);
  expect(more[0]).toBeGreaterThan(0);
});

test("a time of day or fear alone makes no risk of self-harm; its own words do", () => {
  const more = [
    "adik saya diperkosa tadi malam",
    "aku takut",
    "aku mau bunuh diri",
    "mending aku mati aja",
  ].map((text) => unspokenDanger(signsOf(text), "self_harm_risk"));

  expect(more).toEqual([expect.any(Number), more[0], 0, 0]);
  expect(more[0]).toBeGreaterThan(0);
});
