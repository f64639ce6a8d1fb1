/** A phone that others hold. */
import { expect, test } from "vitest";
import { CODES, createTalk, type Talk } from "../fakes/talk.ts";

function filedBy(contact: string): Talk {
  const talk = createTalk();
  talk.say("ponakan saya dipegang guru ngajinya di batang, masih terus");
  talk.say("itu saja");
  talk.say("tidak ada");
  talk.say(contact);
  talk.say("kirim");
  return talk;
}

const REVEALING =
  /sudah kami tambahkan|laporan Anda|laporan ini|ditangani|menunggu diambil|ngajinya|tetap ada dan/iu;

test.each(["jangan", "jam 8-15", "lewati"])(
  "after half an hour without the code the chat is a newcomer's (contact: %s)",
  (contact) => {
    const talk = filedBy(contact);
    talk.wait(45);

    const others = ["/start", "halo", "menu", "lapor", "batal", "ulang", "bagaimana laporannya?"].map(
      (text) => talk.say(text),
    );
    const started = talk.open();

    expect([...others, started].join("\n")).not.toMatch(REVEALING);
    expect(talk.cases[0]?.appended).toEqual([]);
  },
);

test("a wrong code and a code of nobody get the same sentence", () => {
  const talk = filedBy("jangan");
  talk.wait(45);

  const wrong = talk.say("1023 4567 8901 2345 6788");
  const unknown = talk.say(CODES[3] ?? "");

  expect(wrong).toContain("tidak cocok");
  expect(unknown).toBe(wrong);
});

test("with the code the chat opens for half an hour, and closes again", () => {
  const talk = filedBy("jangan");
  talk.wait(45);

  const opened = talk.say(`kode saya ${CODES[0]}`);
  const added = talk.say("gurunya pindah rumah");
  talk.wait(31);
  const later = talk.say("halo");

  expect(opened).toContain("menunggu diambil petugas");
  expect(added).toContain("Sudah kami tambahkan");
  expect(later).toContain("Ini Lapor Aman");
  expect(talk.cases[0]?.appended.map(({ text }) => text)).toEqual(["gurunya pindah rumah"]);
});

test("who said that it is safe here may simply write on, days later", () => {
  const talk = filedBy("aman");
  talk.wait(2 * 24 * 60);

  const added = talk.say("gurunya pindah rumah");

  expect(added).toContain("Sudah kami tambahkan");
  expect(talk.cases[0]?.appended.map(({ text }) => text)).toEqual(["gurunya pindah rumah"]);
});

test("hapus before sending erases everything, after asking once", () => {
  const talk = createTalk();
  talk.say("ponakan saya dipegang guru ngajinya di batang");

  const asked = talk.say("hapus");
  const kept = talk.say("tidak");
  talk.say("hapus");
  const gone = talk.say("ya");

  expect(asked).toContain("belum dikirim");
  expect(kept).toContain("tidak jadi");
  expect(gone).toContain("Hapus juga chat ini dari HP");
  expect(talk.erased()).toBe(1);
  expect(talk.kept()).not.toContain("ngajinya");
  expect(talk.cases).toEqual([]);
});

test("hapus after sending says plainly that the report stays", () => {
  const talk = filedBy("aman");

  const asked = talk.say("hapus");
  const gone = talk.say("1");

  expect(asked).toContain("Laporan yang sudah dikirim tetap ada");
  expect(gone).toContain("Laporannya tetap ada");
  expect(talk.erased()).toBe(1);
});

test("hapus in a locked chat reads the same whether or not there ever was a report", () => {
  const reported = filedBy("jangan");
  reported.wait(45);
  const never = createTalk();

  const withReport = [reported.say("hapus"), reported.say("ya")];
  const without = [never.say("hapus"), never.say("ya")];

  expect(withReport).toEqual(without);
});
