import { expect, test } from "vitest";
import { createTalk } from "../fakes/talk.ts";

const STORY = "guru ngaji di kampung sebelah suka pegang-pegang muridnya";

test("a message that the person deletes at the network before filing leaves the report, and no mark stays in it", () => {
  const talk = createTalk();
  talk.hear({ kind: "text", text: STORY, mark: "3EB0A1" });
  talk.hear({ kind: "text", text: "rumahnya cat biru nomor dua", mark: "3EB0A2" });

  const told = talk.hear({ kind: "taken_back", mark: "3EB0A2" });
  for (const text of ["itu saja", "lewati", "lewati", "lewati", "lewati", "lewati", "kirim"]) talk.say(text);

  expect(told.map(({ key }) => key)).toEqual(["bot.taken_back"]);
  expect(talk.cases[0]?.submission.parts.map(({ text }) => text)).toEqual([STORY]);
  expect(JSON.stringify(talk.cases)).not.toContain("3EB0");
});

test("what was filed stays as it was told, and the chat says nothing about it", () => {
  const talk = createTalk();
  talk.hear({
    kind: "text",
    text: "tolong, saya 12 tahun, bapak tiri saya mau masuk kamar sekarang",
    mark: "3EB0B1",
  });

  const told = talk.hear({ kind: "taken_back", mark: "3EB0B1" });

  expect(told).toEqual([]);
  expect(talk.cases[0]?.submission.parts).toHaveLength(1);
});

test("a mark that nobody has written under, or none, takes nothing back", () => {
  const talk = createTalk();
  talk.hear({ kind: "text", text: STORY, mark: "3EB0A1" });
  talk.say("dia sering begitu");

  expect([
    talk.hear({ kind: "taken_back", mark: "3EB0FF" }),
    talk.hear({ kind: "taken_back", mark: "" }),
  ]).toEqual([[], []]);
  for (const text of ["itu saja", "lewati", "lewati", "lewati", "lewati", "lewati", "kirim"]) talk.say(text);
  expect(talk.cases[0]?.submission.parts).toHaveLength(2);
});
