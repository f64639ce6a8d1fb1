/**
 * Misspelt names beside a place that contains them: a district near its regency, a village near its district. There are few
 * names to choose from, so more slips are believed than in a name that stands alone.
 */
import { parentArea, type AreaCode } from "../kernel.ts";
import { isAnyCue, isCue } from "./context.ts";
import { isNamePart, misspeltMention, spelledKey, spelledOut, type Mention } from "./mentions.ts";
import type { NameIndex } from "./name-index.ts";
import { isMisspeltHere, isWordByWord, type Word } from "./names.ts";
import { levelOf, type Tree } from "./tree.ts";

/** Words between a misspelt name and its parent, at most. */
const BEFORE = 6;
const AFTER = 4;
const LONGEST_NAME = 4;
const SHORTEST = 4;
const SHORTEST_VILLAGE = 6;
/** Letters from which a misspelt regency is believed as a parent. */
const CLEAR_PARENT = 6;
/** A text of a thousand towns must not hold up the others. */
const MOST_PARENTS = 8;
const MOST_CHILDREN = 400;

/** `mentions` and those that are found now; what a longer misspelt name covers is taken back. */
export function withMisspelt(
  mentions: readonly Mention[],
  words: readonly Word[],
  tree: Tree,
  index: NameIndex,
): Mention[] {
  const districts = merged(mentions, foundBeside(mentions, "regency", words, tree, index));
  return merged(districts, foundBeside(districts, "district", words, tree, index));
}

function foundBeside(
  mentions: readonly Mention[],
  level: "regency" | "district",
  words: readonly Word[],
  tree: Tree,
  index: NameIndex,
): Mention[] {
  return parentsIn(mentions, level).flatMap(({ mention, codes }) => {
    const names = codes.flatMap((code) => tree.namedChildren(code));
    if (names.length > MOST_CHILDREN) return [];
    return spansBeside(mention, words)
      .filter((span) => isCandidate(span, mention, mentions, words, level, index))
      .flatMap(({ from, to }) => {
        const written = spelledKey(words.slice(from, to));
        const parts = words.slice(from, to).map(({ key }) => spelledOut(key));
        const found = names.filter(
          ({ key, name }) =>
            key !== written && isMisspeltHere(written, key) && isWordByWord(parts, name, index.isWord),
        );
        return found.length === 0
          ? []
          : [
              misspeltMention(
                words,
                from,
                to,
                found.map(({ code }) => code),
                index,
              ),
            ];
      });
  });
}

type Parent = { mention: Mention; codes: AreaCode[] };

function parentsIn(mentions: readonly Mention[], level: "regency" | "district"): Parent[] {
  return mentions
    .filter(({ ordinary, marker, capital }) => !ordinary || marker !== undefined || capital)
    .filter(({ misspelt, letters }) => !misspelt || level === "district" || letters >= CLEAR_PARENT)
    .map((mention) => ({ mention, codes: mention.codes.filter((code) => levelOf(code) === level) }))
    .filter(({ codes }) => codes.length > 0)
    .slice(0, MOST_PARENTS);
}

type Span = { from: number; to: number };

/** Runs of words near a parent that do not cross a full stop or overlap it; the longest first. */
function spansBeside({ from, to, marked }: Mention, words: readonly Word[]): Span[] {
  const end = marked === "before" ? from - 1 : from;
  const spans: Span[] = [];
  for (let length = LONGEST_NAME; length >= 1; length -= 1) {
    for (let at = Math.max(0, end - BEFORE); at + length <= end; at += 1)
      spans.push({ from: at, to: at + length });
    for (let at = to; at + length <= Math.min(words.length, to + AFTER); at += 1)
      spans.push({ from: at, to: at + length });
  }
  return spans.filter((span) => words.slice(span.from + 1, span.to).every(({ opens }) => !opens));
}

/** Not what is a known name or an everyday word as it is written; a village only where its level is said or its district follows. */
function isCandidate(
  { from, to }: Span,
  parent: Mention,
  mentions: readonly Mention[],
  words: readonly Word[],
  level: "regency" | "district",
  index: NameIndex,
): boolean {
  const span = words.slice(from, to);
  if (!span.every((word) => level === "district" || isNamePart(word, index))) return false;
  const letters = spelledKey(span).length;
  if (letters < SHORTEST || span.some(({ key }) => key.length < 2) || isCue(span[0], "preposition"))
    return false;
  const covers = mentions.filter((other) => other.from < to && other.to > from);
  if (
    covers.some(
      (other) =>
        isFirm(other, parent) && (other.from < from || other.to > to || other.to - other.from === to - from),
    )
  )
    return false;
  const rest = span.filter(
    (_, at) =>
      !covers.some((other) => isFirm(other, parent) && other.from <= from + at && other.to > from + at),
  );
  if (rest.some((word) => isAnyCue(word)) || rest.every(({ key }) => index.isWord(key))) return false;
  const said =
    isCue(words[from - 1], level === "regency" ? "district" : "village") && words[from]?.opens === false;
  if (said) return true;
  if (level === "district")
    return to === parent.from - (parent.marked === "before" ? 1 : 0) && letters >= SHORTEST_VILLAGE;
  return true;
}

/** Found as it is written, and as much a place of this parent as another. */
const isFirm = ({ misspelt, codes }: Mention, parent: Mention): boolean =>
  !misspelt &&
  codes.some(
    (code) =>
      parent.codes.includes(parentArea(code)) ||
      parent.codes.includes(parentArea(parentArea(code))) ||
      levelOf(code) === "regency" ||
      levelOf(code) === "province",
  );

function merged(mentions: readonly Mention[], found: readonly Mention[]): Mention[] {
  const kept: Mention[] = [];
  for (const one of found) {
    if (!kept.some((other) => overlap(one, other))) kept.push(one);
  }
  return [...mentions.filter((mention) => !kept.some((one) => overlap(one, mention))), ...kept].toSorted(
    (a, b) => a.from - b.from,
  );
}
const overlap = (a: Mention, b: Mention): boolean => a.from < b.to && b.from < a.to;
