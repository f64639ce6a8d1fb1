/** Answers that were not understood, a child's numbers, and a story in English. */
import { expect, test } from "vitest";
import { createTalk } from "../fakes/talk.ts";

const STORY = "ada anak tetangga dipegang guru ngajinya di batang";

function atContact() {
  const talk = createTalk();
  talk.say(STORY);
  talk.say("itu saja");
  let read = "";
  for (let question = 0; question < 6 && !read.includes("membalas di chat ini"); question += 1) {
    read = talk.say("lewati");
  }
  return talk;
}

test("an answer about replying that is not understood is asked once more, plainly, with the choices", () => {
  const talk = atContact();

  const read = talk.say("hmm gimana ya bagusnya");

  expect(read).toContain("belum paham jawabannya");
  expect(read).toContain("1. Ya, aman");
  expect(read).toContain("3. Jangan, saya cek pakai kode");
});

test("not understood twice, the safe choice is taken and said; nothing moves on in silence", () => {
  const talk = atContact();
  talk.say("hmm gimana ya bagusnya");

  const read = talk.say("ya gitu deh pokoknya");

  expect(read).toContain("kami tidak akan menulis ke sini");
  talk.say("kirim");
  expect(talk.cases[0]?.submission.answers.contact).toEqual({ kind: "code" });
});

test("who does not know whether it is safe is not written to, and hears so", () => {
  const talk = atContact();

  const read = talk.say("tidak tahu");

  expect(read).toContain("kami tidak akan menulis ke sini");
});

const NUMBERS = [
  { name: "SAPA 129", number: "129", remark: "" },
  { name: "Polisi", number: "110", remark: "" },
];

test("a child that writes about itself gets one number, SAPA 129, and the others when it asks", () => {
  const talk = createTalk({ world: { numbers: () => NUMBERS } });

  const read = talk.say("aku umur 12, aku dipegang om");
  const others = talk.say("nomor lain");

  expect(read).toContain("SAPA 129: 129");
  expect(read).not.toContain("110");
  expect(read).toContain('tulis "nomor lain"');
  expect(others).toContain("Polisi: 110");
});

test("a neighbour in danger gets every number that fits, at once", () => {
  const talk = createTalk({ world: { numbers: () => NUMBERS } });

  expect(talk.say("tolong, pintu dikunci, ada anak dipukul")).toContain("Polisi: 110");
});

test("a story in English gets one line that offers English, once; then the talk goes on", () => {
  const talk = createTalk();

  const first = talk.say("There is a girl in the house next to us and she is crying every night");
  const second = talk.say("I think that he is her uncle and she is not at school");

  expect(first).toContain('type "english"');
  expect(second).not.toContain('type "english"');
  expect(talk.say("english")).toContain("English");
});

test.each(["ada anak dipukul di rumah sebelah, in the kos", "om itu the boss di kos"])(
  "a story in Indonesian with English words in it is not offered English: %s",
  (text) => {
    expect(createTalk().say(text)).not.toContain("answers in English");
  },
);
