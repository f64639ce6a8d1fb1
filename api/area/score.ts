/**
 * How much speaks for one area: its own mention, and how many of the areas around it the text names as well. Ordinary
 * words and bare villages never count alone; where somebody came from or has been counts little. Weights were set by
 * kinds of error on the labelled messages, see docs/decisions/0014.
 */
import { areaAndAbove, NATION, parentArea, type AreaCode } from "../kernel.ts";
import { markerFor, type Part } from "./context.ts";
import { beside, follows, isAliasOf, isCarried, isTown, standsAlone } from "./belief.ts";
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

/** What a place counts by the part it plays in what happens. */
const SHARE: Record<Part, number> = {
  scene: 1,
  arrival: 1,
  plain: 1,
  writer: 0.8,
  bound: 0.55,
  past: 0.4,
  origin: 0.35,
  left: 0.3,
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
    (other) =>
      follows(mention, other) &&
      !other.ordinary &&
      !other.misspelt &&
      other.codes.some((one) => isSibling(one, code)),
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

/** "kota X" is also said of the town of a kabupaten and in names of districts, so it only weighs a little against others. */
const markerPenalty = ({ marker }: Mention, level: AreaLevel): number =>
  marker === "kota" && level !== "province" ? 0 : WRONG_MARKER;

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
      if (isTown(code) && !named.has(code)) named.set(code, mention);
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
  for (const other of mentions) {
    if (used.includes(other) || !other.codes.includes(above)) continue;
    const isClear =
      other.marker !== undefined || other.capital || isTown(above) || beside(other, [other, ...used]);
    const plain = other.ordinary && !isClear;
    if (plain || (other.misspelt && !beside(other, [other, ...used]))) continue;
    if (best === undefined || ownScore(above, other) > ownScore(above, best)) best = other;
  }
  return best;
}
