/** Where the pen goes: the part of what is said that shows a claim by itself, without what merely stands around it. */
import type { Token } from "./normalise.ts";
import type { Place } from "./signs.ts";

/** The longest quote, in written words: an officer reads it at a glance. */
export const LONGEST = 14;
/** The shortest stretch of a longer sentence that can be understood. */
const SHORTEST = 7;
/** A word must tell this share of what the words around it tell to be read. */
const WORTH_READING = 0.4;
/** What begins and ends where a thought does reads better than what tells a little more; "di" begins none. */
const AT_AN_EDGE = 0.3;
const AT_A_THOUGHT = 0.15;

const list = (words: string): Set<string> => new Set(words.split(" "));
/** Say nothing at the head of a quote. */
const LEADING = list(
  "dan dn tapi tp tetapi karena jadi terus trus trs lalu kemudian nah eh jadinya namun halo hai permisi assalamualaikum " +
    "min gan but and so because bahwa katanya makanya soalnya itu tuh juga ya yah iya lah kak oh um anu pun kok bu pak",
);
/** Say nothing at its end, or lead on to what is no longer quoted. */
const TRAILING = list(
  "dan dn tapi tp karena yang di ke dari pada sama dengan buat untuk ya kak min pak bu sih dong kok " +
    "deh gan nih tuh itu kalau jadi bang bun la lah mah teh to and but the a of with in at kec kab kel jl",
);
/** Hang on what stands before them. */
const PREPOSITIONS = list("di ke dari pada sama dengan buat untuk dan of with in at");
/** Open a thought. */
const SUBJECTS = list(
  "mereka ada orang anak adik kakak ayah ibu paman kakek om guru ustad teman tetangga perempuan laki pacar suami bos mami " +
    "tamu korban pelaku she he they",
);

/** How many written words lie there; "fotoku" is one, though it is two plain words. */
export function wordsIn(tokens: readonly Token[], { from, to }: Place): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (at === from || !isSameWord(tokens, at)) count += 1;
  return count;
}
const isSameWord = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.start === tokens[at - 1]?.start;

/** The best stretch of what is too long to quote, by what each plain word tells (`telling[i]`: of `whole.from + i`). */
export function narrowed(tokens: readonly Token[], whole: Place, telling: readonly number[]): Place {
  if (wordsIn(tokens, whole) <= LONGEST) return whole;
  const cost = (WORTH_READING * telling.reduce((sum, one) => sum + Math.max(0, one), 0)) / telling.length;
  let best = whole;
  let most = -Infinity;
  for (let from = whole.from; from < whole.to; from += 1) {
    if (from > whole.from && isSameWord(tokens, from)) continue;
    let told = beginning(from === whole.from, tokens[from]);
    for (let to = from + 1; to <= whole.to; to += 1) {
      const words = wordsIn(tokens, { from, to });
      if (words > LONGEST) break;
      told += (telling[to - 1 - whole.from] ?? 0) - cost;
      if (words < SHORTEST || (to < whole.to && isSameWord(tokens, to))) continue;
      const total = told + ending(to === whole.to, tokens[to]);
      if (total <= most) continue;
      most = total;
      best = { from, to };
    }
  }
  return best;
}

function beginning(isEdge: boolean, first: Token | undefined): number {
  if (isEdge) return AT_AN_EDGE;
  if (isOne(PREPOSITIONS, first)) return -AT_AN_EDGE;
  return isOne(SUBJECTS, first) ? AT_A_THOUGHT : 0;
}
function ending(isEdge: boolean, next: Token | undefined): number {
  if (isEdge) return AT_AN_EDGE;
  return isOne(SUBJECTS, next) || isOne(TRAILING, next) ? AT_A_THOUGHT : 0;
}

/** Without the words at both ends that say nothing; never less than one word. */
export function trimmed(tokens: readonly Token[], place: Place): Place {
  let { from, to } = place;
  while (to - from > 1 && isOne(LEADING, tokens[from])) from += 1;
  while (to - from > 1 && isOne(TRAILING, tokens[to - 1])) to -= 1;
  return { from, to };
}
const isOne = (words: Set<string>, token: Token | undefined): boolean =>
  token !== undefined && (words.has(token.word) || words.has(token.written));
