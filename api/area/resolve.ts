/**
 * Which place a text means. Every candidate area is scored by its own mention and by how many of its ancestors the text
 * names as well; ordinary words and bare villages never count alone; what is where somebody came from or went to counts
 * little. Method and measurements: hierarchical resolver over the official list, longest match first.
 */
import { areaAndAbove, NATION, parentArea, type AreaCode } from "../kernel.ts";
import { isCue, isKota, markerFor, mentionsIn, type Mention } from "./mentions.ts";
import type { NameIndex } from "./name-index.ts";
import { isMisspelt, keyOf, wordsOf, type Word } from "./names.ts";
import { levelOf, type Tree } from "./tree.ts";
import type { AreaLevel, PlaceMatch, Resolution } from "./words.ts";

/** What a bare mention of each level is worth. */
const WORTH: Record<AreaLevel, number> = { nation: 0, province: 2, regency: 3, district: 2.2, village: 0.8 };
const MARKED = 2.5;
const WRONG_MARKER = -2.5;
const SCENE = 0.8;
const CAPITAL = 0.4;
/** A district whose name nothing else bears says more than a town that is merely mentioned. */
const UNIQUE = 1;
const MISSPELT = -0.7;
const KOTA_FIRST = 0.3;
const FAINT = 0.15;
const ELSEWHERE = 0.35;
const ANCESTOR_SHARE = 0.9;
const FAR_APART = 14;
const NEAR = 5;
/** Below this nothing is said. */
const ENOUGH = 0.7;
/** A district that shares its name with more areas than this is not meant by the bare name ("Sidomulyo": 98 villages). */
const BORNE_BY_MANY = 40;
const TIE_WITHIN = 0.05;
const OTHERS = 5;
const FEW_DISTRICTS = 40;
const OFTEN = 6;

type Candidate = { code: AreaCode; score: number; mentions: Mention[] };

export function resolvePlace(text: string, tree: Tree, index: NameIndex): Resolution {
  const words = wordsOf(text);
  const mentions = thinned(mentionsIn(words, index).filter((mention) => !isAbroad(words, mention)));
  if (mentions.length === 0) return { kind: "none" };
  const candidates = scored(withMisspeltVillages(mentions, words, tree));
  const best = candidates[0];
  if (best === undefined || best.score < ENOUGH) return { kind: "none" };
  const matches = candidates.slice(0, OTHERS).map((candidate) => toMatch(candidate, text, words));
  const [first, ...others] = matches;
  if (first === undefined) return { kind: "none" };
  const rivals = candidates.filter(
    ({ code, score }) => best.score - score <= TIE_WITHIN && !related(code, best.code),
  );
  if (rivals.length === 0) return { kind: "found", match: first, others };
  const tied = [best, ...rivals];
  const parent = sharedParent(tied.map(({ code }) => code));
  if (parent === NATION && differentNames(tied)) return { kind: "found", match: first, others };
  // "Tungkal Ilir" lies in two provinces: a few can be asked about, a name of many says nothing.
  if (parent === NATION && tied.length > OTHERS) return { kind: "none" };
  return {
    kind: "tie",
    code: parent,
    candidates: tied.slice(0, OTHERS).map((one) => toMatch(one, text, words)),
  };
}

/** A name said over and over adds nothing but time: a text of thousands of names must not hold up the others. */
function thinned(mentions: readonly Mention[]): Mention[] {
  const said = new Map<string, number>();
  return mentions.filter(({ codes }) => {
    const name = `${codes[0] ?? ""} ${codes.length}`;
    const times = (said.get(name) ?? 0) + 1;
    said.set(name, times);
    return times <= OFTEN;
  });
}

/** "Medan, Malaysia", "Batu Malaysia": a place named together with a foreign country is not ours. */
const isAbroad = (words: readonly Word[], mention: Mention): boolean => isCue(words[mention.to], "abroad");

function scored(mentions: readonly Mention[]): Candidate[] {
  const candidates = new Map<AreaCode, Candidate>();
  for (const [at, mention] of mentions.entries()) {
    const around = neighbours(mentions, at);
    for (const code of mention.codes) {
      const candidate = scoreOf(code, mention, around);
      const known = candidates.get(code);
      if (candidate !== undefined && (known === undefined || known.score < candidate.score))
        candidates.set(code, candidate);
    }
  }
  return [...candidates.values()].toSorted((a, b) => b.score - a.score || b.code.length - a.code.length);
}

/** The mentions close to one; `mentions` are in the order of the text, so a long text costs no more than its length. */
function neighbours(mentions: readonly Mention[], at: number): Mention[] {
  const here = mentions[at]?.from ?? 0;
  const isNear = (mention: Mention | undefined) =>
    mention !== undefined && Math.abs(mention.from - here) <= FAR_APART;
  let first = at;
  while (isNear(mentions[first - 1])) first -= 1;
  let last = at;
  while (isNear(mentions[last + 1])) last += 1;
  return mentions.slice(first, last + 1);
}

function scoreOf(code: AreaCode, mention: Mention, mentions: readonly Mention[]): Candidate | undefined {
  const level = levelOf(code);
  const own = ownScore(code, level, mention);
  const chain = [mention];
  let score = own;
  for (const above of areaAndAbove(parentArea(code))) {
    if (above === NATION) break;
    const support = strongestNaming(above, chain, mentions);
    if (support === undefined) continue;
    chain.push(support);
    score += ANCESTOR_SHARE * Math.max(FAINT, ownScore(above, levelOf(above), support));
  }
  const alone = chain.length === 1;
  const unmarked = mention.marker === undefined || mention.marker !== markerFor(code);
  if (alone && level === "village" && !(mention.nickname && mention.codes[0] === code)) {
    return !unmarked && mention.codes.length === 1 ? { code, score, mentions: chain } : undefined;
  }
  if (alone && mention.ordinary && unmarked && !clearlyAPlace(mention)) return undefined;
  if (alone && level === "district" && unmarked && mention.codes.length > BORNE_BY_MANY) return undefined;
  if (!alone && level === "village" && unmarked && !leansOn(mention, chain)) return undefined;
  if (!alone && mention.ordinary && unmarked && !clearlyAPlace(mention) && !beside(mention, chain))
    return undefined;
  return { code, score, mentions: chain };
}

function ownScore(code: AreaCode, level: AreaLevel, mention: Mention): number {
  let score = WORTH[level];
  if (mention.nickname && mention.codes[0] === code) score = Math.max(score, WORTH.district) + KOTA_FIRST;
  if (mention.marker !== undefined)
    score += mention.marker === markerFor(code) ? MARKED : markerPenalty(mention, level);
  if (mention.scene || mention.apart) score += SCENE;
  if (level === "district" && mention.codes.length === 1) score += UNIQUE;
  if (mention.capital) score += CAPITAL;
  if (mention.misspelt) score += MISSPELT;
  if (level === "regency" && isKota(code)) score += KOTA_FIRST;
  if (mention.street && !mention.nickname) return score * FAINT;
  return mention.elsewhere ? score * ELSEWHERE : score;
}

/** "kota X" is also said of the town of a kabupaten and in names of districts, so it only weighs a little against others. */
const markerPenalty = ({ marker }: Mention, level: AreaLevel): number =>
  marker === "kota" && level !== "province" ? 0 : WRONG_MARKER;

/** An ordinary word ("medan", "batu") that is written as a place: "di Medan", "..., Batu." */
const clearlyAPlace = (mention: Mention): boolean =>
  (mention.scene && (mention.capital || mention.nickname)) ||
  (mention.scene && !isFunctional(mention)) ||
  mention.apart;
/** Names of towns among the ordinary words; the rest ("di rumah", "di pinggir") stay words even after "di". */
const isFunctional = ({ codes }: Mention): boolean => codes.every((code) => levelOf(code) !== "regency");
const beside = ({ from, to }: Mention, chain: readonly Mention[]): boolean =>
  chain.slice(1).some((other) => Math.abs(other.from - to) <= 1 || Math.abs(from - other.to) <= 1);
/** A village name counts through its regency or district, close by, or further off when it is written as a place. */
function leansOn(mention: Mention, chain: readonly Mention[]): boolean {
  const carriers = chain.slice(1).filter(({ codes }) => codes.some((code) => levelOf(code) !== "province"));
  if (carriers.length === 0) return mention.scene && !mention.ordinary;
  const near = carriers.some((other) => Math.abs(other.from - mention.from) <= NEAR);
  return near && (!mention.ordinary || beside(mention, chain)) ? true : mention.scene || mention.capital;
}

/** The strongest mention, besides those already used, that can mean `above`. */
function strongestNaming(
  above: AreaCode,
  used: readonly Mention[],
  mentions: readonly Mention[],
): Mention | undefined {
  let best: Mention | undefined;
  for (const other of mentions) {
    if (used.includes(other) || !other.codes.includes(above)) continue;
    const plain =
      other.ordinary && other.marker === undefined && !other.capital && levelOf(above) !== "regency";
    if (plain) continue;
    const level = levelOf(above);
    if (best === undefined || ownScore(above, level, other) > ownScore(above, level, best)) best = other;
  }
  return best;
}

/** Inside a named district, the word after "desa" or "kel" (or just before the district) may be misspelt. */
function withMisspeltVillages(mentions: readonly Mention[], words: readonly Word[], tree: Tree): Mention[] {
  const districts = mentions.flatMap(({ codes }) => codes.filter((code) => levelOf(code) === "district"));
  if (districts.length === 0 || districts.length > FEW_DISTRICTS) return [...mentions];
  const taken = new Set(
    mentions.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
  );
  const found = words.flatMap((word, at): Mention[] => {
    if (taken.has(at) || !isCue(words[at - 1], "village") || word.opens) return [];
    const villages = districts.flatMap((district) => tree.children(district));
    const codes = villages.filter((code) => isMisspelt(word.key, keyOf(tree.bareName(code))));
    return codes.length === 0 ? [] : [misspeltVillage(at, codes)];
  });
  return [...mentions, ...found].toSorted((a, b) => a.from - b.from);
}

const misspeltVillage = (at: number, codes: AreaCode[]): Mention => ({
  from: at,
  to: at + 1,
  codes,
  marker: "village",
  street: false,
  elsewhere: false,
  scene: false,
  apart: false,
  nickname: false,
  ordinary: false,
  capital: false,
  misspelt: true,
});

const related = (a: AreaCode, b: AreaCode): boolean =>
  areaAndAbove(a).includes(b) || areaAndAbove(b).includes(a);
const differentNames = (tied: readonly Candidate[]): boolean =>
  new Set(tied.map(({ mentions }) => mentions[0]?.from)).size > 1;

function sharedParent(codes: readonly AreaCode[]): AreaCode {
  const [first, ...rest] = codes;
  if (first === undefined) return NATION;
  return (
    areaAndAbove(parentArea(first)).find((above) =>
      rest.every((code) => areaAndAbove(code).includes(above)),
    ) ?? NATION
  );
}

function toMatch({ code, score, mentions }: Candidate, text: string, words: readonly Word[]): PlaceMatch {
  return {
    code,
    score,
    spans: mentions.map(({ from, to }) => {
      const start = words[from]?.start ?? 0;
      const end = words[to - 1]?.end ?? start;
      return { quote: text.slice(start, end), start, end };
    }),
  };
}
