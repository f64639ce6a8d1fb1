/** A twelve-year-old writes one line and stops. */
import { expect, test } from "vitest";
import { createTalk } from "../fakes/talk.ts";

const ONE_LINE = "kak sy 12 th. bapak suka digituin sy kalo malam";

test("one line is enough: people to call first, and the report is out before any question", () => {
  const talk = createTalk();

  const read = talk.say(ONE_LINE);

  expect(read.indexOf("129")).toBeLessThan(read.indexOf("kode"));
  expect(read).toContain("Ini bukan salahmu");
  expect(talk.cases[0]?.submission).toMatchObject({ reason: "danger", stillTelling: true, answers: {} });
  expect(talk.cases[0]?.submission.parts.map(({ text }) => text)).toEqual([ONE_LINE]);
});

test("the child is spoken to as a child: simple words, and first whether it is safe to chat", () => {
  const talk = createTalk();

  const read = talk.say(ONE_LINE);

  expect(read).toContain("Apakah aman untuk chat sekarang?");
  expect(read).toContain("Kamu tidak harus cerita semuanya");
  expect(read).not.toMatch(/\bAnda\b/u);
});

test("a child for whom it is not safe is let go at once, and nothing is ever written to that phone", () => {
  const talk = createTalk();
  talk.say(ONE_LINE);

  const read = talk.say("tidak aman kak");

  expect(read).toContain("Tidak apa-apa");
  expect(read).toContain("129");
  expect(read).not.toContain("?");
  expect(talk.cases[0]?.answers).toEqual([{ contact: { kind: "code" } }]);
});

test("when the child only stops, nothing more appears, and the chat forgets that it ever reported", () => {
  const talk = createTalk();
  talk.say(ONE_LINE);

  const meanwhile = talk.wait(24 * 60);
  const fatherReads = talk.say("halo");

  expect(meanwhile).toBe("");
  expect(fatherReads).toContain("Ini Lapor Aman");
  expect(fatherReads).not.toMatch(/laporan Anda|kode laporan|sudah kami/u);
  expect(JSON.stringify(talk.state())).not.toContain("case-1");
  expect(talk.cases).toHaveLength(1);
});

test("what the child writes next goes to the same report, and it is asked at most where it happens", () => {
  const talk = createTalk();
  talk.say(ONE_LINE);

  const afterSafe = talk.say("iya");
  const afterPlace = talk.say("di batang");
  const afterContact = talk.say("jangan");

  expect(afterSafe).toContain("nama tempat yang kamu tahu");
  expect(afterPlace).toContain("Apakah aman kalau kami membalas");
  expect(afterContact).toContain("Ini yang kami pahami dari ceritamu");
  expect(afterContact).not.toContain("kekerasan");
  expect(talk.say("iya")).toContain("Tidak harus");
  expect(talk.cases).toHaveLength(1);
  expect(talk.cases[0]?.appended.map(({ text }) => text)).toEqual(["di batang"]);
  expect(talk.cases[0]?.answers).toContainEqual({ contact: { kind: "code" } });
});
