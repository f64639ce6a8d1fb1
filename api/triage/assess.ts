/** READ FIRST in this part: signs are weighed, then rules that no weight may overrule, then the evidence. */
import type { Answers } from "../intake/index.ts";
import type { Category, ChildStatus, Indicator, Severity } from "../kernel.ts";
import { evidenceOf } from "./evidence.ts";
import { involvedBodies } from "./implicated.ts";
import { signsOf, type Signs } from "./signs.ts";
import { weighCategories, weighIndicators, weighSeverity, type Weighed, type WeightTables } from "./weigh.ts";
import weights from "./weights.json" with { type: "json" };
import type { Danger, Triage } from "./words.ts";

/** A lead over the next category below which a person should look. */
const CLEAR_LEAD = 1;
const ABOUT_CHILDREN: readonly Category[] = [
  "child_sexual_abuse",
  "child_sexual_exploitation",
  "online_child_sexual_abuse",
];
/** The same harm done to an adult. */
const FOR_ADULTS: Partial<Record<Category, Category>> = {
  child_sexual_abuse: "other_violence",
  child_sexual_exploitation: "hidden_prostitution",
  online_child_sexual_abuse: "other_violence",
};

export interface Judge {
  /** What a report is; answers outrank words. */
  assess(text: string, answers?: Answers): Triage;
  /** Whether a message is reason to file at once; agrees with `assess`. */
  dangerIn(text: string): Danger;
}

/** Triage by the given weights; the shipped ones are in `assess` and `dangerIn`. */
export const createJudge = (tables: WeightTables): Judge => ({
  assess: (text, answers = {}) => assessBy(tables, text, answers),
  dangerIn: (text) => dangerBy(tables, text),
});
export const { assess, dangerIn } = createJudge(weights);

/**
 * What a report is. Answers outrank words: `child`, `goingOn` and `self` decide where they were given.
 * Definitions: docs/triage-guidelines.md. Pure; under 3 ms for an ordinary message.
 */
function assessBy(tables: WeightTables, text: string, answers: Answers): Triage {
  const signs = signsOf(text);
  const ranking = weighCategories(tables, signs);
  const category = settleCategory(ranking, signs, answers);
  const indicators = category === "not_a_report" ? [] : settleIndicators(tables, signs, category, answers);
  const involved =
    category === "not_a_report" ? [] : involvedBodies(signs, indicators.includes("offender_in_authority"));
  return {
    category,
    severity: settleSeverity(tables, signs, category, indicators, answers),
    child: settleChild(signs, category, indicators, answers),
    indicators,
    implicated: involved.map(({ corps }) => corps),
    unsure: isUnsure(ranking, category, signs),
    evidence: evidenceOf(tables, signs, category, indicators, involved, answers),
  };
}

/**
 * Whether a message is reason to file at once. Uses the same rules as `assess`; `childWriting` means a child that
 * writes about what is done to itself.
 */
function dangerBy(tables: WeightTables, text: string): Danger {
  const { category, indicators } = assessBy(tables, text, {});
  const has = (indicator: Indicator) => indicators.includes(indicator);
  const signs = signsOf(text);
  return {
    danger: has("danger_now"),
    selfHarm: has("self_harm_risk"),
    childWriting:
      category !== "not_a_report" &&
      ((has("self_report") && signs.places.has("own_minor_age")) || touchedAtHome(signs)),
  };
}

/**
 * "Aku takut, bapak tiri suka masuk kamarku": children seldom say their age in the first line. Whoever writes "I" of
 * a parent or elder of the home and of touching is taken for a child, unless the words speak of an adult, of another
 * person or of the past.
 */
function touchedAtHome({ places }: Signs): boolean {
  const any = (...signs: string[]) => signs.some((sign) => places.has(sign));
  const own = any("own_story", "self");
  return own && any("family_offender") && any("touch", "room", "assault") && !any(...NOT_A_CHILD_OF_ITSELF);
}
const NOT_A_CHILD_OF_ITSELF = [
  "other_victim",
  "grown",
  "past",
  "husband",
  "workplace",
  "beaten",
  "young",
  "minor",
  "media",
  "study",
  "joke",
  "question",
];

function settleCategory(ranking: Weighed<Category>[], signs: Signs, answers: Answers): Category {
  const best = keptCategory(ranking, signs, answers);
  if (answers.child === "no") return FOR_ADULTS[best] ?? best;
  return answers.child === "yes" ? ofChild(best) : best;
}

/** What a report is once a child is known to be in it. */
export const ofChild = (category: Category): Category =>
  category === "hidden_prostitution" || category === "sexual_trafficking"
    ? "child_sexual_exploitation"
    : category;

/** The best supported category; never `not_a_report` where a rule says that this is one. */
function keptCategory(ranking: Weighed<Category>[], signs: Signs, answers: Answers): Category {
  const fitting =
    answers.child === "yes" || hasChild(signs) || touchedAtHome(signs)
      ? ranking
      : ranking.filter(({ claim }) => !ABOUT_CHILDREN.includes(claim));
  const best = fitting[0]?.claim ?? "not_a_report";
  if (best !== "not_a_report") return best;
  const asked = answers.child === "yes" || answers.goingOn === "now" || answers.goingOn === "continuing";
  if (asked || childWithAct(signs) || afraidAtHome(signs) || heldNow(signs))
    return fitting[1]?.claim ?? "other_violence";
  return selfHarmSaid(signs) ? "other_violence" : best;
}

/**
 * A child (an age, a class, a word for children) with a sexual act said of it is never dismissed. Only where the text
 * itself speaks of a film, a lesson, a newspaper or a play may the weights still call it no report.
 */
function childWithAct({ places }: Signs): boolean {
  const child = places.has("minor") || places.has("pupil");
  const act = places.has("assault") || places.has("sold") || places.has("image_threat");
  const told = ["media", "study", "advert", "joke", "question", "public_utility"].some((sign) =>
    places.has(sign),
  );
  return child && act && !told;
}
/** "Aku takut sama ayah tiri": more is seldom said in a first line. */
const afraidAtHome = ({ places }: Signs): boolean =>
  ["fear", "self", "family_offender"].every((sign) => places.has(sign)) &&
  !["media", "study", "joke", "advert", "other_victim"].some((sign) => places.has(sign));
/** "Tolong cepat, anak dikurung di kamar": somebody is locked in now, whoever did it and whatever else is not said. */
const heldNow = ({ places, tokens }: Signs): boolean =>
  places.has("confined") &&
  (places.has("right_now") || tokens.some(({ word }) => word === "tolong")) &&
  !["media", "study", "joke", "advert", "past", "offender_gone"].some((sign) => places.has(sign));
/** Something in the text, or the answer, speaks of a child. */
const hasChild = ({ places }: Signs): boolean => places.has("minor") || places.has("young");
/** Said in plain words, not denied, and not about a film, a study or a joke. */
const selfHarmSaid = ({ places }: Signs): boolean =>
  places.has("self_harm_said") &&
  !["media", "study", "joke", "advert", "past"].some((sign) => places.has(sign));

function settleIndicators(
  tables: WeightTables,
  signs: Signs,
  category: Category,
  answers: Answers,
): Indicator[] {
  const found = new Set(weighIndicators(tables, signs));
  const set = (indicator: Indicator, present: boolean) =>
    present ? found.add(indicator) : found.delete(indicator);
  if (ABOUT_CHILDREN.includes(category)) set("child_involved", true);
  if (answers.child === "yes" || answers.child === "no") set("child_involved", answers.child === "yes");
  if (selfHarmSaid(signs)) set("self_harm_risk", true);
  if (heldNow(signs)) set("danger_now", true);
  if (answers.self !== undefined) set("self_report", answers.self);
  if (answers.goingOn === "now") set("danger_now", true);
  if (answers.goingOn === "past") set("danger_now", false);
  return [...found];
}

function settleSeverity(
  tables: WeightTables,
  signs: Signs,
  category: Category,
  indicators: Indicator[],
  answers: Answers,
): Severity {
  if (category === "not_a_report") return "low";
  if (indicators.includes("danger_now") || indicators.includes("self_harm_risk")) return "emergency";
  const child = indicators.includes("child_involved");
  if (child && answers.goingOn === "continuing") return "urgent";
  const weighed = weighSeverity(tables, signs, category);
  const settled = weighed === "low" ? raisedFromLow(signs, child) : weighed;
  return answers.goingOn === "past" && settled === "urgent" ? "standard" : settled;
}

/** `low` is for hearsay and remarks; a child of whom something is plainly said is urgent however short the message. */
function raisedFromLow({ places }: Signs, child: boolean): Severity {
  const vague = places.has("hearsay") || places.has("nowhere") || places.has("past");
  if (vague) return "low";
  if (child && (places.has("kin_child") || places.has("minor") || places.has("pupil"))) return "urgent";
  return places.has("own_story") || places.has("forced") ? "standard" : "low";
}

/** `no` only where adulthood is said and nothing points to a child; everything unknown is `possible`. */
function settleChild(
  { places }: Signs,
  category: Category,
  indicators: Indicator[],
  answers: Answers,
): ChildStatus {
  if (indicators.includes("child_involved")) return "yes";
  if (answers.child === "no") return "no";
  if (category === "not_a_report" || answers.child !== undefined) return "possible";
  const adulthood = places.has("grown") || places.has("no pupil") || places.has("own_adult_age");
  return adulthood && !places.has("minor") ? "no" : "possible";
}

function isUnsure(ranking: Weighed<Category>[], category: Category, { tokens, places }: Signs): boolean {
  const [first, second] = ranking;
  if (first === undefined || second === undefined || first.claim !== category) return true;
  if (category === "not_a_report" && (places.has("minor") || places.has("pupil") || places.has("trade")))
    return true;
  return tokens.length < 3 || first.weight - second.weight < CLEAR_LEAD;
}
