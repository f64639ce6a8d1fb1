/**
 * Where a text may name a place: the longest known names, with what stands around them (a level word such as "kec",
 * a street, an origin, "di"). Nothing is decided here.
 */
import type { AreaCode } from "../kernel.ts";
import type { NameIndex } from "./name-index.ts";
import type { Word } from "./names.ts";
import cueWords from "./cues.json" with { type: "json" };
import { levelOf } from "./tree.ts";
import abbreviations from "./abbreviations.json" with { type: "json" };

export type Cue = keyof typeof cueWords;
export type Mention = {
  /** Word positions, `to` exclusive; the marker ("kec") is not part of it. */
  from: number;
  to: number;
  codes: AreaCode[];
  /** The level word right before the name, if any. */
  marker: Cue | undefined;
  street: boolean;
  /** Named as where somebody comes from or goes to. */
  elsewhere: boolean;
  /** "di X", "daerah X", "polsek X". */
  scene: boolean;
  /** Stands alone between commas or at the end, as an address does. */
  apart: boolean;
  nickname: boolean;
  /** Also an ordinary word: counts only beside a marker or a related place. */
  ordinary: boolean;
  capital: boolean;
  /** Found through a misspelling. */
  misspelt: boolean;
};

const LONGEST_NAME = 5;
const LEVEL_CUES: readonly Cue[] = ["district", "village", "kabupaten", "kota", "province"];
const SHORTEST_CLEAR = 4;
const cueOf = new Map<string, Cue[]>();
for (const [cue, words] of Object.entries(cueWords) as [Cue, string][]) {
  for (const word of words.split(" ")) cueOf.set(word, [...(cueOf.get(word) ?? []), cue]);
}
export const isCue = (word: Word | undefined, cue: Cue): boolean =>
  cueOf.get(word?.key ?? "")?.includes(cue) ?? false;
const spelledOut: Record<string, string> = abbreviations;

/** Regency numbers from 71 on are kota. */
export const isKota = (code: AreaCode): boolean => Number(code.split(".")[1]) >= 71;
/** The level word that fits an area. */
export function markerFor(code: AreaCode): Cue | undefined {
  const level = levelOf(code);
  switch (level) {
    case "nation":
      return undefined;
    case "regency":
      return isKota(code) ? "kota" : "kabupaten";
    default:
      return level;
  }
}

export function mentionsIn(words: readonly Word[], index: NameIndex): Mention[] {
  const mentions: Mention[] = [];
  let at = 0;
  while (at < words.length) {
    const mention = longestAt(words, at, index);
    if (mention !== undefined) mentions.push(mention);
    at = mention?.to ?? at + 1;
  }
  return mentions;
}

function longestAt(words: readonly Word[], at: number, index: NameIndex): Mention | undefined {
  for (let length = Math.min(LONGEST_NAME, words.length - at); length >= 1; length -= 1) {
    const span = words.slice(at, at + length);
    if (span.some((word, position) => position > 0 && word.opens)) continue;
    if (length > 1 && (isCue(span[0], "preposition") || span.some(isScrap))) continue;
    if (isMarkerOf(span, words[at + length], index)) continue;
    const found = lookUp(span, index);
    if (found !== undefined) return inContext(words, at, at + length, found, index);
  }
  const word = words[at];
  const codes = word === undefined || !isMarked(words, at) ? [] : index.misspelt(word.key);
  if (codes.length === 0 || (word !== undefined && index.isOrdinary(word.key))) return undefined;
  return { ...inContext(words, at, at + 1, { codes, nickname: false }, index), misspelt: true };
}

/** "mama sa" is not Mamasa: in a name of several words each has three letters or is a numeral or a known short form. */
const isScrap = ({ key }: Word): boolean =>
  key.length <= 2 && !/^(\d+|[iv]+)$/.test(key) && spelledOut[key] === undefined;

/** "kota" before a name, or "Kota Medan" where Medan is a kota: the word says the level and is not part of the name. */
function isMarkerOf(span: readonly Word[], next: Word | undefined, index: NameIndex): boolean {
  const cue = LEVEL_CUES.find((level) => isCue(span[0], level));
  if (cue === undefined) return false;
  if (span.length === 1) return next !== undefined && !next.opens;
  if (cue === "district" || cue === "village") return false;
  const rest = lookUp(span.slice(1), index);
  return rest?.codes.some((code) => markerFor(code) === cue) ?? false;
}

type Found = { codes: AreaCode[]; nickname: boolean };

function lookUp(span: readonly Word[], index: NameIndex): Found | undefined {
  const plain = span.map((word) => word.key).join("");
  const full = span.map((word) => spelledOut[word.key] ?? word.key).join("");
  for (const key of new Set([plain, full])) {
    const nickname = index.nickname(key);
    const codes = index.named(key);
    if (key === full && key !== plain && span.length === 1) continue;
    if (nickname !== undefined)
      return { codes: [nickname, ...codes.filter((code) => code !== nickname)], nickname: true };
    if (codes.length > 0) return { codes, nickname: false };
  }
  return undefined;
}

function isMarked(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  return (
    (words[at]?.capital === true && !words[at]?.opens) ||
    isApart(words, at, at + 1) ||
    isCue(before, "scene") ||
    LEVEL_CUES.some((cue) => isCue(before, cue))
  );
}

/** Between commas or full stops, but not the whole text. */
function isApart(words: readonly Word[], from: number, to: number): boolean {
  return from > 0 && words[from]?.opens === true && words[to]?.opens !== false;
}

function inContext(
  words: readonly Word[],
  from: number,
  to: number,
  found: Found,
  index: NameIndex,
): Mention {
  const before = words[from - 1];
  const first = words[from];
  const joined = first?.opens === true ? undefined : before;
  const marker = LEVEL_CUES.find((cue) => isCue(joined, cue));
  const lead = marker === undefined ? from : from - 1;
  const nearby = words.slice(Math.max(0, lead - 2), lead);
  const beside = words[lead - 1];
  const scene = isCue(beside, "scene");
  const key = words
    .slice(from, to)
    .map((word) => word.key)
    .join("");
  return {
    from,
    to,
    codes: found.codes,
    marker,
    street: isCue(joined, "street") && marker === undefined,
    elsewhere:
      !scene &&
      (isCue(beside, "origin") ||
        isCue(beside, "destination") ||
        nearby.some(({ key: word }) => word === "asal")),
    scene,
    apart: isApart(words, from, to),
    nickname: found.nickname,
    ordinary: to - from === 1 && (index.isOrdinary(key) || key.length < SHORTEST_CLEAR),
    capital:
      first?.capital === true &&
      !(from === 0) &&
      words.slice(from, to).some((word) => /\p{Ll}/u.test(word.written)),
    misspelt: false,
  };
}
