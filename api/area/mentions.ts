/**
 * Where a text may name a place: the longest known names, exact or misspelt. Nothing is decided here; what stands around
 * a name is read by context.ts.
 */
import type { AreaCode } from "../kernel.ts";
import { contextOf, isAnyCue, isCue, LEVEL_CUES, markerFor, type Context } from "./context.ts";
import type { NameIndex } from "./name-index.ts";
import type { Word } from "./names.ts";
import { levelOf } from "./tree.ts";
import abbreviations from "./abbreviations.json" with { type: "json" };

export type Mention = Context & {
  /** Word positions, `to` exclusive; the marker ("kec") is not part of it. */
  from: number;
  to: number;
  codes: AreaCode[];
  /** The first of `codes` is what the name is an alias of. */
  alias: boolean;
  /** Also an ordinary word: counts only beside a marker or a related place. */
  ordinary: boolean;
  /** Found through a misspelling. */
  misspelt: boolean;
  letters: number;
};

const LONGEST_NAME = 5;
const LONGEST_MISSPELT_NAME = 3;
const SHORTEST_CLEAR = 4;
/** Of a name of several words: "ma i" is not Muara Satu, however "ma" is meant elsewhere. */
const FEWEST_LETTERS = 5;
/** A misspelt word is only believed beside a place that contains it or lies in it; short ones never. */
const SHORTEST_GUESS = 4;
const spelledOut: Record<string, string> = abbreviations;

export function mentionsIn(words: readonly Word[], index: NameIndex): Mention[] {
  const mentions: Mention[] = [];
  let at = 0;
  while (at < words.length) {
    const mention = longestAt(words, at, index) ?? misspeltAt(words, at, index);
    if (mention !== undefined) mentions.push(mention);
    at = mention?.to ?? at + 1;
  }
  return mentions;
}

function longestAt(words: readonly Word[], at: number, index: NameIndex): Mention | undefined {
  for (let length = Math.min(LONGEST_NAME, words.length - at); length >= 1; length -= 1) {
    const span = words.slice(at, at + length);
    if (!isOneName(span)) continue;
    if (isMarkerOf(span, words[at + length], index)) continue;
    const found = lookUp(span, index);
    if (found !== undefined && length > 1 && isTwoNames(span, found, index)) continue;
    if (found !== undefined) return toMention(words, at, at + length, { ...found, misspelt: false }, index);
  }
  return undefined;
}

/** Words of one sentence, none of them a scrap or a leading preposition. */
function isOneName(span: readonly Word[]): boolean {
  if (span.some((word, position) => position > 0 && word.opens)) return false;
  if (span.length === 1) return true;
  const letters = span.reduce((sum, { key }) => sum + key.length, 0);
  return letters >= FEWEST_LETTERS && !isCue(span[0], "preposition") && !span.some(isScrap);
}

/** "mama sa" is not Mamasa: in a name of several words each has three letters or is a numeral or a known short form. */
const isScrap = ({ key }: Word): boolean =>
  key.length <= 2 && !/^(\d+|[iv]+)$/.test(key) && spelledOut[key] === undefined;

function misspeltAt(words: readonly Word[], at: number, index: NameIndex): Mention | undefined {
  for (let length = Math.min(LONGEST_MISSPELT_NAME, words.length - at); length >= 1; length -= 1) {
    const span = words.slice(at, at + length);
    const first = span[0]?.key ?? "";
    if (!isOneName(span) || first.length < SHORTEST_GUESS || span.some(isAnyCue)) continue;
    if (span.every(({ key }) => index.isOrdinary(key))) continue;
    const codes = length === 1 ? index.misspelt(first) : index.clipped(joined(span));
    if (codes.length > 0)
      return toMention(words, at, at + length, { codes, alias: false, misspelt: true }, index);
  }
  return undefined;
}

/** "kota" before a name, or "Kota Medan" where Medan is a kota: the word says the level and is not part of the name. */
function isMarkerOf(span: readonly Word[], next: Word | undefined, index: NameIndex): boolean {
  const cue = LEVEL_CUES.find((level) => isCue(span[0], level));
  if (cue === undefined) return false;
  if (span.length === 1) return next !== undefined && !next.opens;
  if (cue === "district" || cue === "village") return false;
  const rest = lookUp(span.slice(1), index);
  return rest?.codes.some((code) => markerFor(code) === cue) ?? false;
}

/** "pasar Gunungsitoli", "Batu Malang": villages are called so too, but a place of higher level is meant. */
function isTwoNames(span: readonly Word[], { codes }: Found, index: NameIndex): boolean {
  if (codes.some((code) => levelOf(code) !== "village")) return false;
  const rest = lookUp(span.slice(1), index)?.codes ?? [];
  const isPlaceWord = isCue(span[0], "scene") || isCue(span[0], "venue");
  const first = isPlaceWord ? [] : (lookUp(span.slice(0, 1), index)?.codes ?? []);
  const regency = (some: readonly AreaCode[]) => some.some((code) => levelOf(code) === "regency");
  return isPlaceWord ? rest.some((code) => levelOf(code) !== "village") : regency(first) && regency(rest);
}

type Found = { codes: AreaCode[]; alias: boolean };

const joined = (span: readonly Word[]): string => span.map(({ key }) => spelledOut[key] ?? key).join("");

function lookUp(span: readonly Word[], index: NameIndex): Found | undefined {
  const part = span.length > 1 ? partOfAliased(span, index) : undefined;
  if (part !== undefined) return part;
  const plain = span.map((word) => word.key).join("");
  const full = joined(span);
  for (const key of new Set([plain, full])) {
    if (key === full && key !== plain && span.length === 1) continue;
    const alias = index.alias(key);
    const codes = index.named(key);
    if (alias !== undefined) {
      // "Rantepao" is said of all Toraja Utara, but it is also a district there, and that is the finer answer.
      const finer =
        codes.find((code) => levelOf(code) === "district" && code.startsWith(`${alias}.`)) ?? alias;
      return { codes: [finer, ...codes.filter((code) => code !== finer)], alias: true };
    }
    if (codes.length > 0) return { codes, alias: false };
  }
  return undefined;
}

/** "bjm barat", "sidimpuan selatan": the nickname of a city and the rest of the name of one of its districts. */
function partOfAliased(span: readonly Word[], index: NameIndex): Found | undefined {
  const city = index.alias(joined(span.slice(0, -1)));
  const last = span.at(-1);
  if (city === undefined || last === undefined || levelOf(city) !== "regency") return undefined;
  const codes = index
    .named(index.keyOfRegency(city) + (spelledOut[last.key] ?? last.key))
    .filter((code) => levelOf(code) === "district" && code.startsWith(`${city}.`));
  return codes.length === 0 ? undefined : { codes, alias: false };
}

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
  return {
    from,
    to,
    ...found,
    letters: key.length,
    ordinary: index.isOrdinary(key) || (to - from === 1 && key.length < SHORTEST_CLEAR),
    ...contextOf(words, from, to),
  };
}

/** A village that is misspelt inside a named district. */
export const misspeltVillage = (words: readonly Word[], at: number, codes: AreaCode[]): Mention => ({
  from: at,
  to: at + 1,
  codes,
  alias: false,
  ordinary: false,
  misspelt: true,
  letters: words[at]?.key.length ?? 0,
  ...contextOf(words, at, at + 1),
});
