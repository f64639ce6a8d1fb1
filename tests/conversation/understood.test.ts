/** What was understood is shown after an early filing and can be put right; what was said is not asked again. */
import { beforeAll, expect, test } from "vitest";
import { createGazetteer, type Gazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import { DEFAULT_MANDATES } from "../../api/routing/index.ts";
import { worldOf } from "../../bots/dispatch/world.ts";
import { createTalk } from "../fakes/talk.ts";
import { START } from "../fakes/world.ts";

const DANGER = "tolong, pintu dikunci, ada anak dipukul";

/** Filed early, and every question but the last skipped. */
function toldToSummary() {
  const talk = createTalk();
  talk.say(DANGER);
  let read = "";
  for (let question = 0; question < 8 && !read.includes("Ini yang kami pahami"); question += 1) {
    read = talk.say("lewati");
  }
  return { talk, read };
}

test("after the questions of an early filing the summary says kind, place, child and urgency in plain words", () => {
  const { read } = toldToSummary();

  expect(read).toContain("• Jenis: kekerasan seksual terhadap anak");
  expect(read).toContain("• Tempat: belum jelas");
  expect(read).toContain("• Anak di bawah 18 tahun: ya");
  expect(read).toContain("• Seberapa mendesak: darurat");
  expect(read).toContain("1. Sudah benar");
  expect(read).not.toContain("Kirim sekarang");
});

test("the place is put right by number, the report hears of it, and the summary shows it", () => {
  const { talk } = toldToSummary();

  talk.say("2");
  const read = talk.say("di sukarami palembang");

  expect(read).toContain("• Tempat: Sukarami, Kota Palembang");
  expect(talk.cases[0]?.answers).toContainEqual({ place: "di sukarami palembang", area: "16.71.08" });
  expect(talk.reassessed.at(-1)?.told.answers.area).toBe("16.71.08");
});

test("the place is put right in words, without choosing anything", () => {
  const { talk } = toldToSummary();

  const read = talk.say("di sukarami palembang");

  expect(read).toContain("• Tempat: Sukarami, Kota Palembang");
  expect(talk.cases[0]?.appended.map(({ text }) => text)).toEqual(["di sukarami palembang"]);
});

test("who is shut out afterwards is added to those shut out before", () => {
  const talk = createTalk();
  talk.say(DANGER);
  let read = talk.say("lewati");
  for (let question = 0; question < 6 && !read.includes("TIDAK boleh membaca"); question += 1) {
    read = talk.say("lewati");
  }
  for (const text of ["dinas sosial", "tidak ada lagi", "lewati"]) talk.say(text);

  talk.say("siapa yang tidak boleh membaca");
  talk.say("polisi");
  talk.say("tidak ada lagi");

  expect(talk.reassessed.at(-1)?.told.answers.notReaders).toEqual(["social_office", "police"]);
});

test("once it is right the words leave the memory, and what follows goes to the same report", () => {
  const { talk } = toldToSummary();

  const read = talk.say("sudah benar");
  talk.say("dia pakai motor merah");

  expect(read).toContain("Tulis saja di sini");
  expect(JSON.stringify(talk.state())).not.toContain("pintu dikunci");
  expect(talk.cases[0]?.appended.map(({ text }) => text)).toEqual(["dia pakai motor merah"]);
});

let gazetteer: Gazetteer;
beforeAll(async () => {
  gazetteer = createGazetteer(await loadGazetteerRows());
});

const realWorld = () => {
  const facts = { gazetteer, bodies: [], mandates: DEFAULT_MANDATES, numbers: [] };
  const world = worldOf(facts, { now: START, locale: "id", networkKeeps: false });
  const { assess, dangerIn, findPlace, describePlace } = world;
  return { assess, dangerIn, findPlace, describePlace };
};

test("age, place and time said in the first message are not asked again", () => {
  const talk = createTalk({ world: realWorld() });
  talk.say(
    "anak tetangga umur 13 tahun sering dipegang-pegang pamannya, masih sampai sekarang, tadi malam juga, di Kecamatan Subah Kabupaten Batang",
  );

  const read = talk.say("itu saja");

  expect(read).toContain("TIDAK boleh membaca");
  expect(talk.steps().filter((step) => step.startsWith("asking"))).toEqual([]);
});

test("a child's first line with its age and the place leaves only whether it is safe and how to answer", () => {
  const talk = createTalk({ world: realWorld() });
  talk.say("aku umur 12, om suka masuk kamarku dan pegang-pegang aku, di Kecamatan Subah Kabupaten Batang");

  const afterSafe = talk.say("aman");

  expect(talk.steps().filter((step) => step.startsWith("asking"))).toEqual(["asking_safe"]);
  expect(afterSafe).toContain("Apakah aman kalau kami membalas");
});
