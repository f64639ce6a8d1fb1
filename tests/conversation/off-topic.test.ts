/** Adverts and errands for another office: one friendly line, and never at the cost of a report. */
import { expect, test } from "vitest";
import { assess, dangerIn } from "../../api/triage/index.ts";
import { createTalk } from "../fakes/talk.ts";

const ADVERT = "PROMO pinjaman cepat cair tanpa jaminan, bunga rendah, hubungi WA 0812xxxx";
const talkWithTriage = () => createTalk({ world: { assess, dangerIn } });

test("an advert gets one friendly line about what this is for, and no interview", () => {
  const talk = talkWithTriage();

  const read = talk.say(ADVERT);
  const again = talk.say("jual pulsa murah dan token listrik, minat chat ya");

  expect(read).toContain("Tempat ini khusus untuk melaporkan");
  expect(read).toContain("1. Ini memang laporan");
  expect(read).not.toContain("itu saja");
  expect(again).toBe("");
});

test("nobody files it by itself, however long it is quiet, and it is kept as said", () => {
  const talk = talkWithTriage();
  talk.say(ADVERT);

  talk.wait(24 * 60);

  expect(talk.cases).toEqual([]);
  expect(talk.kept()).toContain(ADVERT);
});

test("whoever insists can report it, and it is filed as grave as it is: low", () => {
  const talk = talkWithTriage();
  talk.say("lampu jalan mati sudah seminggu di kampung kami");
  talk.say("ini memang laporan");
  talk.wait(31);

  const [filed] = talk.cases;
  expect(filed?.submission.parts.map(({ text }) => text)).toEqual([
    "lampu jalan mati sudah seminggu di kampung kami",
  ]);
  expect(assess(filed?.submission.parts[0]?.text ?? "").severity).toBe("low");
});

test("a story after it is heard as one, from its first word", () => {
  const talk = talkWithTriage();
  talk.say(ADVERT);

  const read = talk.say("sebenarnya ada anak tetangga yang sering dipegang-pegang pamannya");

  expect(read).toContain("itu saja");
  expect(talk.kept()).toContain("dipegang-pegang");
});

test.each([
  "anak saya aneh sekarang diam terus",
  "ada promo tapi istri saya takut",
  "tolong",
  "dia masih kelas 5 sd",
  "she is 12 years old and she is scared",
])("a word of a child, a victim or a fear always wins: %s", (text) => {
  const talk = talkWithTriage();

  expect(talk.say(text)).not.toContain("Tempat ini khusus untuk melaporkan");
});
