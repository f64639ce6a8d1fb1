import { describe, expect, test } from "vitest";
import { assess } from "../../api/triage/index.ts";

describe("what a report is", () => {
  test.each([
    ["anak tetangga umur 9 diraba pamannya di rumah", "child_sexual_abuse"],
    ["anak SMP dijual lewat michat di hotel dekat terminal", "child_sexual_exploitation"],
    ["adikku 13 diminta kirim foto telanjang sama orang dari game", "online_child_sexual_abuse"],
    ["sepupu saya umur 22 dipaksa layani tamu di kafe, KTP ditahan bos", "sexual_trafficking"],
    ["kos di belakang pasar jadi tempat open BO, perempuannya dewasa semua", "hidden_prostitution"],
    ["umur saya 34, mau berhenti kerja malam, ada pelatihan jahit?", "exit_support"],
    ["suami saya mukul saya pakai sabuk tiap hari", "other_violence"],
    ["berapa biaya lapor dan syaratnya apa?", "not_a_report"],
  ] as const)("%s", (text, category) => {
    const triage = assess(text);

    expect(triage.category).toBe(category);
  });

  test("short forms, dropped vowels and stretching are read like plain words", () => {
    const plain = assess("tolong pak, saya umur 14, dipaksa terima tamu sama mami");

    const written = assess("tlooong pk, sy umr 14, d pksa trima tamu sm mami");

    expect(written.category).toBe(plain.category);
    expect(written.child).toBe("yes");
  });

  test("a child of whom an act is said is never dismissed, however it is worded", () => {
    const texts = [
      "anak kelas 4 dicabuli",
      "bocah 8 tahun diperkosa tetangga, tapi ya sudahlah",
      "siswi smp dijual, halo admin, makasih ya",
    ];

    const categories = texts.map((text) => assess(text).category);

    expect(categories).not.toContain("not_a_report");
  });

  test("news, adverts and animals are not reports", () => {
    const texts = [
      "baca berita kasus pencabulan di TV, menurut kakak hukumannya berapa lama?",
      "dijual anak kucing umur 2 bulan, bisa nego, COD",
      "tugas PPKn kelas 9 bikin poster pencegahan kekerasan seksual, ada contoh?",
    ];

    const triages = texts.map((text) => assess(text));

    expect(triages.map(({ category }) => category)).toEqual(Array(3).fill("not_a_report"));
    expect(triages.flatMap(({ indicators }) => indicators)).toEqual([]);
  });

  test("everyday talk in a regional language is no report", () => {
    const texts = [
      "panganane enak, regane murah, sesuk mrene maneh karo kanca-kanca",
      "randangnyo lamak bana, tampeknyo barasiah",
      "kemaren kami sekeluargo ke pasar, rame nian wong",
    ];

    const categories = texts.map((text) => assess(text).category);

    expect(categories).toEqual(Array(3).fill("not_a_report"));
  });

  test("what is too little to go by says so", () => {
    const texts = ["", "tolong", "aku takut"];

    const unsure = texts.map((text) => assess(text).unsure);

    expect(unsure).toEqual([true, true, true]);
  });
});

describe("whether a child is in it", () => {
  test("unknown age stays possible", () => {
    const { child } = assess("ada cewek dipaksa layani tamu di kafe");

    expect(child).toBe("possible");
  });

  test("no is said only where adulthood is said", () => {
    const { child } = assess("kos jadi tempat open BO, perempuannya dewasa semua, umur 30an");

    expect(child).toBe("no");
  });

  test("whoever hides from an attack together with children is not alone in it", () => {
    const { child } = assess(
      "suami saya bawa parang mendobrak kamar, saya sama anak sembunyi di kamar mandi",
    );

    expect(child).toBe("yes");
  });

  test("a child who tells of a grown sister does not make her one", () => {
    const { child } = assess("kakak perempuan saya (21) dipaksa layani tamu, ktp ditahan bos, saya masih 15");

    expect(child).toBe("no");
  });

  test.each(["umur 14", "14 thn", "tiga belas tahun", "kls 2 smp", "masih SD"])("%s is a child", (age) => {
    const { child } = assess(`keponakan saya ${age} dicabuli tetangga`);

    expect(child).toBe("yes");
  });

  test("years that passed are not an age", () => {
    const { child } = assess("perempuan dewasa kerja di panti pijat plus sejak 12 tahun lalu, ibu-ibu semua");

    expect(child).toBe("no");
  });
});

describe("how grave it is", () => {
  test("danger now and words of suicide are emergencies", () => {
    const texts = ["tolong, sekarang dia gedor pintu kamarku bawa parang", "aku mau bunuh diri malam ini"];

    const severities = texts.map((text) => assess(text).severity);

    expect(severities).toEqual(["emergency", "emergency"]);
  });

  test("danger that is denied raises nothing", () => {
    const triage = assess("saya tidak mau bunuh diri, cuma mau lapor: anak tetangga dilecehkan pamannya");

    expect(triage.indicators).not.toContain("self_harm_risk");
    expect(triage.severity).not.toBe("emergency");
  });

  test("a plainly named child victim is urgent even in a few words", () => {
    const { severity } = assess("anak saya diperkosa tetangga");

    expect(severity).toBe("urgent");
  });

  test("long ago, with the offender dead, is standard", () => {
    const { severity } = assess(
      "saya 35 tahun. dulu waktu kelas 4 SD saya dicabuli paman, sekarang paman sudah meninggal",
    );

    expect(severity).toBe("standard");
  });
});

describe("answers outrank words", () => {
  test("a child that the reporter confirms makes it a report about a child", () => {
    const triage = assess("ada yang dijual di karaoke itu", { child: "yes" });

    expect(triage.child).toBe("yes");
    expect(triage.category).toBe("child_sexual_exploitation");
    expect(triage.indicators).toContain("child_involved");
  });

  test("going on now is an emergency, the past is not urgent", () => {
    const text = "anak tetangga umur 9 dicabuli pamannya";

    const now = assess(text, { goingOn: "now" });
    const past = assess(text, { goingOn: "past" });

    expect(now.severity).toBe("emergency");
    expect(past.severity).toBe("standard");
  });

  test("no child in it takes the report to the category for adults", () => {
    const triage = assess("anak itu diperkosa tetangga", { child: "no" });

    expect(triage).toMatchObject({ category: "other_violence", child: "no" });
    expect(triage.indicators).not.toContain("child_involved");
  });

  test("whose story it is follows the answer", () => {
    const own = assess("dipaksa layani tamu, KTP ditahan", { self: true });
    const other = assess("saya dipaksa layani tamu, KTP ditahan", { self: false });

    expect(own.indicators).toContain("self_report");
    expect(other.indicators).not.toContain("self_report");
  });
});
