/** Which words of a report may tell two reports of the same thing from two of the same kind. */
import common from "./common-words.json" with { type: "json" };

/** Beginnings that stand in more than one message in fifty of the training material tell nothing apart. */
const COMMON = new Set(common);
const SHORTEST = 4;
/** The beginning of a word: two people spell its end differently, and suffixes come and go. */
const BEGINNING = 5;

/**
 * Beginnings of the words that carry something, each once: letters only, stretched letters once, without "-nya",
 * without common words and without `ignore` (names of the places that both reports have in common anyway).
 */
export function salientWords(text: string, ignore: readonly string[] = []): string[] {
  const ignored = new Set(ignore.flatMap(beginnings));
  return [...new Set(beginnings(text))].filter((word) => !COMMON.has(word) && !ignored.has(word));
}

const beginnings = (text: string): string[] =>
  (
    text
      .normalize("NFKC")
      .replace(/\p{Cf}/gu, "")
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  )
    .map((word) => word.replace(/(.)\1+/gu, "$1").replace(/nya$/, ""))
    .filter((word) => word.length >= SHORTEST)
    .map((word) => word.slice(0, BEGINNING));
