import { readFileSync } from "node:fs";
import { fc } from "../chance.ts";
import { expect, test } from "vitest";
import { LOCALES } from "../../api/kernel.ts";
import { numbered, type Address, type Message } from "../../bots/channel.ts";
import { lettersOf, LIMITS, recipientOf, type Letter } from "../../bots/whatsapp-cloud/letters.ts";
import { faultsOfSend } from "../servers/graph/schema.ts";

type Tree = { [key: string]: string | Tree };
const leaves = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : leaves(value)));
const choicesIn = (locale: string): string[] => {
  const file = new URL(`../../locales/${locale}/bot.json`, import.meta.url);
  return leaves((JSON.parse(readFileSync(file, "utf8")) as { choice: Tree }).choice);
};
const LABELS = LOCALES.flatMap(choicesIn);

const sent = (letter: Letter) => ({
  messaging_product: "whatsapp",
  recipient_type: "individual",
  ...recipientOf("628111000111" as Address),
  ...letter,
});
const wordsOf = (letters: Letter[]): string =>
  letters
    .map((letter) => {
      if (letter.type === "text") return letter.text.body;
      return letter.type === "interactive" ? letter.interactive.body.text : "";
    })
    .join(" ")
    .replace(/\s+/g, "");

test("every choice that the bot has, in every language, fits a row of a list", () => {
  expect(LABELS.length).toBeGreaterThan(60);
  expect(LABELS.filter((label) => label.length > LIMITS.rowDescription)).toEqual([]);
});

test("whatever the bot says, Meta takes it, and every word and number of it stands in the text", () => {
  const label = fc.oneof(
    fc.constantFrom(...LABELS),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 90 }),
  );
  const choice = fc.record({ token: fc.stringMatching(/^\d{1,9}:[a-z0-9_]{1,40}$/), label });
  const message: fc.Arbitrary<Message> = fc.record({
    text: fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 9_000, size: "max" })
      .filter((text) => /\S/.test(text)),
    choices: fc.uniqueArray(choice, { maxLength: 13, selector: ({ token }) => token, size: "max" }),
    protect: fc.boolean(),
    askPlace: fc.boolean(),
  });

  fc.assert(
    fc.property(message, (one) => {
      const letters = lettersOf(one);

      expect(letters.flatMap((letter) => faultsOfSend(sent(letter)))).toEqual([]);
      const whole = wordsOf(letters);
      const wanted = numbered(one).replace(/\s+/g, "");
      expect([wanted, `${wanted}📍`]).toContain(whole);
    }),
    { numRuns: 150 },
  );
});

test("a message without words is a fault of ours", () => {
  expect(() => lettersOf({ text: " ", choices: [], protect: true })).toThrow(RangeError);
});
