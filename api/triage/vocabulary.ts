/**
 * The words triage knows: those of the lexicon, and the glossary that leads abbreviations and regional words to them.
 */
export interface Vocabulary {
  /** The plain words for what was written, or undefined for an unknown word. */
  plain(written: string): string[] | undefined;
  /** A known word from which vowels were dropped or two letters swapped; undefined when in doubt. */
  guess(written: string): string[] | undefined;
}

/** Plain word or phrase → its other spellings, abbreviations and regional words, parted by spaces. */
export type Glossary = Record<string, string>;

const VOWELS = /[aeiou]/g;
const MIN_CONSONANTS = 3;
const MIN_SWAPPED_LENGTH = 6;

export function createVocabulary(known: Iterable<string>, glossaries: Glossary[]): Vocabulary {
  const plain = new Map<string, string[]>();
  for (const word of known) plain.set(word, [word]);
  for (const glossary of glossaries) {
    for (const [meaning, spellings] of Object.entries(glossary)) {
      const words = meaning.split(" ");
      for (const word of words) if (!plain.has(word)) plain.set(word, [word]);
      for (const spelling of spellings.split(" ")) plain.set(spelling, words);
    }
  }
  const bySkeleton = new Map<string, string[]>();
  for (const word of plain.keys()) {
    const skeleton = word.replace(VOWELS, "");
    if (skeleton.length < MIN_CONSONANTS || skeleton.length === word.length) continue;
    bySkeleton.set(skeleton, [...(bySkeleton.get(skeleton) ?? []), word]);
  }

  /** "dpksa" → dipaksa: same consonants, same first letter, vowels only left out, most of them. */
  function withVowels(written: string): string[] | undefined {
    const skeleton = written.replace(VOWELS, "");
    const vowels = written.length - skeleton.length;
    if (skeleton.length < MIN_CONSONANTS || vowels * 2 > skeleton.length) return undefined;
    const fitting = (bySkeleton.get(skeleton) ?? []).filter((word) => isShortened(written, word));
    fitting.sort((a, b) => a.length - b.length);
    return fitting[0] === undefined ? undefined : plain.get(fitting[0]);
  }

  function unswapped(written: string): string[] | undefined {
    if (written.length < MIN_SWAPPED_LENGTH) return undefined;
    for (let at = 0; at + 1 < written.length; at += 1) {
      const swapped = written.slice(0, at) + written[at + 1] + written[at] + written.slice(at + 2);
      const words = plain.get(swapped);
      if (words !== undefined) return words;
    }
    return undefined;
  }

  return {
    plain: (written) => plain.get(written),
    guess: (written) => withVowels(written) ?? unswapped(written),
  };
}

/** All letters of `short` occur in `word` in that order. */
function isShortened(short: string, word: string): boolean {
  if (short[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === short[at]) at += 1;
  return at === short.length;
}
