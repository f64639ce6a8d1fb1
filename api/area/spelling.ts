/**
 * Misspelt names beside a place that contains them: a district near its regency, a village near its district. There are few
 * names to choose from, so more slips are believed than in a name that stands alone.
 */
import { parentArea, type AreaCode } from "../kernel.ts";
import { isAnyCue, isCue } from "./context.ts";
import { spelledKey, spelledOut } from "./look-up.ts";
import { isNamePart, misspeltMention, type Mention } from "./mentions.ts";
import type { NameIndex } from "./name-index.ts";
import { isMisspeltHere, isWordByWord } from "./misspelling.ts";
import type { Word } from "./names.ts";
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

/** A text as it was read so far. */
type Reading = { words: readonly Word[]; mentions: readonly Mention[]; tree: Tree; index: NameIndex };
type Parent = { level: "regency" | "district"; mention: Mention; codes: AreaCode[] };
type Span = { from: number; to: number };

/** The mentions of `reading` and those that are found now; what a longer misspelt name covers is taken back. */
export function withMisspelt(reading: Reading): Mention[] {
  const districts = merged(reading.mentions, foundBeside("regency", reading));
  return merged(districts, foundBeside("district", { ...reading, mentions: districts }));
}

function foundBeside(level: Parent["level"], reading: Reading): Mention[] {
  const { words, mentions, tree, index } = reading;
  return parentsIn(mentions, level).flatMap((parent) => {
    const names = parent.codes.flatMap((code) => tree.namedChildren(code));
    if (names.length > MOST_CHILDREN) return [];
    const spans = spansBeside(parent.mention, words).filter((span) => isCandidate(span, parent, reading));
    return spans.flatMap(({ from, to }) => {
      const written = spelledKey(words.slice(from, to));
      const parts = words.slice(from, to).map(({ key }) => spelledOut(key));
      const codes = names
        .filter(({ key }) => key !== written && isMisspeltHere(written, key))
        .filter(({ name }) => isWordByWord(parts, name, index.isWord))
        .map(({ code }) => code);
      return codes.length === 0 ? [] : [misspeltMention(words, from, to, codes, index)];
    });
  });
}

function parentsIn(mentions: readonly Mention[], level: Parent["level"]): Parent[] {
  return mentions
    .filter(({ ordinary, marker, capital }) => !ordinary || marker !== undefined || capital)
    .filter(({ misspelt, letters }) => !misspelt || level === "district" || letters >= CLEAR_PARENT)
    .map((mention) => ({ level, mention, codes: mention.codes.filter((code) => levelOf(code) === level) }))
    .filter(({ codes }) => codes.length > 0)
    .slice(0, MOST_PARENTS);
}

/** Where a parent begins, its level word included. */
const beginOf = ({ from, marked }: Mention): number => (marked === "before" ? from - 1 : from);

/** Runs of words near a parent that do not cross a full stop or overlap it; the longest first. */
function spansBeside(parent: Mention, words: readonly Word[]): Span[] {
  const begin = beginOf(parent);
  const spans: Span[] = [];
  for (let length = LONGEST_NAME; length >= 1; length -= 1) {
    for (let at = Math.max(0, begin - BEFORE); at + length <= begin; at += 1)
      spans.push({ from: at, to: at + length });
    for (let at = parent.to; at + length <= Math.min(words.length, parent.to + AFTER); at += 1)
      spans.push({ from: at, to: at + length });
  }
  return spans.filter((span) => words.slice(span.from + 1, span.to).every(({ opens }) => !opens));
}

/** Words that may be a misspelt name of this parent. A village only where its level is said or its district follows. */
function isCandidate({ from, to }: Span, parent: Parent, { words, mentions, index }: Reading): boolean {
  const span = words.slice(from, to);
  const letters = spelledKey(span).length;
  if (letters < SHORTEST || span.some(({ key }) => key.length < 2) || isCue(span[0], "preposition"))
    return false;
  if (parent.level === "regency" && !span.every((word) => isNamePart(word, index))) return false;
  const firm = mentions.filter((one) => one.from < to && one.to > from && isFirm(one, parent.mention));
  const isWhole = (one: Mention) => one.from < from || one.to > to || one.to - one.from === to - from;
  if (firm.some(isWhole)) return false;
  const unread = span.filter((_, at) => !firm.some((one) => one.from <= from + at && one.to > from + at));
  if (unread.some(isAnyCue) || unread.every(({ key }) => index.isWord(key))) return false;
  if (parent.level === "regency") return true;
  const levelSaid = isCue(words[from - 1], "village") && words[from]?.opens === false;
  return levelSaid || (to === beginOf(parent.mention) && letters >= SHORTEST_VILLAGE);
}

/** Found as it is written, and a place of this parent or a large one. */
const isFirm = ({ misspelt, codes }: Mention, parent: Mention): boolean =>
  !misspelt &&
  codes.some((code) => {
    const level = levelOf(code);
    if (level === "regency" || level === "province") return true;
    return parent.codes.includes(parentArea(code)) || parent.codes.includes(parentArea(parentArea(code)));
  });

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
