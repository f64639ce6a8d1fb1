/** The small courtesies: what cannot be read, old buttons, other languages, a cry for help. */
import { describe, expect, test } from "vitest";
import type { AreaCode } from "../../api/kernel.ts";
import { createTalk, reading } from "../fakes/talk.ts";

describe("what we cannot read", () => {
  test.each(["picture", "video"] as const)("a %s is refused kindly, with what to write instead", (what) => {
    const talk = createTalk();

    const read = reading(talk.hear({ kind: "unreadable", what }));

    expect(read).toContain("jangan kirim foto atau video anak");
    expect(read).toContain("tautannya, nama akunnya, dan waktunya");
    expect(read).toContain("jangan disalin atau disebarkan");
  });

  test.each(["voice", "call"] as const)("a %s gets the one sentence that helps", (what) => {
    const talk = createTalk();

    const read = reading(talk.hear({ kind: "unreadable", what }));

    expect(read).toBe("Kami belum bisa mendengar suara; ketik pendek: apa, di mana, atau telepon 129.");
  });

  test.each(["file", "sticker", "contact", "other"] as const)("a %s is answered", (what) => {
    const talk = createTalk();

    expect(reading(talk.hear({ kind: "unreadable", what })).length).toBeGreaterThan(20);
  });
});

test("tolong from a newcomer is answered with people to call and an open ear, not with a menu", () => {
  for (const cry of ["tolong", "bantuan", "kak tolong saya", "help me"]) {
    const talk = createTalk();

    const read = talk.say(cry);

    expect(read).toContain("SAPA 129: 129");
    expect(read).toContain("ceritakan");
    expect(read).not.toMatch(/^1\. /mu);
  }
});

test("bantuan from somebody in the middle of a talk shows what can be typed", () => {
  const talk = createTalk();
  talk.say("ada yang dipukul di batang");

  const read = talk.say("bantuan");

  expect(read).toContain('"hapus"');
  expect(read).toContain("1. Itu saja");
});

test("a button of an earlier question is not taken as an answer to this one", () => {
  const talk = createTalk();
  talk.say("ada yang dipukul di rumah sebelah");
  talk.say("itu saja");
  talk.say("tidak ada");

  const read = talk.press("Ya, ada anak");

  expect(read).toContain("Tombol itu sudah lama");
  expect(read).toContain("Apakah ini masih terjadi?");
  expect(JSON.stringify(talk.state())).not.toContain('"child":"yes"');
});

test("the same choice can be given by button, number or word", () => {
  const answers = (["button", "number", "word"] as const).map((way) => {
    const talk = createTalk();
    talk.say("ada yang dipukul di batang");
    talk.say("itu saja");
    if (way === "button") talk.press("Tidak tahu");
    else talk.say(way === "number" ? "3" : "ga tau");
    return (talk.state() as unknown as { draft: { answers: unknown } }).draft.answers;
  });

  expect(answers).toEqual([{ child: "unsure" }, { child: "unsure" }, { child: "unsure" }]);
});

test("a number inside a story is part of the story", () => {
  const talk = createTalk();
  talk.say("ada yang dipukul di batang");
  talk.say("itu saja");

  talk.say("1 orang lagi di kamar 3");

  expect(talk.kept()).toContain("1 orang lagi di kamar 3");
  expect(JSON.stringify(talk.state())).not.toContain('"child":"yes"');
});

test("the language changes at a word, and stays changed", () => {
  const talk = createTalk();

  const changed = talk.say("english");
  const heard = talk.say("ada yang dipukul di batang");
  const back = talk.say("bahasa indonesia");

  expect(changed).toContain("All right, we continue in English.");
  expect(changed).toContain("1. Report");
  expect(heard).toContain("Thank you");
  expect(back).toContain("Baik, kita pakai bahasa Indonesia.");
});

test("a link that names a language opens in it", () => {
  const talk = createTalk();

  expect(reading(talk.hear({ kind: "opened", payload: "en" }))).toContain("Hello, thank you for writing.");
});

const PALEMBANG = "16.71" as AreaCode;
const BATANG = "33.25" as AreaCode;

test("a pin on the map answers where", () => {
  const talk = createTalk();
  talk.say("ada yang dipukul tiap malam, dewasa semua");
  talk.say("itu saja");

  const read = reading(talk.hear({ kind: "pin", pin: { kind: "inside", code: PALEMBANG } }));

  expect(read).toContain("Tempatnya kami catat: Kota Palembang");
  expect(read).toContain("Ini akan dibaca oleh");
});

test("a pin near a border asks which district is right, in one question with numbers", () => {
  const talk = createTalk();
  talk.say("ada yang dipukul tiap malam, dewasa semua");
  talk.say("itu saja");

  const read = reading(talk.hear({ kind: "pin", pin: { kind: "border", codes: [PALEMBANG, BATANG] } }));
  const chosen = talk.say("2");

  expect(read).toContain("dekat batas kecamatan");
  expect(read).toContain("1. Kota Palembang");
  expect(chosen).toContain("Ini akan dibaca oleh");
  expect(JSON.stringify(talk.state())).toContain(BATANG);
});

test("a pin near a border that comes before the story is noted with its name", () => {
  const talk = createTalk();

  const read = reading(talk.hear({ kind: "pin", pin: { kind: "border", codes: [PALEMBANG, BATANG] } }));

  expect(read).toContain("Kota Palembang");
  expect(read).toContain("dekat batas kecamatan");
});

test("a pin outside Indonesia asks for the name of the place", () => {
  const talk = createTalk();
  talk.say("ada yang dipukul tiap malam, dewasa semua");
  talk.say("itu saja");

  const read = reading(talk.hear({ kind: "pin", pin: { kind: "abroad" } }));

  expect(read).toContain("di luar Indonesia");
  expect(read).toContain("Di mana kejadiannya?");
});

test("/start in the middle of a talk only repeats the question", () => {
  const talk = createTalk();
  talk.say("ada yang dipukul di batang");
  talk.say("itu saja");

  const read = talk.open();

  expect(read).toContain("Apakah ada anak");
  expect(talk.kept()).toContain("dipukul di batang");
});

test("a province alone is asked for the place within it", () => {
  const talk = createTalk();
  talk.say("open bo di jambi masih jalan, dewasa semua");

  expect(talk.say("itu saja")).toContain("Di Jambi sebelah mana?");
});

test("an unclear answer is asked once more and then let go", () => {
  const talk = createTalk();
  talk.say("ada yang dipukul di batang masih terus");
  talk.say("itu saja");

  const again = talk.say("bagaimana ya, susah jawabnya");
  const onward = talk.say("pokoknya begitu");

  expect(again).toContain("Apakah ada anak");
  expect(onward).toContain("Ini akan dibaca oleh");
});

test("'ada' to 'siapa yang tidak boleh membaca?' is asked who, not taken for nobody", () => {
  const talk = createTalk();
  talk.say("anak tetangga 9 tahun dipukul di batang masih terus");
  talk.say("itu saja");

  expect(talk.say("ada")).toContain("Siapa yang tidak boleh membaca?");
});

test("a night that belongs to the story is no leave to write at night", () => {
  const talk = createTalk();
  talk.say("anak tetangga 9 tahun dipukul di batang masih terus");
  talk.say("itu saja");
  talk.say("8");

  const read = talk.say("ibunya kerja malam");

  expect(read).not.toContain("kami hanya menulis antara");
  expect(talk.kept()).toContain("ibunya kerja malam");
});
