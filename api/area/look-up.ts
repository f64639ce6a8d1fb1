/** Which areas a run of words names as it is written, and which runs of words can be one name at all. */
import { parentArea, type AreaCode } from "../kernel.ts";
import abbreviations from "./abbreviations.json" with { type: "json" };
import { isCue } from "./context.ts";
import type { NameIndex } from "./name-index.ts";
import type { Word } from "./names.ts";
import { levelOf, townRank } from "./tree.ts";

/** "blok m", but not "lu tim". */
export const SHORTEST_LEAD = 3;
/** Of a name of several words: "ma i" is not Muara Satu, however "ma" is meant elsewhere. */
const FEWEST_LETTERS = 5;
const longForms = new Map(Object.entries(abbreviations));
/** "tj" as it is meant in a name of several words. */
export const spelledOut = (key: string): string => longForms.get(key) ?? key;

/** Words of one sentence, none of them a scrap or a leading preposition. */
export function isOneName(span: readonly Word[]): boolean {
  if (span.some((word, position) => position > 0 && word.opens)) return false;
  if (span.length === 1) return true;
  const letters = span.reduce((sum, { key }) => sum + key.length, 0);
  return letters >= FEWEST_LETTERS && !isCue(span[0], "preposition") && !span.some(isScrap);
}

/** "blok m", "gili t": an alias may hold scraps. */
export const isKnownAs = (span: readonly Word[], index: NameIndex): boolean =>
  span.length > 1 &&
  (span[0]?.key.length ?? 0) >= SHORTEST_LEAD &&
  !span.some((word, position) => position > 0 && word.opens) &&
  index.alias(span.map(({ key }) => key).join("")) !== undefined;

/** "mama sa" is not Mamasa: in a name of several words each has three letters or is a numeral or a known short form. */
const isScrap = ({ key }: Word): boolean =>
  key.length <= 2 && !/^(\d+|[iv]+)$/.test(key) && !longForms.has(key);

/** "Wates Kulon Progo": the last word of a village's name begins the name of a larger place. */
export function isCutShort(
  words: readonly Word[],
  from: number,
  to: number,
  { codes, alias }: Found,
  index: NameIndex,
): boolean {
  if (alias || codes.some((code) => levelOf(code) !== "village")) return false;
  if (lookUp(words.slice(from, to - 1), index) === undefined) return false;
  const longer = [2, 3].map((length) => words.slice(to - 1, to - 1 + length)).filter(isOneName);
  return longer.some(
    (span) =>
      span.length > 1 && (lookUp(span, index)?.codes ?? []).some((code) => levelOf(code) === "regency"),
  );
}

/** "pasar Gunungsitoli", "Batu Malang": villages are called so too, but a place of higher level is meant. */
export function isTwoNames(span: readonly Word[], { codes }: Found, index: NameIndex): boolean {
  if (codes.some((code) => levelOf(code) !== "village")) return false;
  if (span.slice(1).every(({ key }) => GLUE.has(key))) return true;
  const rest = lookUp(span.slice(1), index)?.codes ?? [];
  const isPlaceWord = isCue(span[0], "scene") || isCue(span[0], "venue");
  const first = isPlaceWord ? [] : (lookUp(span.slice(0, 1), index)?.codes ?? []);
  const regency = (some: readonly AreaCode[]) => some.some((code) => levelOf(code) === "regency");
  return isPlaceWord ? rest.some((code) => levelOf(code) !== "village") : regency(first) && regency(rest);
}

/** "di Tual ada ...", not the village Tualada. */
const GLUE = new Set("ada dan yang yg itu ini tu ni sama tadi juga saja lagi aja pak bu".split(" "));

export type Found = { codes: AreaCode[]; alias: boolean };

/** A name as one word, its short forms spelled out: "tanjungpriok" for "tj priok". */
export const spelledKey = (span: readonly Word[]): string => span.map(({ key }) => spelledOut(key)).join("");

/** The areas that bear the words as they are written, or with their short forms spelled out. */
export function lookUp(span: readonly Word[], index: NameIndex): Found | undefined {
  const part = span.length > 1 ? partOfAliased(span, index) : undefined;
  if (part !== undefined) return part;
  const plain = span.map((word) => word.key).join("");
  const full = spelledKey(span);
  for (const key of new Set([plain, full])) {
    if (key === full && key !== plain && span.length === 1) continue;
    const alias = index.alias(key);
    const codes = [...index.named(key), ...(isScrapLast(span) ? [] : index.called(key))];
    if (alias !== undefined) {
      // "Rantepao" is said of all Toraja Utara, but it is also a district there, and that is the finer answer.
      const within = codes.filter((code) => isFinerOf(alias, code));
      const finer = within.length === 1 ? (within[0] ?? alias) : alias;
      const others = new Set([...codes, ...index.twinsOf(alias)]);
      return { codes: [finer, ...[...others].filter((code) => code !== finer)], alias: true };
    }
    if (codes.length > 0) return { codes, alias: false };
  }
  return undefined;
}

/** The district of the name, or the quarter of a kota: "Hamadi" in Jayapura Selatan. */
const isFinerOf = (area: AreaCode, code: AreaCode): boolean =>
  parentArea(code) === area && (levelOf(code) === "district" || townRank(code) === 2);

/** "di Toba i" is not Tobai: what is left out is the last word, so what is said is not a numeral. */
const isScrapLast = (span: readonly Word[]): boolean =>
  span.length > 1 && (span.at(-1)?.key.length ?? 0) <= 2;

/** "bjm barat", "sidimpuan selatan": the nickname of a city and the rest of the name of one of its districts. */
function partOfAliased(span: readonly Word[], index: NameIndex): Found | undefined {
  const city = index.alias(spelledKey(span.slice(0, -1)));
  const last = span.at(-1);
  if (city === undefined || last === undefined || levelOf(city) !== "regency") return undefined;
  const codes = index
    .named(index.keyOfRegency(city) + spelledOut(last.key))
    .filter((code) => levelOf(code) === "district" && code.startsWith(`${city}.`));
  return codes.length === 0 ? undefined : { codes, alias: false };
}
