/** What is said of a report in the end: what the weights found, rules that no weight may overrule, and answers above both. */
import type { Answers } from "../intake/index.ts";
import { INDICATORS, type Category, type ChildStatus, type Indicator, type Severity } from "../kernel.ts";
import type { Reading } from "./assess.ts";
import {
  adultsOnly,
  afraidAtHome,
  childAssaulted,
  childOnSale,
  childWithAct,
  inDangerNow,
  selfHarmDenied,
  selfHarmSaid,
  unspokenDanger,
} from "./guards.ts";
import { ABOUT_CHILDREN } from "./heads.ts";
import { childLead, dangerScore, ranked } from "./model.ts";
import type { Signs } from "./signs.ts";

/** Below this probability of the category a person should look first. */
const CERTAIN = 0.6;
/** "Tidak ada laporan" is only certain where nothing speaks of a child or of trade, or the weights leave no doubt. */
const CERTAINLY_NONE = 0.9;
const FEWEST_WORDS = 3;
/** The same harm done to an adult. */
const FOR_ADULTS: Partial<Record<Category, Category>> = {
  child_sexual_abuse: "other_violence",
  child_sexual_exploitation: "hidden_prostitution",
  online_child_sexual_abuse: "other_violence",
};
/** Nobody is held and no child is said: not urgent by definition (docs/triage-guidelines.md), short of an emergency. */
const NEVER_URGENT: readonly Category[] = ["hidden_prostitution", "exit_support"];

type Ranking = ReturnType<typeof ranked>;

export function settleCategory(reading: Reading, ranking: Ranking, answers: Answers): Category {
  const best = ofChildSaid(keptCategory(ranking, reading.signs, answers), reading.signs);
  if (answers.child === "no") return FOR_ADULTS[best] ?? best;
  if (answers.child === "yes") return ofChild(best);
  const adults = answers.child === undefined && adultsOnly(reading.signs) && isAdult(reading);
  if (!adults || !ABOUT_CHILDREN.includes(best)) return best;
  return ranking.find((one) => isAdultsCategory(one.category))?.category ?? best;
}

const isAdultsCategory = (category: Category): boolean =>
  category !== "not_a_report" && !ABOUT_CHILDREN.includes(category);
const isAdult = ({ model: { limits }, scores }: Reading): boolean =>
  childLead(limits.possible, scores, "no") > limits.adult;

/** A child beside its harm in so many words: no weight of place, time or the writer may make it an adult's matter. */
function ofChildSaid(best: Category, signs: Signs): Category {
  if (best === "other_violence" && childAssaulted(signs)) return "child_sexual_abuse";
  return childOnSale(signs) ? ofChild(best) : best;
}

/** What a report is once a child is known to be in it. */
export const ofChild = (category: Category): Category =>
  category === "hidden_prostitution" || category === "sexual_trafficking"
    ? "child_sexual_exploitation"
    : category;

/** The likeliest category; never `not_a_report` where a rule says that this is one. */
function keptCategory([first, second]: Ranking, signs: Signs, answers: Answers): Category {
  const best = first?.category ?? "not_a_report";
  if (best !== "not_a_report") return best;
  const asked = answers.child === "yes" || answers.goingOn === "now" || answers.goingOn === "continuing";
  if (asked || childWithAct(signs) || afraidAtHome(signs) || inDangerNow(signs))
    return second?.category ?? "other_violence";
  return selfHarmSaid(signs) ? "other_violence" : best;
}

const isOver = ({ model, signs, scores }: Reading, name: Indicator): boolean =>
  scores[`indicator:${name}`] - unspokenDanger(signs, name) > model.limits.indicators[name];
const isDangerNow = (reading: Reading): boolean =>
  isOver(reading, "danger_now") || inDangerNow(reading.signs);

export function settleIndicators(reading: Reading, child: ChildStatus, answers: Answers): Indicator[] {
  const { signs } = reading;
  const found = new Set(INDICATORS.filter((name) => isOver(reading, name)));
  const set = (indicator: Indicator, present: boolean) =>
    present ? found.add(indicator) : found.delete(indicator);
  set("child_involved", child === "yes");
  if (selfHarmDenied(signs)) set("self_harm_risk", false);
  if (selfHarmSaid(signs)) set("self_harm_risk", true);
  if (inDangerNow(signs)) set("danger_now", true);
  if (answers.self !== undefined) set("self_report", answers.self);
  if (answers.goingOn === "now") set("danger_now", true);
  if (answers.goingOn === "past") set("danger_now", false);
  return INDICATORS.filter((name) => found.has(name));
}

export function settleSeverity(
  { model, signs, scores }: Reading,
  category: Category,
  indicators: Indicator[],
  answers: Answers,
): Severity {
  if (category === "not_a_report") return "low";
  if (indicators.includes("danger_now") || indicators.includes("self_harm_risk")) return "emergency";
  const child = indicators.includes("child_involved");
  if (child && answers.goingOn === "continuing") return "urgent";
  const pressing = scores["severity:pressing"] > model.limits.pressing && !NEVER_URGENT.includes(category);
  if (pressing) return answers.goingOn === "past" ? "standard" : "urgent";
  if (scores["severity:standard"] >= scores["severity:low"]) return "standard";
  return raisedFromLow(signs, child);
}

/** `low` is for hearsay and remarks; a child of whom something is plainly said is urgent however short the message. */
function raisedFromLow({ places }: Signs, child: boolean): Severity {
  const vague = places.has("hearsay") || places.has("nowhere") || places.has("past");
  if (vague) return "low";
  if (child && (places.has("kin_child") || places.has("minor") || places.has("pupil"))) return "urgent";
  return places.has("own_story") || places.has("forced") ? "standard" : "low";
}

/**
 * `no` only where adulthood clearly outweighs; an age that nobody said is `possible`. Said of what is held for no report
 * too, because it may still be one.
 */
export function settleChild(reading: Reading, category: Category, answers: Answers): ChildStatus {
  if (answers.child === "yes" || answers.child === "no") return answers.child;
  if (ABOUT_CHILDREN.includes(category)) return "yes";
  const { model, scores, signs } = reading;
  // A child who tells of an adult ("kakakku (20)") says both ages.
  const childTells = signs.places.has("own_minor_age") && !signs.places.has("adult_age");
  const adult = isAdult(reading) && !childTells;
  // Whoever hides from an attack together with children: they are in it.
  const attacked = answers.goingOn !== "past" && isDangerNow(reading);
  const childBeside = category === "other_violence" && signs.places.has("kin_child") && attacked;
  if (adult && answers.child === undefined) return childBeside ? "yes" : "no";
  return childLead(model.limits.possible, scores, "yes") > 0 ? "yes" : "possible";
}

export function isUnsure(
  { model, signs: { tokens, places }, scores }: Reading,
  [first, second]: Ranking,
  category: Category,
): boolean {
  if (first === undefined || second === undefined || first.category !== category) return true;
  if (tokens.length < FEWEST_WORDS) return true;
  if (category === "not_a_report" && dangerScore(scores) > model.limits.indicators.danger_now) return true;
  const spoken = ["minor", "pupil", "trade"].some((sign) => places.has(sign));
  return first.probability < (category === "not_a_report" && spoken ? CERTAINLY_NONE : CERTAIN);
}
