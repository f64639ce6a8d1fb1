/**
 * When a mention is believed at all. Ordinary words and bare villages never count alone, and misspelt names only where they
 * are written as places or stand beside one that contains them.
 */
import type { AreaCode } from "../kernel.ts";
import { markerFor } from "./context.ts";
import type { Mention } from "./mentions.ts";
import { isKota, levelOf, townRank } from "./tree.ts";
import type { AreaLevel } from "./words.ts";

const NEAR = 5;
/** A district that shares its name with more areas than this is not meant by the bare name ("Sidomulyo": 98 villages). */
const BORNE_BY_MANY = 40;
/** Letters from which a misspelling, or the bare name of a village, is believed. */
const CLEAR = 6;
const LONG = 8;
const SHORT = 4;
const FEWEST_GUESSED = 10;

export const isAliasOf = (code: AreaCode, { alias, codes }: Mention): boolean => alias && codes[0] === code;

const isMarked = (code: AreaCode, { marker }: Mention): boolean =>
  marker !== undefined && marker === markerFor(code);

/** A province counts as one: both are named to say where a smaller place lies. */
export const isTown = (code: AreaCode): boolean =>
  levelOf(code) === "regency" || levelOf(code) === "province";

/** Whether a mention is believed with nothing else in the text that agrees. */
export function standsAlone(code: AreaCode, mention: Mention): boolean {
  const level = levelOf(code);
  const shown = mention.placed || mention.apart || mention.capital || mention.part === "arrival";
  const clear =
    mention.to - mention.from > 1 || mention.letters >= CLEAR || mention.outermost || mention.alone;
  // Peoples are called after provinces and towns; "orang Pekutatan" lives there.
  if (mention.part === "people")
    return level === "district" && !mention.ordinary && !mention.misspelt && !mention.codes.some(isTown);
  if (isMarked(code, mention))
    return level !== "village" || (mention.inTown.includes(code) && !mention.ordinary);
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
  const placed = level === "regency" ? mention.placed : mention.located;
  if (placed || mention.part === "arrival" || (signed && outermost))
    return letters >= (level === "regency" ? SHORT : CLEAR);
  if (to - from > 1) return letters > (level === "regency" ? CLEAR : LONG);
  return level === "regency" && letters > CLEAR && (capital || apart || outermost);
}

/**
 * A village alone: nothing else bears its name, and it is written as a place. A quarter of a town is known by its name
 * alone to all who live there, so less is asked of it, and a few villages elsewhere may bear the name.
 */
function isUnmistakable(code: AreaCode, mention: Mention): boolean {
  const { codes, inTown, ordinary, placed, located, capital, letters, apart, alone } = mention;
  const urban = townRank(code) > 0;
  if (!inTown.includes(code) || (ordinary && !(urban && capital && located))) return false;
  if (located && (letters >= LONG || (capital && letters >= SHORT))) return true;
  if (placed && capital && letters >= CLEAR) return true;
  if (!urban) return false;
  const several = mention.to - mention.from > 1;
  const known = several && codes.length === 1 && isKota(code);
  return letters >= (several ? LONG : CLEAR) && (known || located || apart || alone);
}

/** Two guesses carry each other only when there is enough of them: "srng bngun" is not Bagun in Sorong. */
const bears = (guess: Mention, other: Mention): boolean =>
  !other.misspelt || guess.letters + other.letters >= FEWEST_GUESSED;

/** Whether it is believed beside the larger places that are named with it; `chain` begins with the mention itself. */
export function isCarried(code: AreaCode, mention: Mention, chain: readonly Mention[]): boolean {
  if (isMarked(code, mention)) return true;
  if (mention.misspelt)
    return beside(mention, chain) && chain.slice(1).some((other) => bears(mention, other));
  if (levelOf(code) === "village" && !leansOn(mention, chain)) return false;
  return !mention.ordinary || clearlyAPlace(mention) || beside(mention, chain);
}

/** An ordinary word ("medan", "batu") that is written as a place: "di Medan", "..., Batu." */
const clearlyAPlace = (mention: Mention): boolean =>
  ((mention.placed || mention.part === "arrival") && mention.capital) ||
  ((mention.located || mention.alone) && (mention.alias || !isFunctional(mention))) ||
  (mention.apart && (mention.signed || mention.capital));

/** Names of towns among the ordinary words; the rest ("di rumah", "di pinggir") stay words even after "di". */
const isFunctional = ({ codes }: Mention): boolean =>
  codes.every((code) => levelOf(code) === "district" || levelOf(code) === "village");

export const beside = (mention: Mention, chain: readonly Mention[]): boolean =>
  chain.slice(1).some((other) => follows(mention, other) || follows(other, mention));

/** Right behind it, or with its level word between. */
export const follows = (one: Mention, other: Mention): boolean =>
  one.codes[0] !== other.codes[0] &&
  other.from - one.to === (other.marker !== undefined && other.marked === "before" ? 1 : 0);

/** A village name counts through its regency or district, close by, or further off when it is written as a place. */
function leansOn(mention: Mention, chain: readonly Mention[]): boolean {
  const carriers = chain.slice(1).filter(({ codes }) => codes.some((code) => levelOf(code) !== "province"));
  if (carriers.length === 0) return mention.placed && !mention.ordinary;
  const near = carriers.some((other) => Math.abs(other.from - mention.from) <= NEAR);
  return near && (!mention.ordinary || beside(mention, chain)) ? true : mention.placed || mention.capital;
}
