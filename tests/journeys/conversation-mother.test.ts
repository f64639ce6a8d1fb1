/** A mother who is afraid of shame asks before she dares, and decides by herself. */
import { expect, test } from "vitest";
import { createTalk } from "../fakes/talk.ts";

test("her fears are answered one by one, and asking files nothing", () => {
  const talk = createTalk();
  talk.say("assalamualaikum");
  const menu = talk.say("tanya dulu");

  const neighbours = talk.say("nanti tetangga tahu tidak?");
  const visum = talk.say("5");
  const police = talk.say("apa saya harus ke polisi");
  const cost = talk.say("bayar?");
  talk.wait(60);

  expect(menu).toContain("Tidak ada yang dikirim sebagai laporan");
  expect(neighbours).toContain("tidak memberi tahu tetangga");
  expect(visum).toContain("Tidak perlu visum untuk melapor");
  expect(police).toContain("tidak harus ke kantor polisi");
  expect(cost).toContain("tidak dipungut biaya");
  expect(talk.cases).toEqual([]);
});

test("she is told the limits honestly, and promised no immunity", () => {
  const talk = createTalk();
  const welcome = talk.say("halo");
  talk.say("2");

  const identity = talk.say("apakah saya akan ketahuan?");
  const wrong = talk.say("kalau ternyata saya salah gimana?");

  expect(welcome).toContain("Telegram, Meta");
  expect(welcome).toContain("HP ini menyimpan chatnya");
  expect(identity).toContain("tidak ada sistem yang bebas risiko");
  expect(wrong).toContain("tidak bisa menjanjikan kekebalan hukum");
});

test("a story told among the questions is heard as a story", () => {
  const talk = createTalk();
  talk.say("halo");
  talk.say("tanya dulu");
  talk.say("bayar ga?");

  const heard = talk.say("anak saya dipegang omnya waktu saya ke pasar");

  expect(heard).toContain("kami dengarkan");
  expect(talk.kept()).toContain("dipegang omnya");
});

test("a question in the middle of her story is answered, and she goes on where she was", () => {
  const talk = createTalk();
  talk.say("anak saya dipegang omnya waktu saya ke pasar");

  const answered = talk.say("nanti keluarga tahu ga kak?");
  const next = talk.say("omnya masih tinggal dekat sini");

  expect(answered).toContain("Kami tidak memberi tahu tetangga atau keluarga");
  expect(answered).toContain("Itu saja");
  expect(next).toBe("");
  expect(talk.kept()).toContain("keluarga tahu ga");
});
