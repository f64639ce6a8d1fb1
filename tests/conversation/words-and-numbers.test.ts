/** Short words and numbers steer the talk only as a whole message; inside a story they are the story. */
import { describe, expect, test } from "vitest";
import { LOCALES, type AreaCode } from "../../api/kernel.ts";
import { corpsIn } from "../../bots/conversation/corps.ts";
import { fearIn } from "../../bots/conversation/fears.ts";
import { hoursIn } from "../../bots/conversation/hours.ts";
import {
  memoryOf,
  QUESTIONS,
  type BaseStep,
  type Memory,
  type Step,
} from "../../bots/conversation/memory.ts";
import { numberIn, optionIn } from "../../bots/conversation/options.ts";
import { rulesOf } from "../../bots/conversation/steps/index.ts";
import { commandIn, isCry, isSmallTalk } from "../../bots/conversation/vocabulary.ts";
import { createTexts } from "../../locales/index.ts";
import { START, worldAt } from "../fakes/world.ts";

const texts = createTexts();
const back: BaseStep = { at: "greeting" };
const places = [{ code: "33.25" as AreaCode, name: "Kabupaten Batang, Jawa Tengah" }];
const STEPS: Step[] = [
  { at: "greeting" },
  { at: "telling" },
  ...QUESTIONS.map((question): Step => ({ at: "asking", question, misses: 0, places })),
  { at: "readers" },
  { at: "readers_words" },
  { at: "contact", misses: 0 },
  { at: "hours", misses: 0 },
  { at: "summary" },
  { at: "correcting" },
  { at: "following" },
  { at: "ask_first", back },
  { at: "erasing", back },
  { at: "code", back },
  { at: "resting", back },
];
const withStory: Memory = {
  ...memoryOf(undefined, worldAt(START)),
  draft: { parts: [{ at: START, text: "ada yang dipukul tiap malam" }], answers: {}, asked: [] },
};

describe("every choice has a number, a word and a button", () => {
  const all = STEPS.flatMap((step) =>
    rulesOf(step)
      .options(step, withStory)
      .map((option, index, options) => ({ step: step.at, option, index, options })),
  );

  test.each(all)("$step: $option.value", ({ option, index, options }) => {
    for (const locale of LOCALES) {
      const label = texts.say(locale, option.key, option.params);

      expect(optionIn(label, options)?.value).toBe(option.value);
      expect(optionIn(`${index + 1}`, options)?.value).toBe(option.value);
      expect(`99999999:${option.value}`).toMatch(/^[\x20-\x7e]{1,64}$/u);
      expect(label.length).toBeLessThanOrEqual(64);
    }
  });
});

describe("numberIn", () => {
  test.each([
    ["1", 1],
    ["2.", 2],
    ["no 2", 2],
    ["nomor tiga", 3],
    ["Satu", 1],
    ["pilih 4 kak", 4],
    ["two", 2],
    ["１", 1],
  ])("reads %j as %i", (text, number) => {
    expect(numberIn(text)).toBe(number);
  });

  test.each(["dia tinggal di no 2", "1 orang lagi", "umur 12 tahun", "ada 3 anak", "12.30", ""])(
    "finds no choice in %j",
    (text) => {
      expect(numberIn(text)).toBeUndefined();
    },
  );
});

describe("commandIn", () => {
  test.each([
    ["hapus", "erase"],
    ["/hapus", "erase"],
    ["HAPUS!!", "erase"],
    ["kode", "code"],
    ["sudah kak", "done"],
    ["itu aja", "done"],
    ["lewati", "skip"],
    ["English", "english"],
    ["ganti bahasa", "language"],
    ["menu", "menu"],
  ])("%j is the command %s", (text, command) => {
    expect(commandIn(text)).toBe(command);
  });

  test.each([
    "dia hapus semua chatnya",
    "sudah lama dia begitu",
    "kode rumahnya 12",
    "dia minta bantuan tapi ditolak",
    "selesai ngaji dia dipanggil",
  ])("%j is a line of a story", (text) => {
    expect(commandIn(text)).toBeUndefined();
  });
});

describe("hoursIn", () => {
  test.each([
    ["jam 8-15", 8, 15],
    ["08.00 sampai 15.30", 8, 15],
    ["jam 8 sampai 3 sore", 8, 15],
    ["jam 7-9 malam", 19, 21],
    ["jam 10 malam sampai jam 2 pagi", 22, 2],
    ["siang", 11, 15],
    ["pagi aja", 6, 11],
    ["malam", 18, 22],
    ["habis magrib", 18, 21],
    ["jam kerja", 8, 16],
    ["di atas jam 9 malam", 21, 23],
    ["sebelum jam 4 sore", 6, 16],
    ["jam 1 siang", 13, 14],
    ["12 malam sampai 4 pagi", 0, 4],
    ["9 pm to 11 pm", 21, 23],
  ])("understands %j", (text, from, to) => {
    expect(hoursIn(text)).toEqual({ from, to });
  });

  test.each(["asal jangan malam", "kecuali sore", "jgn jam 8", "malam tidak aman"])(
    "never reads %j, which says when not to write, as leave to write",
    (text) => {
      expect(hoursIn(text)).toBeUndefined();
    },
  );

  test.each(["kalau suami kerja", "terserah", "jam 99", ""])("leaves %j open", (text) => {
    expect(hoursIn(text)).toBeUndefined();
  });
});

test("a cry for help is one in any spelling, and a story that contains the word is none", () => {
  for (const cry of ["tolong", "TOLONG!!", "kak tolong saya", "bantu aku", "help me please"])
    expect(isCry(cry)).toBe(true);
  for (const story of ["tolong ada anak dipukul di sebelah", "dia minta tolong", "halo"])
    expect(isCry(story)).toBe(false);
});

test("greetings hold nothing that could be filed", () => {
  for (const words of ["halo", "Assalamualaikum wr wb", "selamat malam kak", "p", "mau lapor", "1"]) {
    expect(isSmallTalk(words)).toBe(true);
  }
  expect(isSmallTalk("halo kak ada yang dipukul")).toBe(false);
});

test.each([
  ["nanti tetangga tahu ga?", "neighbours"],
  ["apa harus visum", "visum"],
  ["bayar ga ya?", "cost"],
  ["siapa yang baca laporan saya?", "readers"],
  ["kalau saya salah lapor gimana?", "wrong"],
  ["apakah nomor saya kelihatan?", "identity"],
  ["apa harus ke polisi?", "police"],
  ["does it cost anything?", "cost"],
  ["kalau suami ditangkap kami makan apa", "living"],
  ["kalau bapak dipenjara siapa yang biayai sekolah anak-anak", "living"],
])("%j asks about %s", (text, fear) => {
  expect(fearIn(text)).toBe(fear);
});

test("a statement is never taken for a question, whatever it speaks of", () => {
  expect(fearIn("tetangga saya polisi dan dia pelakunya")).toBeUndefined();
});

test.each([
  ["polisi", ["police"]],
  ["pak rt sama guru ngajinya", ["village", "school"]],
  ["unit PPA polres", ["police"]],
  ["dinsos dan satpol pp", ["satpol_pp", "social_office"]],
  ["mantan suami", []],
])("%j names %j", (text, corps) => {
  expect(corpsIn(text)).toEqual(corps);
});
