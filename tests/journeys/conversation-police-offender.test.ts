/** The offender is a policeman. */
import { expect, test } from "vitest";
import { createTalk } from "../fakes/talk.ts";

test("the police are neither among the readers nor among the numbers once the story names one of theirs", () => {
  const talk = createTalk();
  talk.say("ada prostitusi dewasa semua, yang jaga oknum polisi, masih jalan di batang");
  const menu = talk.say("menu");

  const readers = talk.say("itu saja");

  expect(readers).toContain("• UPTD PPA Contoh");
  expect(readers).not.toContain("• Unit PPA Polres");
  expect(menu).toContain("129");
  expect(menu).not.toContain("110");
});

test("after sending, too, nobody is pointed to the police of a case against one of them", () => {
  const talk = createTalk();
  talk.say("ada prostitusi dewasa semua, yang jaga oknum polisi, masih jalan di batang");
  for (const text of ["itu saja", "tidak ada", "aman", "kirim"]) talk.say(text);

  const menu = talk.say("menu");
  talk.wait(2 * 60);
  const danger = talk.say("dia teriak");

  expect(menu + danger).toContain("129");
  expect(menu + danger).not.toContain("110");
});

test("the reporter may shut out more bodies, in a list or in own words, and sees who is left", () => {
  const talk = createTalk();
  talk.say("ada prostitusi dewasa semua masih jalan di batang");
  talk.say("itu saja");

  const more = talk.say("1, 5");
  const other = talk.say("lainnya");
  const contact = talk.say("bupatinya juga, dia temannya");
  const summary = talk.say("jangan");
  talk.say("kirim");

  expect(more).toContain("Ada lagi?");
  expect(other).toContain("Tulis saja dengan kata-kata Anda");
  expect(contact).toContain("Apakah aman");
  expect(summary).not.toContain("Polres");
  expect(talk.cases[0]?.submission.answers).toMatchObject({
    notReaders: ["police", "village", "local_government"],
    notReadersWords: "bupatinya juga, dia temannya",
  });
});

test("in danger nothing waits for that question; it comes after, and says what cannot be taken back", () => {
  const talk = createTalk();
  const first = talk.say("oknum polisi itu bawa perempuan dewasa ke rumah di batang, dia teriak");

  const asked = talk.say("dia masih di dalam");

  expect(talk.cases[0]?.submission.reason).toBe("danger");
  expect(first).not.toContain("• Unit PPA Polres");
  expect(first + asked).toContain("Yang sudah dibaca tidak bisa ditarik kembali");
});
