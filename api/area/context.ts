/** What stands around a name: a level word, a street, where somebody comes from or goes to, how it is set apart. */
import type { AreaCode } from "../kernel.ts";
import cueWords from "./cues.json" with { type: "json" };
import type { Word } from "./names.ts";
import { isKota, levelOf } from "./tree.ts";

export type Cue = keyof typeof cueWords;
/**
 * How a name takes part in what happens, as the words before it say. `left` is surely not where it happens: where somebody
 * was taken from, is on the way from or home to, or has family.
 */
export type Part =
  | "scene"
  | "people"
  | "origin"
  | "left"
  | "arrival"
  | "bound"
  | "past"
  | "writer"
  | "denied"
  | "plain";
export type Context = {
  /** The level word right before or after the name, if any. */
  marker: Cue | undefined;
  marked: "before" | "after" | undefined;
  street: boolean;
  part: Part;
  /** "di X", "daerah X", "hotel X": written as a place. */
  placed: boolean;
  /** The same by words of the language of all: "di X", "polsek X", not "ri X", which may be an everyday phrase there. */
  located: boolean;
  /** "soto X", "Persija X", "bahasa X": a thing that is called after the place. */
  called: boolean;
  /** "namanya X", "universitas X": a person, or a body with a name of its own. */
  titled: boolean;
  /** "bu X": a person, or a message that goes on after a form of address. */
  addressed: boolean;
  /** Stands alone between commas or at the end, as an address does. */
  apart: boolean;
  /** A comma, full stop or bracket stands before it. */
  opens: boolean;
  /** The last words of the text, as people sign: "... . Cipondoh". */
  signed: boolean;
  /** Begins or ends the text. */
  outermost: boolean;
  /** The whole text, as people answer when they are asked where: "medan", "bdg"; but "mks" is thanks, "oi" a greeting. */
  alone: boolean;
  capital: boolean;
};

export const LEVEL_CUES: readonly Cue[] = ["district", "village", "kabupaten", "kota", "province"];
/** How far back a word about time or persons still speaks of the name, in words of the same sentence. */
const REACH = 7;
const WISH_REACH = 4;
const LONGEST_SIGNATURE = 6;

const cueOf = new Map<string, Cue[]>();
for (const [cue, words] of Object.entries(cueWords) as [Cue, string][]) {
  for (const word of words.split(" ")) cueOf.set(word, [...(cueOf.get(word) ?? []), cue]);
}
export const isCueKey = (key: string, cue: Cue): boolean => cueOf.get(key)?.includes(cue) ?? false;
export const isAnyCue = ({ key }: Word): boolean => cueOf.has(key);
export const isCue = (word: Word | undefined, cue: Cue): boolean =>
  word !== undefined && isCueKey(word.key, cue);

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

/** `isName` tells whether a name begins at a word: "setu kab bekasi" says the level of Bekasi, not of Setu. */
export function contextOf(
  words: readonly Word[],
  from: number,
  to: number,
  isName: (word: Word) => boolean,
): Context {
  const first = words[from];
  const joined = first?.opens === true ? undefined : words[from - 1];
  const marker = LEVEL_CUES.find((cue) => isCue(joined, cue));
  const after = marker === undefined ? markerAfter(words, to, isName) : undefined;
  const lead = marker === undefined ? from : from - 1;
  const beside = words[lead]?.opens === true && lead > 0 ? undefined : words[lead - 1];
  const street =
    isCue(joined, "street") && marker === undefined && !(isRoad(joined) && isCue(words[from - 2], "edge"));
  const apart = isApart(words, lead, to);
  // "pulau" is also part of names, so it is no cue, which would end them
  const located =
    (isCue(beside, "scene") && !isCue(beside, "regional")) ||
    isCue(beside, "venue") ||
    isCue(beside, "seat") ||
    beside?.key === "pulau";
  return {
    marker: marker ?? after,
    marked: marker !== undefined ? "before" : after !== undefined ? "after" : undefined,
    street,
    part: isTakenBack(words, to) ? "denied" : partOf(words, lead, to, beside),
    placed: located || isCue(beside, "scene"),
    located,
    called: marker === undefined && isCalledAfter(words, from),
    titled: isCue(joined, "title"),
    addressed: isCue(joined, "vocative"),
    apart,
    opens: words[lead]?.opens === true,
    signed: apart && words.length - lead <= LONGEST_SIGNATURE && words.length > LONGEST_SIGNATURE,
    outermost: words.length > LONGEST_SIGNATURE && (lead === 0 || to === words.length),
    alone: lead === 0 && to === words.length && !isCue(first, "chat"),
    capital:
      first?.capital === true &&
      from !== 0 &&
      words.slice(from, to).some((word) => /\p{Ll}/u.test(word.written)),
  };
}

/** "pinggir jalan Tanjung Morawa" is a town beside the road; "gang Bandung" is a lane. */
const isRoad = (word: Word | undefined): boolean => word?.key === "jalan" || word?.key === "jln";

/** "Magelang kabupaten", "Probolinggo (kab)", "Serang kota". */
function markerAfter(words: readonly Word[], to: number, isName: (word: Word) => boolean): Cue | undefined {
  const [next, beyond] = [words[to], words[to + 1]];
  const cue = (["kabupaten", "kota"] as const).find((one) => isCue(next, one));
  if (cue === undefined || (cue === "kota" && next?.opens === true)) return undefined;
  const named = beyond !== undefined && !beyond.opens && (beyond.capital || isName(beyond));
  return named ? undefined : cue;
}

/** "soto Kudus", "soto ayam Lamongan", "warung Padang"; but "kedai tahu Sumedang" is a stall there. */
function isCalledAfter(words: readonly Word[], from: number): boolean {
  const inOne = (back: number) =>
    words.slice(from - back + 1, from + 1).every(({ opens }) => !opens) ? words[from - back] : undefined;
  if (isCue(words[from], "cuisine") && isCue(inOne(1), "eatery")) return true;
  const back = [1, 2].find((steps) => isCue(inOne(steps), "called"));
  const lead = back === undefined ? undefined : inOne(back + 1);
  if (back === undefined || isCue(lead, "venue") || LEVEL_CUES.some((cue) => isCue(lead, cue))) return false;
  return back === 1 || !isPlacing(inOne(1));
}
const isPlacing = (word: Word | undefined): boolean =>
  (["scene", "venue", "seat", "origin", "towards", "preposition", "street"] as const).some((cue) =>
    isCue(word, cue),
  );
/** Between commas or full stops, but not the whole text. */
const isApart = (words: readonly Word[], from: number, to: number): boolean =>
  from > 0 && words[from]?.opens === true && words[to]?.opens !== false;

function partOf(words: readonly Word[], lead: number, to: number, beside: Word | undefined): Part {
  const before = sentenceBefore(words, lead);
  const at = (back: number) => before[before.length - back];
  if (isCue(beside, "denied") || (isCue(beside, "scene") && isCue(at(2), "denied"))) return "denied";
  if (isLeft(before, words.slice(to, to + 3), beside)) return "left";
  if (isCue(beside, "people")) return isCue(at(2), "writer") ? "writer" : "people";
  if (isCue(beside, "origin") || (isCue(beside, "regional") && isCue(at(2), "origin"))) return "origin";
  if (at(2)?.key === "asal" && !isCue(beside, "scene")) return "origin";
  const wished = before.slice(-WISH_REACH).some((word) => isCue(word, "wish"));
  // "nang" and "kat" are both "di" and "ke".
  if (isCue(beside, "towards") && (wished || !isCue(beside, "scene")))
    return isCue(at(2), "arriving") && !wished ? "arrival" : "bound";
  if (isCue(beside, "via")) return "bound";
  if (isCue(beside, "arriving")) return "arrival";
  const isNow = before.some((word) => isCue(word, "now"));
  if (!isNow && before.some((word) => isCue(word, "before"))) return "past";
  if (isNow) return "arrival";
  if (isCue(beside, "scene") && isWriters(before.slice(0, -1))) return "writer";
  return isCue(beside, "scene") || isCue(beside, "venue") ? "scene" : "plain";
}

/** `before` is the sentence up to the name, `after` the words behind it, `beside` the one right before it. */
function isLeft(before: readonly Word[], after: readonly Word[], beside: Word | undefined): boolean {
  const [last, lastBut] = [before.at(-2), before.at(-3)];
  const lately = before.slice(-WISH_REACH);
  const has = (cue: Cue) => lately.some((word) => isCue(word, cue));
  if (isCue(beside, "origin")) {
    // "perempuan asal Kerinci", but "saya asal Kerinci" may tell of home
    if (beside?.key === "asal") return !isCue(last, "writer");
    const leaves = isCue(after[0], "wish") && isCue(after[1], "towards");
    return (
      leaves || isCue(after[0], "taken") || (before.some((word) => isCue(word, "taken")) && !has("wish"))
    );
  }
  if (isCue(beside, "towards") && has("wish") && (has("homeward") || has("origin"))) return true;
  if (!isCue(beside, "scene")) return false;
  const family = isCue(last, "kin") || (isCue(last, "writer") && isCue(lastBut, "family"));
  return family || (isCompanion(after[0]) && isCue(after[1], "elders"));
}
/** "anakku nang Blitar karo simbah" */
const isCompanion = (word: Word | undefined): boolean => word?.opens === false && COMPANIONS.has(word.key);
const COMPANIONS = new Set("karo sama sm ame ambek jo dengan dgn bareng".split(" "));

/** "di Sewon, eh salah, di Kretek": the first is not meant. */
const isTakenBack = (words: readonly Word[], to: number): boolean =>
  isCue(words[to], "corrected") && words[to]?.opens === true;

/** "saya di X", "aku msh kuliah di X": where the one who writes is, which need not be where it happens. */
function isWriters(before: readonly Word[]): boolean {
  const last = before.findLast((word) => !isCue(word, "away") && !FILLERS.has(word.key));
  return last !== undefined && isCue(last, "writer");
}
const FILLERS = new Set("msh masih lagi lg lgi ada ini skrg sekarang ka ki".split(" "));

/** The words before a name, back to the beginning of its sentence. */
function sentenceBefore(words: readonly Word[], lead: number): Word[] {
  const found: Word[] = [];
  for (let at = lead; at > 0 && found.length < REACH; at -= 1) {
    if (words[at]?.opens === true) break;
    const word = words[at - 1];
    if (word !== undefined) found.unshift(word);
  }
  return found;
}
