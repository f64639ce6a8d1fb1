/** A neighbour with a cheap phone, little time and his own spelling. */
import { expect, test } from "vitest";
import { CODES, createTalk } from "../fakes/talk.ts";

test("fragments are collected without interrupting, and only what is missing is asked", () => {
  const talk = createTalk();

  const first = talk.say("min d rmh sblh ada org open bo tiap mlm");
  const second = talk.say("cwek2 gonta ganti");
  const third = talk.say("yg jaga bpk2 tua");
  const missing = talk.say("sdh");

  expect(first).toContain("Terima kasih sudah bercerita");
  expect(second + third).toBe("");
  expect(missing).toContain("Apakah ada anak (di bawah 18 tahun)");
});

test("he gets from the first line to a code by numbers and short words alone", () => {
  const talk = createTalk();
  talk.say("d rmh sblh ada org open bo tiap mlm");
  talk.say("sdh");

  const where = talk.say("ga tau");
  const which = talk.say("cibatu");
  const readers = talk.say("1");
  const contact = talk.say("8");
  const summary = talk.say("2");
  const hours = talk.say("jam 8-15");
  const filed = talk.say("1");

  expect(where).toContain("Di mana kejadiannya?");
  expect(which).toContain("1. Cibatu, Kabupaten Garut, Jawa Barat");
  expect(readers).toContain("Ini akan dibaca oleh:\n• UPTD PPA Contoh");
  expect(contact).toContain("Apakah aman kalau petugas membalas di chat ini?");
  expect(summary).toContain("Jam berapa yang aman?");
  expect(hours).toContain("Tempat: Cibatu, Kabupaten Garut");
  expect(hours).toContain("Belum dikirim");
  expect(filed).toContain(CODES[0]);
  expect(talk.cases[0]?.submission).toMatchObject({
    reason: "said_so",
    stillTelling: false,
    answers: { child: "unsure", area: "32.05.20", contact: { kind: "hours", from: 8, to: 15 } },
  });
});

test("the word received appears with the code and not a moment earlier", () => {
  const talk = createTalk();
  talk.say("ada prostitusi dewasa semua masih jalan di batang");
  talk.say("itu saja");
  talk.say("tidak ada");
  talk.say("lewati");
  const before = talk.shown.map(({ text }) => text).join("\n");

  const filed = talk.say("kirim");

  expect(before).not.toMatch(/sudah kami terima/u);
  expect(filed).toContain("Laporan Anda sudah kami terima");
  expect(filed).toContain("paling lambat dalam 2 jam");
  expect(talk.shown.find(({ text }) => text === CODES[0])?.copyable).toBe(true);
});

test("a wrong place in the summary can be put right without starting again", () => {
  const talk = createTalk();
  talk.say("ada prostitusi dewasa semua masih jalan di batang");
  talk.say("itu saja");
  talk.say("tidak ada");
  talk.say("lewati");

  talk.say("perbaiki");
  talk.say("tempat");
  const summary = talk.say("palembang");
  talk.say("kirim");

  expect(summary).toContain("Tempat: Kota Palembang");
  expect(talk.cases[0]?.submission.answers.area).toBe("16.71");
});

test("when he falls asleep over it, it is filed in silence and he learns of it when he writes again", () => {
  const talk = createTalk();
  talk.say("ponakan saya dipegang guru ngajinya di batang");

  const meanwhile = talk.wait(8 * 60);
  const morning = talk.say("guru itu masih ngajar");

  expect(meanwhile).toBe("");
  expect(talk.cases[0]?.submission).toMatchObject({ reason: "quiet", stillTelling: true });
  expect(morning).toContain("supaya tidak hilang");
  expect(morning).toContain(CODES[0]);
  expect(morning).toContain("Apakah aman kalau petugas membalas");
  expect(talk.cases[0]?.appended.map(({ text }) => text)).toEqual(["guru itu masih ngajar"]);
  expect(JSON.stringify(talk.state())).not.toContain(CODES[0]);
});
