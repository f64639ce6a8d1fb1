/** Why triage says what it says: the reporter's own words behind each claim, or the answer given. */
import type { Answers } from "../intake/index.ts";
import type { Category, ChildStatus, Indicator } from "../kernel.ts";
import type { Reading } from "./assess.ts";
import { shows } from "./claims.ts";
import type { Family, Feature } from "./features.ts";
import type { Involvement } from "./involvement.ts";
import type { Head } from "./model.ts";
import type { Place, Signs } from "./signs.ts";
import { keyOf } from "./vector.ts";
import type { Evidence } from "./words.ts";

const QUOTES_PER_CLAIM = 3;
const PLACES_PER_SIGN = 2;
/** What weighs less than this share of the strongest would only distract. */
const WORTH_SHOWING = 0.4;
/** Words that show an officer nothing, whatever they weigh; but "saya" does show whose story it is. */
const SHOW_NOTHING = new Set(
  (
    "saya kamu dia kami kita mereka kalau itu ini yang dan di ke dari ada so mo i na la ya kak pak bu juga sama untuk " +
    "dengan karena tapi jadi lagi saja aja sudah belum tidak akan mau bisa apa kok sih dong mah teh lah pun"
  ).split(" "),
);
const WHOSE_STORY = new Set(["indicator:self_report"]);
/** Phrases that somebody wrote down on purpose say more to an officer than words that merely occur together. */
const PREFERENCE_FOR_SIGNS = 2;

type Claims = {
  category: Category;
  child: ChildStatus;
  indicators: readonly Indicator[];
  involved: readonly Involvement[];
  answers: Answers;
};

export function evidenceOf(reading: Reading, claims: Claims): Evidence[] {
  const { model, signs } = reading;
  const { category, child, indicators, involved, answers } = claims;
  const voices = voicesOf(reading);
  const words = (claim: string, head: Head): Evidence[] => spoken(signs, voices, claim, head);
  return [
    ...words(`category:${category}`, model.heads[`category:${category}`]),
    ...(child === "no" && answers.child !== "no" ? words("child:no", model.heads["child:no"]) : []),
    ...indicators.flatMap((name) => words(`indicator:${name}`, model.heads[`indicator:${name}`])),
    ...involved.map(({ corps, at }) => quote(signs, `implicated:${corps}`, "words:beside", at)),
    ...answered(answers),
  ];
}

/** A feature with its places among the weights and how loud it is there; hashed once for all claims of a text. */
type Voice = { feature: Feature; parts: { place: number; loudness: number }[] };

function voicesOf({ model, features, vector }: Reading): Voice[] {
  const loudness = new Map<number, number>();
  vector.at.forEach((place, i) => loudness.set(place, (loudness.get(place) ?? 0) + (vector.value[i] ?? 0)));
  const part = (family: Family, name: string) => {
    const place = model.known.at(keyOf(family, name)) ?? -1;
    return { place, loudness: loudness.get(place) ?? 0 };
  };
  const seen = features.filter(({ from, to, family }) => to > from && family !== "company");
  const words = seen.filter(({ family }) => family !== "letters");
  // Letters only where no word is known.
  return (words.length > 0 ? words : seen).map((feature) => {
    const { family, name } = feature;
    const own = part(family, name);
    return { feature, parts: family === "word" ? [own, part("company", name)] : [own] };
  });
}

const weightOf = ({ scale, weights }: Head, { parts }: Voice): number =>
  scale * parts.reduce((sum, { place, loudness }) => sum + (weights[place] ?? 0) * loudness, 0);

/** The strongest words for a claim, none inside another. */
function spoken(signs: Signs, voices: readonly Voice[], claim: string, head: Head): Evidence[] {
  const weighed = voices
    .map((voice) => ({ feature: voice.feature, weight: weightOf(head, voice) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((x, y) => told(y) - told(x));
  const showing = weighed.filter(({ feature: { family, name } }) => family === "sign" && shows(claim, name));
  const telling = (place: Place): boolean =>
    WHOSE_STORY.has(claim) ||
    signs.tokens.slice(place.from, place.to).some(({ word }) => word.length > 1 && !SHOW_NOTHING.has(word));
  const chosen: Evidence[] = [];
  for (const { feature, weight } of showing.length > 0 ? showing : weighed) {
    const enough = chosen.length >= QUOTES_PER_CLAIM || weight < WORTH_SHOWING * (chosen[0]?.weight ?? 0);
    if (enough) break;
    for (const place of placesOf(signs, feature).filter(telling)) {
      const one = { ...quote(signs, claim, ruleOf(feature), place), weight: Math.round(weight * 100) / 100 };
      if (!chosen.some((other) => repeats(one, other))) chosen.push(one);
    }
  }
  return chosen;
}

/** The same words again, or words inside others. */
const repeats = (one: Evidence, other: Evidence): boolean =>
  (one.start < other.end && other.start < one.end) || one.quote.toLowerCase() === other.quote.toLowerCase();

const told = ({ feature, weight }: { feature: Feature; weight: number }): number =>
  feature.family === "sign" ? weight * PREFERENCE_FOR_SIGNS : weight;

function placesOf(signs: Signs, feature: Feature): Place[] {
  if (feature.family !== "sign") return [feature];
  return (signs.places.get(feature.name) ?? []).slice(0, PLACES_PER_SIGN);
}

function ruleOf({ family, name }: Feature): string {
  if (family !== "sign") return `words:${family}`;
  return name.includes("+") ? `frame:${name}` : `lexicon:${name}`;
}

function quote({ text, tokens }: Signs, claim: string, rule: string, place: Place): Evidence {
  const start = tokens[place.from]?.start ?? 0;
  const end = tokens[place.to - 1]?.end ?? start;
  return { claim, rule, quote: text.slice(start, end), start, end };
}

function answered({ child, goingOn, self }: Answers): Evidence[] {
  const given: Evidence[] = [];
  const add = (claim: string, field: string) =>
    given.push({ claim, rule: `answer:${field}`, quote: "", start: 0, end: 0 });
  if (child === "yes") add("indicator:child_involved", "child");
  if (child === "no") add("child:no", "child");
  if (goingOn === "now") add("indicator:danger_now", "goingOn");
  if (goingOn === "past") add("severity:past", "goingOn");
  if (self === true) add("indicator:self_report", "self");
  return given;
}
