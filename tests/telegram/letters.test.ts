import { fc } from "../chance.ts";
import { describe, expect, test } from "vitest";
import { split, type Message } from "../../bots/channel.ts";
import { lettersOf, LONGEST } from "../../bots/telegram/letters.ts";

const message = (rest: Partial<Message>): Message => ({
  text: "Di mana?",
  choices: [],
  protect: true,
  ...rest,
});
const CHOICES = [
  { token: "place:skip", label: "Lewati" },
  { token: "place:back", label: "Kembali" },
];

describe("splitting", () => {
  test("every piece fits, none is empty, and nothing but space between them is lost", () => {
    const words = fc.array(
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(" ", "\n", "\n\n", ". ", "🌙")),
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 40 }), (parts, longest) => {
        const text = parts.join("");

        const pieces = split(text, longest);

        expect(pieces.every((piece) => piece.length <= longest && piece.trim() !== "")).toBe(true);
        expect(pieces.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      }),
    );
  });

  test("a character of two units is never torn apart", () => {
    const pieces = split("🌙".repeat(50), 7);

    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
    expect(pieces.join("")).toBe("🌙".repeat(50));
  });

  test.each([
    ["a paragraph", "aaa aaa. aaa\n\nbbb bbb", ["aaa aaa. aaa", "bbb bbb"]],
    ["a line", "aaa aaa. aa\nbbb bbb bbb", ["aaa aaa. aa", "bbb bbb bbb"]],
    ["a sentence", "aaa aaa aa. bbb bbb bb", ["aaa aaa aa.", "bbb bbb bb"]],
    ["a word", "aaaa aaaa aaaa bbbb bb", ["aaaa aaaa aaaa", "bbbb bb"]],
    ["anywhere, when there is no gap", "a".repeat(20), ["a".repeat(16), "aaaa"]],
  ])("it cuts at %s", (_where, text, pieces) => {
    expect(split(text, 16)).toEqual(pieces);
  });
});

const withToken = (token: string) => () => lettersOf(message({ choices: [{ token, label: "Ya" }] }));

describe("letters", () => {
  test("choices are numbers in the text and buttons below it, one a row", () => {
    const [letter] = lettersOf(message({ choices: CHOICES }));

    expect(letter?.text).toBe("Di mana?\n\n1. Lewati\n2. Kembali");
    expect(letter?.reply_markup).toEqual({
      inline_keyboard: [
        [{ text: "Lewati", callback_data: "place:skip" }],
        [{ text: "Kembali", callback_data: "place:back" }],
      ],
    });
  });

  test("only the last piece of a long text has the buttons", () => {
    const letters = lettersOf(message({ text: "kata ".repeat(2_000), choices: CHOICES }));

    expect(letters.length).toBeGreaterThan(2);
    expect(letters.every(({ text }) => text.length <= LONGEST)).toBe(true);
    expect(letters.map(({ reply_markup }) => reply_markup !== undefined)).toEqual(
      letters.map((_, index) => index === letters.length - 1),
    );
  });

  test("everything asks to be protected unless it must be copied, and nothing is previewed", () => {
    expect(lettersOf(message({}))[0]).toMatchObject({
      protect_content: true,
      link_preview_options: { is_disabled: true },
    });
    expect(lettersOf(message({ protect: false }))[0]?.protect_content).toBe(false);
  });

  test("a location is asked for only when offered, beside the choices too, and taken away afterwards", () => {
    const keyboard = {
      keyboard: [[{ text: "📍", request_location: true }]],
      one_time_keyboard: true,
      resize_keyboard: true,
    };

    expect(lettersOf(message({ askPlace: true })).map((one) => one.reply_markup)).toEqual([keyboard]);
    expect(lettersOf(message({ askPlace: true, choices: CHOICES })).map((one) => one.text)).toEqual([
      "Di mana?\n\n1. Lewati\n2. Kembali",
      "📍",
    ]);
    expect(lettersOf(message({}))[0]?.reply_markup).toEqual({ remove_keyboard: true });
  });

  test("a token Telegram would refuse is our fault, and loud", () => {
    expect(withToken("é".repeat(32))).not.toThrow();
    expect(withToken("é".repeat(33))).toThrow(RangeError);
    expect(withToken("")).toThrow(RangeError);
    expect(() => lettersOf(message({ text: " \n" }))).toThrow(RangeError);
  });
});
