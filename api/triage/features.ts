/**
 * What the weights look at in a text. Each feature remembers the words it was seen in, so that a judgement can be
 * traced back to them.
 */
import { ADULT } from "./ages.ts";
import { piecesOf } from "./pieces.ts";
import type { Place, Signs } from "./signs.ts";

/**
 * `word`, `pair` (two words in a row), `edge` (words of the opening and of the last sentence), `sign` (lexicon and
 * frames), `order` (one concept after another, near it), `beside` (a word next to a concept), `letters` (pieces of the
 * words as written and as understood: what is left to go by in a language nobody listed), `company` (words once more,
 * weighed by what their neighbours elsewhere tell of them, see company.ts; a word never seen there stands for its
 * `piece`s, which no text has by itself).
 */
export const FAMILIES = [
  "word",
  "pair",
  "edge",
  "sign",
  "order",
  "beside",
  "letters",
  "company",
  "piece",
] as const;
export type Family = (typeof FAMILIES)[number];
/** `from`/`to`: token positions; equal for features of the whole text. */
export type Feature = Place & { family: Family; name: string };

const NEAR = 8;
const BESIDE = 2;
const EDGE = 6;
const WHOLE_TEXT: Place = { from: 0, to: 0 };

/** All features of a text, those with letters last. Pure. */
export function featuresOf(signs: Signs): Feature[] {
  return [...wordFeatures(signs), ...signFeatures(signs), ...letterFeatures(signs)];
}

/** Numbers say what they may be: an age of a child, of an adult, or an amount. */
function plain(word: string): string {
  if (!/^\d+$/.test(word)) return word;
  const number = Number(word);
  return number === 0 || number > 99 ? "#amount" : number < ADULT ? "#child" : "#adult";
}

function wordFeatures({ tokens }: Signs): Feature[] {
  const features: Feature[] = [];
  const words = tokens.map(({ word }) => plain(word));
  const lastOpens = tokens.findLastIndex(({ opens }) => opens);
  const secondOpens = tokens.findIndex(({ opens }, at) => at > 0 && opens);
  const openingEnds = Math.min(secondOpens < 0 ? words.length : secondOpens, EDGE);
  const closingBegins = Math.max(lastOpens, words.length - EDGE);
  words.forEach((word, at) => {
    const here = { from: at, to: at + 1 };
    features.push({ family: "word", name: word, ...here }, { family: "company", name: word, ...here });
    const before = tokens[at]?.opens === false ? words[at - 1] : undefined;
    if (before === undefined) features.push({ family: "pair", name: `^ ${word}`, ...here });
    else features.push({ family: "pair", name: `${before} ${word}`, from: at - 1, to: at + 1 });
    if (at < openingEnds) features.push({ family: "edge", name: `first ${word}`, ...here });
    if (at >= closingBegins) features.push({ family: "edge", name: `last ${word}`, ...here });
  });
  return features;
}

function signFeatures({ tokens, places, concepts }: Signs): Feature[] {
  const features: Feature[] = [];
  for (const [sign, seen] of places) {
    features.push({ family: "sign", name: sign, ...(seen[0] ?? WHOLE_TEXT) });
  }
  const seen = concepts.toSorted((a, b) => a.from - b.from);
  seen.forEach((one, at) => {
    for (let next = at + 1; next < seen.length; next += 1) {
      const other = seen[next];
      if (other === undefined || other.from - one.from > NEAR) break;
      if (other.concept === one.concept) continue;
      features.push({
        family: "order",
        name: `${one.concept} > ${other.concept}`,
        from: one.from,
        to: Math.max(one.to, other.to),
      });
    }
    for (let away = -BESIDE; away <= BESIDE; away += 1) {
      const neighbour = one.from + away;
      const word = tokens[neighbour]?.word;
      if (away === 0 || word === undefined) continue;
      const name = away < 0 ? `${plain(word)} < ${one.concept}` : `${one.concept} < ${plain(word)}`;
      features.push({
        family: "beside",
        name,
        from: Math.min(neighbour, one.from),
        to: Math.max(neighbour + 1, one.to),
      });
    }
  });
  return features;
}

function letterFeatures({ tokens }: Signs): Feature[] {
  const features: Feature[] = [];
  tokens.forEach(({ word, written }, at) => {
    for (const form of written === word ? [word] : [word, written]) {
      for (const name of piecesOf(form)) features.push({ family: "letters", name, from: at, to: at + 1 });
    }
  });
  return features;
}
