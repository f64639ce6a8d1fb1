/**
 * Phrases of the lexicon, and where they occur among the words of a text.
 * A phrase is words parted by spaces: `a|b` either, `word*` any word beginning so, `(word)` may be missing,
 * `word-word` the word said twice, `..` up to three words in between (never across the end of a sentence).
 */
import type { Token } from "./normalise.ts";

export type Hit = { concept: string; from: number; to: number };
type Step = {
  exact: Set<string>;
  doubled: Set<string>;
  prefixes: string[];
  optional: boolean;
  gap: boolean;
};
type Phrase = { concept: string; steps: Step[] };
export interface Phrases {
  /** Every place where a phrase occurs; `from`/`to` are token positions, `to` exclusive. */
  find(tokens: readonly Token[]): Hit[];
  /** All exact words used in phrases. */
  words(): Set<string>;
}

const LONGEST_GAP = 3;
const PREFIX_KEY = 3;
const TWICE = /^(.+)-\1$/;

/** `plain` turns a word of a phrase into the word that `normalise` would give for it. */
export function createPhrases(
  concepts: Record<string, readonly string[]>,
  plain: (word: string) => string = (word) => word,
): Phrases {
  const byWord = new Map<string, Phrase[]>();
  const byPrefix = new Map<string, Phrase[]>();
  const words = new Set<string>();
  for (const [concept, sources] of Object.entries(concepts)) {
    for (const source of sources) {
      const phrase = { concept, steps: source.split(" ").map((step) => parseStep(step, plain)) };
      const first = phrase.steps[0];
      if (first === undefined || first.optional || first.gap)
        throw new Error(`phrase must open with a word: ${source}`);
      for (const word of [...first.exact, ...first.doubled]) append(byWord, word, phrase);
      for (const prefix of first.prefixes) {
        if (prefix.length < PREFIX_KEY) throw new Error(`prefix too short: ${source}`);
        append(byPrefix, prefix.slice(0, PREFIX_KEY), phrase);
      }
      for (const { exact, doubled } of phrase.steps)
        for (const word of [...exact, ...doubled]) words.add(word);
    }
  }
  return {
    words: () => words,
    find(tokens) {
      const hits: Hit[] = [];
      tokens.forEach((token, from) => {
        const openings = [
          ...(byWord.get(token.word) ?? []),
          ...(byPrefix.get(token.word.slice(0, PREFIX_KEY)) ?? []),
        ];
        for (const phrase of openings) {
          const to = matchFrom(phrase.steps, 0, tokens, from, from);
          if (to !== undefined) hits.push({ concept: phrase.concept, from, to });
        }
      });
      return hits;
    },
  };
}

function parseStep(source: string, plain: (word: string) => string): Step {
  if (source === "..")
    return { exact: new Set(), doubled: new Set(), prefixes: [], optional: false, gap: true };
  const optional = source.startsWith("(") && source.endsWith(")");
  const choices = (optional ? source.slice(1, -1) : source).split("|");
  const twice = choices.flatMap((choice) => TWICE.exec(choice)?.[1] ?? []);
  return {
    exact: new Set(choices.filter((choice) => !choice.endsWith("*") && !TWICE.test(choice)).map(plain)),
    doubled: new Set(twice.map(plain)),
    prefixes: choices.filter((choice) => choice.endsWith("*")).map((choice) => choice.slice(0, -1)),
    optional,
    gap: false,
  };
}

/** Position after the match, or undefined. */
function matchFrom(
  steps: Step[],
  step: number,
  tokens: readonly Token[],
  at: number,
  from: number,
): number | undefined {
  const current = steps[step];
  if (current === undefined) return at;
  if (current.gap) {
    for (let skipped = 0; skipped <= LONGEST_GAP; skipped += 1) {
      const end = matchFrom(steps, step + 1, tokens, at + skipped, from);
      if (end !== undefined) return end;
      if (tokens[at + skipped]?.opens !== false) return undefined;
    }
    return undefined;
  }
  const token = tokens[at];
  const fits =
    token !== undefined &&
    (at === from || !token.opens) &&
    (current.exact.has(token.word) ||
      (token.doubled === true && current.doubled.has(token.word)) ||
      current.prefixes.some((prefix) => token.word.startsWith(prefix)));
  if (fits) {
    const end = matchFrom(steps, step + 1, tokens, at + 1, from);
    if (end !== undefined) return end;
  }
  return current.optional ? matchFrom(steps, step + 1, tokens, at, from) : undefined;
}

function append(map: Map<string, Phrase[]>, key: string, phrase: Phrase): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [phrase]);
  else list.push(phrase);
}
