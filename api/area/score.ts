/**
 * How much speaks for one area: its own mention, and how many of the areas around it the text names as well. Ordinary
 * words and bare villages never count alone; where somebody came from or has been counts little. Weights were set by
 * kinds of error on the labelled messages, see docs/decisions/0014.
 */
import { areaAndAbove, NATION, parentArea, type AreaCode } from "../kernel.ts";
import { markerFor, type Part } from "./context.ts";
import type { Mention } from "./mentions.ts";
import { isKota, levelOf } from "./tree.ts";
import type { AreaLevel } from "./words.ts";

export type Candidate = { code: AreaCode; score: number; mentions: Mention[] };

/** What a bare mention of each level is worth. */
const WORTH: Record<AreaLevel, number> = { nation: 0, province: 2, regency: 3, district: 2.6, village: 0.8 };
const MARKED = 2.5;
const WRONG_MARKER = -2.5;
const PLACED = 0.8;
const SIGNED = 1.2;
const CAPITAL = 0.4;
/** A district whose name nothing else bears says more than a town that is merely mentioned. */
const UNIQUE = 1.1;
const MISSPELT = -0.7;
const KOTA_FIRST = 0.3;
/** Of districts of one name the one in a city is meant more often; less than an answer, enough against a tie. */
const CITY_DISTRICT = 0.1;
/** "Simpang Empat, Pasaman Barat": a larger place named right behind it that does not hold it. */
const CONTRADICTED = -2;
const STREET = 0.15;
const FAINT = 0.15;
const ANCESTOR_SHARE = 0.9;
const FAR_SHARE = 0.5;
const NEAR = 5;
/** A district that shares its name with more areas than this is not meant by the bare name ("Sidomulyo": 98 villages). */
const BORNE_BY_MANY = 40;
/** Letters from which a misspelling, or the bare name of a village, is believed. */
const CLEAR = 6;
const LONG = 8;
const SHORT = 4;
const FEWEST_GUESSED = 10;

/** What a place counts by the part it plays in what happens. */
const SHARE: Record<Part, number> = {
  scene: 1,
  arrival: 1,
  plain: 1,
  writer: 0.8,
  bound: 0.55,
  past: 0.4,
  origin: 0.35,
  people: 0.3,
  denied: 0.2,
};

/**
 * Undefined where the words do not carry the area. `around`: the mentions near this one, itself included; `far`: the
 * provinces and regencies that the whole text names without doubt.
 */
export function scoreOf(
  code: AreaCode,
  mention: Mention,
  around: readonly Mention[],
  far: ReadonlyMap<AreaCode, Mention>,
): Candidate | undefined {
  const chain = [mention];
  let score = ownScore(code, mention) + (isContradicted(code, mention, around) ? CONTRADICTED : 0);
  for (const above of areaAndAbove(parentArea(code))) {
    if (above === NATION) break;
    const near = strongestNaming(above, chain, around);
    const support = near ?? farNaming(above, mention, far);
    if (support === undefined) continue;
    chain.push(support);
    score += (near === undefined ? FAR_SHARE : ANCESTOR_SHARE) * Math.max(FAINT, ownScore(above, support));
  }
  const town = chain.length === 1 ? siblingBehind(code, mention, around) : undefined;
  if (town !== undefined) {
    chain.push(town);
    score += ANCESTOR_SHARE * WORTH.regency;
  }
  const carried = chain.length === 1 ? standsAlone(code, mention) : isCarried(code, mention, chain);
  return carried ? { code, score, mentions: chain } : undefined;
}

/** "Lempuing Kayu Agung": beside a district, the town of the same regency is named to say where it lies. */
const isSibling = (one: AreaCode, other: AreaCode): boolean =>
  one !== other &&
  levelOf(one) === "district" &&
  levelOf(other) === "district" &&
  parentArea(one) === parentArea(other);

function siblingBehind(code: AreaCode, mention: Mention, around: readonly Mention[]): Mention | undefined {
  if (mention.codes.some((one) => levelOf(one) === "regency" || levelOf(one) === "province"))
    return undefined;
  return around.find(
    (other) => follows(mention, other) && !other.ordinary && other.codes.some((one) => isSibling(one, code)),
  );
}

function isContradicted(code: AreaCode, mention: Mention, around: readonly Mention[]): boolean {
  const next = around.find((other) => follows(mention, other));
  if (next === undefined || next.part === "origin" || (next.ordinary && !next.alias)) return false;
  const longest = next.opens ? code.length - 1 : code.length;
  const larger = next.codes.filter((other) => other.length <= longest && levelOf(other) !== "village");
  const apart = next.codes.some((other) => areaAndAbove(other).includes(code) || isSibling(other, code));
  return larger.length > 0 && !apart && !larger.some((other) => code.startsWith(`${other}.`));
}

function ownScore(code: AreaCode, mention: Mention): number {
  const level = levelOf(code);
  let score = WORTH[level];
  if (isAliasOf(code, mention)) score = Math.max(score, WORTH.district) + KOTA_FIRST;
  if (mention.marker !== undefined)
    score += mention.marker === markerFor(code) ? MARKED : markerPenalty(mention, level);
  if (mention.placed || mention.apart || mention.part === "arrival") score += PLACED;
  if (mention.signed) score += SIGNED;
  if (level === "district" && mention.codes.length === 1) score += UNIQUE;
  if (level === "district" && isKota(code)) score += CITY_DISTRICT;
  if (mention.capital) score += CAPITAL;
  if (mention.misspelt) score += MISSPELT;
  if (level === "regency" && isKota(code)) score += KOTA_FIRST;
  if (mention.street && !mention.alias) return score * STREET;
  return score * SHARE[mention.part];
}

const isAliasOf = (code: AreaCode, { alias, codes }: Mention): boolean => alias && codes[0] === code;

/** "kota X" is also said of the town of a kabupaten and in names of districts, so it only weighs a little against others. */
const markerPenalty = ({ marker }: Mention, level: AreaLevel): number =>
  marker === "kota" && level !== "province" ? 0 : WRONG_MARKER;

const isMarked = (code: AreaCode, { marker }: Mention): boolean =>
  marker !== undefined && marker === markerFor(code);

const isTown = (code: AreaCode): boolean => levelOf(code) === "regency" || levelOf(code) === "province";

function standsAlone(code: AreaCode, mention: Mention): boolean {
  const level = levelOf(code);
  const shown = mention.placed || mention.apart || mention.capital || mention.part === "arrival";
  const clear = mention.to - mention.from > 1 || mention.letters >= CLEAR || mention.outermost;
  // Peoples are called after provinces and towns; "orang Pekutatan" lives there.
  if (mention.part === "people")
    return level === "district" && !mention.ordinary && !mention.misspelt && !mention.codes.some(isTown);
  if (isMarked(code, mention))
    return level !== "village" || (mention.codes.length === 1 && !mention.ordinary);
  if (mention.misspelt) return isBelieved(mention, level);
  if (isAliasOf(code, mention)) return !mention.ordinary || clearlyAPlace(mention);
  if (level === "village") return isUnmistakable(code, mention);
  if (mention.ordinary) return clearlyAPlace(mention);
  if (level === "district") return mention.codes.length <= BORNE_BY_MANY && (shown || clear);
  return true;
}

/** A misspelling alone: of several words, or written as a place, or signed with; of a town, of which there are few, more easily. */
function isBelieved(mention: Mention, level: AreaLevel): boolean {
  const { from, to, letters, capital, apart, signed, outermost } = mention;
  const placed = mention.placed || mention.part === "arrival";
  if (placed || (signed && outermost)) return letters >= (level === "regency" ? SHORT : CLEAR);
  if (to - from > 1) return letters > (level === "regency" ? CLEAR : LONG);
  return level === "regency" && letters > CLEAR && (capital || apart || outermost);
}

/**
 * A village alone: nothing else bears its name, and it is written as a place. A kelurahan of a kota is known by its name
 * alone to all who live there, so less is asked of it.
 */
function isUnmistakable(code: AreaCode, mention: Mention): boolean {
  const { codes, ordinary, placed, located, capital, letters, apart } = mention;
  const urban = isKota(code);
  if (codes.length > 1 || (ordinary && !(urban && capital && located))) return false;
  if (located && (letters >= LONG || (capital && letters >= SHORT))) return true;
  if (placed && capital && letters >= CLEAR) return true;
  if (!urban) return false;
  const several = mention.to - mention.from > 1;
  return letters >= (several ? LONG : CLEAR) && (several || located || apart);
}

/** Two guesses carry each other only when there is enough of them: "srng bngun" is not Bagun in Sorong. */
const bears = (guess: Mention, other: Mention): boolean =>
  !other.misspelt || guess.letters + other.letters >= FEWEST_GUESSED;

function isCarried(code: AreaCode, mention: Mention, chain: readonly Mention[]): boolean {
  if (isMarked(code, mention)) return true;
  if (mention.misspelt)
    return beside(mention, chain) && chain.slice(1).some((other) => bears(mention, other));
  if (levelOf(code) === "village" && !leansOn(mention, chain)) return false;
  return !mention.ordinary || clearlyAPlace(mention) || beside(mention, chain);
}

/** An ordinary word ("medan", "batu") that is written as a place: "di Medan", "..., Batu." */
const clearlyAPlace = (mention: Mention): boolean =>
  ((mention.placed || mention.part === "arrival") && mention.capital) ||
  (mention.located && (mention.alias || !isFunctional(mention))) ||
  (mention.apart && (mention.signed || mention.capital));
/** Names of towns among the ordinary words; the rest ("di rumah", "di pinggir") stay words even after "di". */
const isFunctional = ({ codes }: Mention): boolean =>
  codes.every((code) => levelOf(code) === "district" || levelOf(code) === "village");
const beside = (mention: Mention, chain: readonly Mention[]): boolean =>
  chain.slice(1).some((other) => follows(mention, other) || follows(other, mention));
/** Right behind it, or with its level word between. */
const follows = (one: Mention, other: Mention): boolean =>
  one.codes[0] !== other.codes[0] &&
  other.from - one.to === (other.marker !== undefined && other.marked === "before" ? 1 : 0);
/** A village name counts through its regency or district, close by, or further off when it is written as a place. */
function leansOn(mention: Mention, chain: readonly Mention[]): boolean {
  const carriers = chain.slice(1).filter(({ codes }) => codes.some((code) => levelOf(code) !== "province"));
  if (carriers.length === 0) return mention.placed && !mention.ordinary;
  const near = carriers.some((other) => Math.abs(other.from - mention.from) <= NEAR);
  return near && (!mention.ordinary || beside(mention, chain)) ? true : mention.placed || mention.capital;
}

/** A village leans on what is near; a district also on a town named elsewhere in the text. */
function farNaming(
  above: AreaCode,
  mention: Mention,
  far: ReadonlyMap<AreaCode, Mention>,
): Mention | undefined {
  if (mention.ordinary || mention.misspelt || !mention.codes.some((code) => levelOf(code) === "district"))
    return undefined;
  const named = far.get(above);
  return named === mention ? undefined : named;
}

/** Provinces and regencies that the text names plainly, each with its first mention. */
export function plainlyNamed(mentions: readonly Mention[]): Map<AreaCode, Mention> {
  const named = new Map<AreaCode, Mention>();
  for (const mention of mentions) {
    if (mention.ordinary || mention.misspelt || mention.street) continue;
    for (const code of mention.codes) {
      const level = levelOf(code);
      if ((level === "province" || level === "regency") && !named.has(code)) named.set(code, mention);
    }
  }
  return named;
}

/** The strongest mention, besides those already used, that can mean `above`. */
function strongestNaming(
  above: AreaCode,
  used: readonly Mention[],
  mentions: readonly Mention[],
): Mention | undefined {
  let best: Mention | undefined;
  const level = levelOf(above);
  for (const other of mentions) {
    if (used.includes(other) || !other.codes.includes(above)) continue;
    const isTown = level === "regency" || level === "province";
    const isClear = other.marker !== undefined || other.capital || isTown || beside(other, [other, ...used]);
    const plain = other.ordinary && !isClear;
    if (plain || (other.misspelt && !beside(other, [other, ...used]))) continue;
    if (best === undefined || ownScore(above, other) > ownScore(above, best)) best = other;
  }
  return best;
}
