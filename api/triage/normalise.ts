/**
 * Everyday Indonesian chat → plain words, each still pointing at the reporter's own letters.
 * Undone here: capitals, accents, fancy and invisible letters, leet ("b0"), stretching ("tolooong"), doubling ("anak2"), dropped vowels ("dpksa"),
 * swapped letters ("dipaska"), particles and possessives ("fotoku"), "d paksa", and the regional words of the glossary.
 */
import type { Vocabulary } from "./vocabulary.ts";

/** One plain word; `start`/`end` are UTF-16 offsets of the piece of the original text that it stands for. */
export type Token = {
  word: string;
  /** What was written, in lower case without accents; for rules that need the exact form. */
  written: string;
  start: number;
  end: number;
  /** A sentence or line ends before this word. */
  opens: boolean;
  /** Said twice ("ibu-ibu", "ibu2"): several, or of that kind. */
  doubled?: boolean;
};

/** Accents and invisible signs (zero-width, soft hyphen, direction of writing) stand in a word, they do not end it. */
const PIECE = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*(?:['’`ʼ]\p{L}[\p{L}\p{M}\p{Cf}]*)*/gu;
const LEET: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t" };
const COUNTED =
  /^(\d{1,4})(th|thn|taun|tahun|taon|tahn|y|yo|bln|bulan|jt|juta|rb|ribu|k|x|an|kali|org|jam|menit|mnt)$/;
const DOUBLED = /^([a-z']{2,})2(an|nya|ny|ku|e|ne)?$/;
/** Possessives and particles that may hang on a word; only cut where the rest is a known word. */
const ENDINGS = [
  "nyalah",
  "ipun",
  "nya",
  "nyo",
  "nye",
  "lah",
  "kah",
  "pun",
  "tuh",
  "ny",
  "ne",
  "na",
  "e",
  "i",
];
const POSSESSIVES: [ending: string, owner: string][] = [
  ["ku", "saya"],
  ["kuh", "saya"],
  ["mu", "kamu"],
  ["q", "saya"],
];

/** All words of a text in order. Pure; one pass over the text. */
export function normalise(text: string, vocabulary: Vocabulary): Token[] {
  const tokens: Token[] = [];
  let previousEnd = 0;
  for (const match of text.matchAll(PIECE)) {
    const start = match.index;
    const end = start + match[0].length;
    const between = text.slice(previousEnd, start);
    const opens = tokens.length === 0 || /[.!?;\n]/.test(between);
    const written = fold(match[0]);
    const last = tokens.at(-1);
    const repeats = between === "-" && last?.written === written;
    if (repeats && last !== undefined) Object.assign(last, { end, doubled: true });
    else push(tokens, written, start, end, opens, vocabulary);
    previousEnd = end;
  }
  return tokens;
}

function push(
  tokens: Token[],
  written: string,
  start: number,
  end: number,
  opens: boolean,
  vocabulary: Vocabulary,
) {
  const last = tokens.at(-1);
  if (last?.word === "di" && !opens) {
    const joined =
      vocabulary.plain(`di${written}`) ?? vocabulary.plain(`di${plainWords(written, vocabulary)[0]}`);
    if (joined?.length === 1 && joined[0] !== undefined && !vocabulary.plain(written)?.includes(joined[0])) {
      tokens[tokens.length - 1] = { ...last, word: joined[0], written: `di${written}`, end };
      return;
    }
  }
  const doubled = DOUBLED.test(written);
  plainWords(written, vocabulary).forEach((word, index) => {
    const token: Token = { word, written, start, end, opens: opens && index === 0 };
    tokens.push(doubled && index === 0 ? { ...token, doubled } : token);
  });
}

/** Lower case, no accents, invisible signs or fancy letters, no stretching; apostrophes of regional spelling become one sign. */
function fold(piece: string): string {
  const plain = piece
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .replace(/['’`ʼ]/g, "'");
  return plain.replace(/([a-z])\1{2,}/g, "$1");
}

function plainWords(written: string, vocabulary: Vocabulary): string[] {
  if (/^\d+$/.test(written)) return [written];
  const counted = COUNTED.exec(written);
  if (counted?.[1] !== undefined && counted[2] !== undefined) {
    return [counted[1], ...(vocabulary.plain(counted[2]) ?? [counted[2]])];
  }
  const doubled = DOUBLED.exec(written);
  const word = unleet(doubled?.[1] === undefined ? written : doubled[1] + (doubled[2] === "an" ? "an" : ""));
  return (
    vocabulary.plain(word) ??
    withoutEnding(word, vocabulary) ??
    vocabulary.plain(word.replace(/([a-z])\1/g, "$1")) ??
    vocabulary.guess(word) ?? [word]
  );
}

function unleet(word: string): string {
  if (!/[a-z]/.test(word) || !/\d/.test(word)) return word;
  return word.replace(/[013457]/g, (digit) => LEET[digit] ?? digit);
}

function withoutEnding(word: string, vocabulary: Vocabulary): string[] | undefined {
  for (const [ending, owner] of POSSESSIVES) {
    const stem = word.endsWith(ending) ? vocabulary.plain(word.slice(0, -ending.length)) : undefined;
    if (stem !== undefined && word.length - ending.length >= 3) return [...stem, owner];
  }
  for (const ending of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < 3) continue;
    const stem = vocabulary.plain(word.slice(0, -ending.length));
    if (stem !== undefined) return stem;
  }
  return undefined;
}
