/** Choices: each has a number, a word and a button, and the button says which question it belongs to. */
import { core, plain } from "./vocabulary.ts";
import type { Prompt } from "./words.ts";

export type Option = {
  /** Goes into the button's token: short, ASCII, without a person's words. */
  value: string;
  key: string;
  params?: Record<string, string | number>;
  /** What a person may type instead, plain (vocabulary.ts); the label itself is among them. */
  words: readonly string[];
};

const NUMBER_WORDS = [
  "satu|one",
  "dua|two",
  "tiga|three",
  "empat|four",
  "lima|five",
  "enam|six",
  "tujuh|seven",
  "delapan|eight",
  "sembilan|nine",
  "sepuluh|ten",
];
const NUMBERED = new RegExp(
  `^(?:(?:no|nomor|nomer|nmr|pilih|pilihan|yang|number|option) )?(?:(\\d{1,2})|${NUMBER_WORDS.map((word) => `(${word})`).join("|")})$`,
  "u",
);

/** 1-based number when the whole message is one ("1", "satu", "no 2", "2."); a number inside a story is none. */
export function numberIn(text: string): number | undefined {
  const match = NUMBERED.exec(core(text));
  if (match === null) return undefined;
  if (match[1] !== undefined) return Number(match[1]);
  return match.slice(2).findIndex((word) => word !== undefined) + 1;
}

/** The option a typed message names, by number or by word. */
export function optionIn(text: string, options: readonly Option[]): Option | undefined {
  const number = numberIn(text);
  if (number !== undefined) return options[number - 1];
  const said = [plain(text), core(text)];
  return options.find((option) => option.words.some((word) => said.includes(word)));
}

const TOKEN = /^(\d{1,9}):([a-z0-9_]{1,40})$/u;

/** The option a button stands for; undefined for one of an earlier question, or a token we never made. */
export function optionOfToken(token: string, turn: number, options: readonly Option[]): Option | undefined {
  const match = TOKEN.exec(token);
  if (match === null || Number(match[1]) !== turn) return undefined;
  return options.find((option) => option.value === match[2]);
}

/** The prompts with the options under the last of them. */
export function withOptions(prompts: Prompt[], turn: number, options: readonly Option[]): Prompt[] {
  if (options.length === 0) return prompts;
  const choices = options.map(({ value, key, params }) => ({
    token: `${turn}:${value}`,
    key,
    ...(params && { params }),
  }));
  return prompts.map((prompt, index) => (index === prompts.length - 1 ? { ...prompt, choices } : prompt));
}
