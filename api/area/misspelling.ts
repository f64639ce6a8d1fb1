/** Which slips of the thumb turn a name into what was written; nothing here knows a place. Keys are those of names.ts. */
import { keyOf } from "./names.ts";

const VOWELS = /[aeiou]/g;
/** Shorter words are one letter away from too many others. */
const SHORTEST_MISTYPED = 5;
const FEWEST_CONSONANTS = 4;
/** The same where few names can be meant. */
const FEWEST_CLIPPED = 3;

/**
 * One letter more, less or other, or two swapped; or vowels left out ("ketapng", "singkwg", "jmbr"). Of a town, of which
 * there are few, fewer consonants need be left ("btam").
 */
export function isMisspelt(written: string, name: string, isTown = false): boolean {
  if (written === name) return true;
  if (written[0] !== name[0]) return false;
  if (written.length >= SHORTEST_MISTYPED && oneEditApart(written, name)) return true;
  return lacksVowels(written, name, isTown ? FEWEST_CLIPPED : FEWEST_CONSONANTS);
}

/** Keys that meet for all misspellings of `isMisspelt`; used to look names up. */
export function misspellingKeys(key: string): string[] {
  const keys = [key];
  for (let at = 1; at < key.length; at += 1) keys.push(key.slice(0, at) + key.slice(at + 1));
  if (consonantsOf(key).length >= FEWEST_CONSONANTS) keys.push(clippedKey(key));
  return keys;
}

/** Where a name and the same name without vowels meet. */
const clippedKey = (key: string): string => `~${consonantsOf(key)}`;

/** The first letter and the consonants after it. */
export const consonantsOf = (key: string): string => key.slice(0, 1) + key.slice(1).replace(VOWELS, "");

function lacksVowels(written: string, name: string, fewest: number): boolean {
  if (name.length <= written.length) return false;
  const consonants = consonantsOf(written);
  if (consonants.length < fewest || consonants !== consonantsOf(name)) return false;
  let at = 0;
  for (const letter of name) if (letter === written[at]) at += 1;
  return at === written.length;
}

function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const restA = a.slice(head, a.length - tail);
  const restB = b.slice(head, b.length - tail);
  const swapped = restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
  return swapped || (restA.length <= 1 && restB.length <= 1);
}

/** Whether everyday words among `parts` are words of the name too: "tangah tadi" is not Tengah Tani. */
export function isWordByWord(
  parts: readonly string[],
  name: string,
  isWord: (part: string) => boolean,
): boolean {
  if (!parts.some(isWord)) return true;
  const own = keyOf(name);
  return parts.some((part) => !isWord(part)) && parts.every((part) => own.includes(part) || !isWord(part));
}

/** Letters from which a second slip is believed, where a parent narrows what can be meant. */
const LONG_NAME = 9;

/** The same among the names of one parent: there are few, so more slips are believed. */
export function isMisspeltHere(written: string, name: string): boolean {
  if (written[0] !== name[0]) return false;
  if (written.length >= SHORTEST_MISTYPED ? oneEditApart(written, name) : isSwapped(written, name))
    return true;
  const limit = Math.min(written.length, name.length) >= LONG_NAME ? 2 : 0;
  return editsApart(written, name, limit) <= limit || lacksVowels(written, name, FEWEST_CLIPPED);
}

/** Two letters in the wrong order and nothing else. */
const isSwapped = (written: string, name: string): boolean =>
  written.length === name.length && oneEditApart(written, name) && sorted(written) === sorted(name);
const sorted = (word: string): string => word.split("").toSorted().join("");

/** Letters added, left out, put for another or swapped with the next (optimal string alignment); more than `limit` is not counted out. */
function editsApart(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const edits = Math.min((last[j - 1] ?? 0) + (same ? 0 : 1), (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(edits, (before[j - 2] ?? 0) + 1) : edits);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
