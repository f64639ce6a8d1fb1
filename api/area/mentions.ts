/**
 * Where a text may name a place: the longest known names, exact or misspelt. Nothing is decided here; what stands around
 * a name is read by context.ts.
 */
import type { AreaCode } from "../kernel.ts";
import { inTown } from "./base-names.ts";
import { contextOf, isAnyCue, isCue, LEVEL_CUES, markerFor, type Context, type Cue } from "./context.ts";
import {
  isCutShort,
  isKnownAs,
  isOneName,
  isTwoNames,
  lookUp,
  SHORTEST_LEAD,
  spelledKey,
  spelledOut,
  type Found,
} from "./look-up.ts";
import type { NameIndex } from "./name-index.ts";
import type { Word } from "./names.ts";
import { levelOf } from "./tree.ts";
import readings from "./readings.json" with { type: "json" };

export type Mention = Context & {
  /** Word positions, `to` exclusive; the marker ("kec") is not part of it. */
  from: number;
  to: number;
  codes: AreaCode[];
  /** Those of `codes` that are villages of the one town which the bare name means, see base-names.ts. */
  inTown: AreaCode[];
  /** The first of `codes` is what the name is an alias of. */
  alias: boolean;
  /** Also an ordinary word: counts only beside a marker or a related place. */
  ordinary: boolean;
  /** Found through a misspelling. */
  misspelt: boolean;
  letters: number;
};

const LONGEST_NAME = 5;
const LONGEST_MISSPELT_NAME = 4;
const SHORTEST_CLEAR = 4;
/** A misspelt word is only believed beside a place that contains it or lies in it; short ones never. */
const SHORTEST_GUESS = 4;
const readingOf = new Map(
  Object.entries(readings).map(([name, { before, after }]) => [
    name,
    { before: new Set(before.split(" ")), after: new Set(after.split(" ")) },
  ]),
);
export function mentionsIn(words: readonly Word[], index: NameIndex): Mention[] {
  const mentions: Mention[] = [];
  let at = 0;
  while (at < words.length) {
    const exact = longestAt(words, at, index);
    const mention = misspeltAt(words, at, (exact?.to ?? at) - at, index) ?? exact;
    if (mention !== undefined) mentions.push(mention);
    at = mention?.to ?? at + 1;
  }
  return mentions;
}

function longestAt(words: readonly Word[], at: number, index: NameIndex): Mention | undefined {
  for (let length = Math.min(LONGEST_NAME, words.length - at); length >= 1; length -= 1) {
    const span = words.slice(at, at + length);
    if (!isOneName(span) && !isKnownAs(span, index)) continue;
    if (isMarkerOf(span, words[at + length], index)) continue;
    const found = lookUp(span, index);
    if (found !== undefined && length > 1 && isTwoNames(span, found, index)) continue;
    if (found !== undefined && length > 1 && isCutShort(words, at, at + length, found, index)) continue;
    if (found !== undefined) return toMention(words, at, at + length, { ...found, misspelt: false }, index);
  }
  return undefined;
}

/** The longest misspelt name that is longer than what was found as it is written: "aceh tengh" beats "aceh". */
function misspeltAt(
  words: readonly Word[],
  at: number,
  known: number,
  index: NameIndex,
): Mention | undefined {
  let longest = 0;
  while (longest < LONGEST_MISSPELT_NAME && isNamePart(words[at + longest], index)) longest += 1;
  for (let length = longest; length > known; length -= 1) {
    const span = words.slice(at, at + length);
    const first = span[0]?.key ?? "";
    if (!isOneName(span) || first.length < (length === 1 ? SHORTEST_GUESS : SHORTEST_LEAD)) continue;
    if (span.some(isAnyCue) || !span.slice(known).some((word) => isUnknown(word, index))) continue;
    const codes = index.misspelt(
      spelledKey(span),
      span.map(({ key }) => spelledOut(key)),
    );
    if (codes.length > 0)
      return toMention(words, at, at + length, { codes, alias: false, misspelt: true }, index);
  }
  return undefined;
}
/** Everyday words that stand in no name end what may be one; so most words of a message are not looked up at all. */
export const isNamePart = (word: Word | undefined, index: NameIndex): boolean =>
  word !== undefined &&
  (!index.isWord(word.key) || index.isPart(word.key) || spelledOut(word.key) !== word.key);
const isUnknown = ({ key }: Word, index: NameIndex): boolean =>
  key.length >= SHORTEST_LEAD && !index.isWord(key);

/** "kota" before a name, or "Kota Medan" where Medan is a kota: the word says the level and is not part of the name. */
function isMarkerOf(span: readonly Word[], next: Word | undefined, index: NameIndex): boolean {
  const cue = LEVEL_CUES.find((level) => isCue(span[0], level));
  if (cue === undefined) return false;
  if (span.length === 1)
    return next !== undefined && !next.opens && (!isTown(span, index) || fits(next, cue, index));
  if (cue === "district" || cue === "village") return false;
  const rest = lookUp(span.slice(1), index);
  return rest?.codes.some((code) => markerFor(code) === cue) ?? false;
}

/** Kuta and Lembang are level words and towns: they say the level only before a name of that level. */
const isTown = (span: readonly Word[], index: NameIndex): boolean => {
  const found = lookUp(span, index);
  return found !== undefined && (found.alias || found.codes.some((code) => levelOf(code) !== "village"));
};
const fits = (next: Word, cue: Cue, index: NameIndex): boolean =>
  !index.isOrdinary(next.key) && (lookUp([next], index)?.codes ?? []).some((code) => markerFor(code) === cue);

function toMention(
  words: readonly Word[],
  from: number,
  to: number,
  found: Found & { misspelt: boolean },
  index: NameIndex,
): Mention {
  const key = words
    .slice(from, to)
    .map((word) => word.key)
    .join("");
  const context = contextOf(words, from, to, isNameIn(index));
  return {
    from,
    to,
    ...found,
    inTown: inTown(found.codes),
    letters: key.length,
    ordinary:
      index.isOrdinary(key) ||
      (to - from === 1 && key.length < SHORTEST_CLEAR) ||
      context.titled ||
      (context.addressed && found.codes.every((code) => levelOf(code) === "village")),
    ...context,
    called: context.called || isReadAsWord(key, words[from - 1], words[to]),
  };
}

/** "bar bali" is coming home, "solo traveling" is English: the words beside a name may make it a word of every day. */
function isReadAsWord(key: string, before: Word | undefined, after: Word | undefined): boolean {
  const reading = readingOf.get(key);
  return (
    reading !== undefined &&
    ((before !== undefined && reading.before.has(before.key)) ||
      (after?.opens === false && reading.after.has(after.key)))
  );
}

/** A name that is misspelt beside its parent, see spelling.ts. */
export const misspeltMention = (
  words: readonly Word[],
  from: number,
  to: number,
  codes: AreaCode[],
  index: NameIndex,
): Mention => ({
  from,
  to,
  codes,
  inTown: inTown(codes),
  alias: false,
  ordinary: false,
  misspelt: true,
  letters: words.slice(from, to).reduce((sum, { key }) => sum + key.length, 0),
  ...contextOf(words, from, to, isNameIn(index)),
});

/** A town or district as it is written, and no everyday word. */
const isNameIn =
  (index: NameIndex) =>
  (word: Word): boolean =>
    !index.isOrdinary(word.key) &&
    (index.alias(word.key) !== undefined ||
      index.named(word.key).some((code) => levelOf(code) !== "village"));
