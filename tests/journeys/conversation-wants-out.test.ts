/** A woman who wants out, tells her own story, and cannot be called or written to. */
import { expect, test } from "vitest";
import { createTalk } from "../fakes/talk.ts";

const HER_STORY = "saya mau keluar dari pekerjaan ini tapi bingung mulai dari mana. saya di palembang";

test("her own story is hers: it is not filed for her, however long she is silent", () => {
  const talk = createTalk();
  talk.say(HER_STORY);

  const meanwhile = talk.wait(2 * 24 * 60);

  expect(meanwhile).toBe("");
  expect(talk.cases).toEqual([]);
  expect(talk.kept()).toContain("saya mau keluar");
});

test("when she comes back, another eye on the phone sees nothing of it, and she can go on", () => {
  const talk = createTalk();
  talk.say(HER_STORY);
  talk.wait(10 * 60);

  const greeted = talk.say("halo");
  const resumed = talk.press("Lanjut");
  const asked = talk.say("itu saja");

  expect(greeted).toContain("Mau lanjut, atau hapus?");
  expect(greeted).not.toMatch(/keluar|lapor|kode/iu);
  expect(resumed).toContain("Itu saja");
  expect(asked).toContain("Ini akan dibaca oleh");
});

test("she decides that nobody writes to her phone, and her word alone sends it", () => {
  const talk = createTalk();
  talk.say(HER_STORY);
  talk.say("itu saja");
  talk.say("tidak ada");

  const summary = talk.say("jangan");
  const filed = talk.say("ya");

  expect(summary).toContain("Belum dikirim. Kirim sekarang?");
  expect(filed).toContain("sudah kami terima");
  expect(talk.cases[0]?.submission.answers.contact).toEqual({ kind: "code" });
});

test("she reads the answer with the code from any chat, never her own words, and answers there", () => {
  const talk = createTalk();
  talk.say(HER_STORY);
  talk.say("itu saja");
  talk.say("tidak ada");
  talk.say("jangan");
  talk.say("kirim");
  talk.wait(24 * 60);
  talk.reply(0, "Dinas Sosial Contoh", "Kami bisa menjemput. Kapan Anda aman?");

  talk.say("punya kode");
  const opened = talk.say("1023-4567-8901-2345-6789");
  talk.say("besok pagi jam 9 di pasar");

  expect(opened).toContain("sedang ditangani oleh Dinas Sosial Contoh");
  expect(opened).toContain("Kami bisa menjemput");
  expect(opened).not.toContain("saya mau keluar");
  expect(talk.read).toEqual(["case-1"]);
  expect(talk.cases[0]?.appended.map(({ text }) => text)).toEqual(["besok pagi jam 9 di pasar"]);
});

test("a word about wanting to die is answered with people at once, and a person's look runs beside it", () => {
  const talk = createTalk();
  talk.say(HER_STORY);

  const read = talk.say("kadang saya mau mati saja");

  expect(read.split("\n---\n")[0]).toContain("Anda tidak sendirian");
  expect(talk.cases[0]?.submission.reason).toBe("danger");
  expect(talk.cases[0]?.submission.parts).toHaveLength(2);
});
