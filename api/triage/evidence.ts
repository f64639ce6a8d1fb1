/** Why triage says what it says: the reporter's own words behind each claim, or the answer given. */
import type { Answers } from "../intake/index.ts";
import type { Category, ChildStatus, Indicator } from "../kernel.ts";
import type { Reading } from "./assess.ts";
import { shownBy } from "./claims.ts";
import { clausesOf } from "./clauses.ts";
import type { Family } from "./features.ts";
import type { Involvement } from "./involvement.ts";
import type { Head } from "./model.ts";
import type { Place, Signs } from "./signs.ts";
import { underlined, type Underlined, type Weighed } from "./telling.ts";
import { keyOf } from "./vector.ts";
import type { Evidence } from "./words.ts";

/** What speaks for a kind of report must also speak against there being none. */
const AGAINST = 0.5;

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
  const { heads } = model;
  const clauses = clausesOf(signs);
  const voices = voicesOf(reading);
  const quotes = (claim: string, weighed: readonly Weighed[], naming?: readonly Place[]) =>
    underlined(signs, clauses, shownBy(claim), weighed, naming).map((one) => quote(signs, claim, one));
  const heard = (claim: string, head: Head, instead?: Head) => {
    const aside = new Uint8Array(signs.tokens.length);
    for (const sign of shownBy(claim).aside)
      for (const { from, to } of signs.places.get(sign) ?? []) aside.fill(1, from, to);
    const speaking = voices.filter(({ from, to }) => aside.subarray(from, to).includes(0));
    return quotes(
      claim,
      speaking.map((voice) => ({
        from: voice.from,
        to: voice.to,
        weight: weightOf(head, voice) - (instead === undefined ? 0 : AGAINST * weightOf(instead, voice)),
      })),
    );
  };
  const named = ({ corps, places }: Involvement) =>
    quotes(
      `implicated:${corps}`,
      places.map((place) => ({ ...place, weight: NAMED })),
      places,
    );
  const dismissed = category === "not_a_report" ? undefined : heads["category:not_a_report"];
  return [
    ...heard(`category:${category}`, heads[`category:${category}`], dismissed),
    ...(child === "no" && answers.child !== "no" ? heard("child:no", heads["child:no"]).filter(isPlain) : []),
    ...indicators.flatMap((name) => heard(`indicator:${name}`, heads[`indicator:${name}`]).filter(isPlain)),
    ...involved.flatMap(named),
    ...answered(answers),
  ];
}

/** A feature with its places among the weights and how loud it is there; hashed once for all claims of a text. */
type Voice = Place & { parts: { place: number; loudness: number }[] };

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
  return (words.length > 0 ? words : seen).map(({ family, name, from, to }) => {
    const own = part(family, name);
    return { from, to, parts: family === "word" ? [own, part("company", name)] : [own] };
  });
}

const weightOf = ({ scale, weights }: Head, { parts }: Voice): number =>
  scale * parts.reduce((sum, { place, loudness }) => sum + (weights[place] ?? 0) * loudness, 0);

/** What the name of an accused body weighs; which words around it accuse, its signs say. */
const NAMED = 1;
const PHRASE = "words:phrase";
/** Told less than this without any sign, a claim is read from the whole text; no phrase shows it by itself. */
const FAINT = 0.5;
/** Of an emergency even a faint hint is shown, so that it can be checked at once; of adulthood only what is plain. */
const FAINT_OF: Partial<Record<string, number>> = {
  "indicator:danger_now": 0.3,
  "indicator:self_harm_risk": 0.3,
  "child:no": 0.8,
};
const isPlain = ({ claim, rule, weight = 0 }: Evidence): boolean =>
  rule !== PHRASE || weight >= (FAINT_OF[claim] ?? FAINT);

const SIGNS_NAMED = 3;
function ruleOf(signs: readonly string[]): string {
  if (signs.length === 0) return PHRASE;
  return `${signs.length === 1 ? "lexicon" : "frame"}:${signs.slice(0, SIGNS_NAMED).join("+")}`;
}

function quote({ text, tokens }: Signs, claim: string, { place, signs, score }: Underlined): Evidence {
  const start = tokens[place.from]?.start ?? 0;
  const bare = tokens[place.to - 1]?.end ?? start;
  const opened = text.slice(start, bare).split("(").length > text.slice(start, bare).split(")").length;
  const end = opened && text[bare] === ")" ? bare + 1 : bare;
  const weight = Math.round(score * 100) / 100;
  return { claim, rule: ruleOf(signs), weight, quote: text.slice(start, end), start, end };
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
