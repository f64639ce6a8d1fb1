/** READ FIRST in this part: weights judge the words, rules that no weight may overrule guard them, then the evidence. */
import type { Answers } from "../intake/index.ts";
import type { Corps, Indicator } from "../kernel.ts";
import { evidenceOf } from "./evidence.ts";
import { featuresOf, type Feature } from "./features.ts";
import { speaksOfChild, speaksOfDanger, touchedAtHome } from "./guards.ts";
import { involvedIn } from "./involvement.ts";
import { modelFrom, ranked, scoresOf, type Model, type Scores } from "./model.ts";
import { isUnsure, settleCategory, settleChild, settleIndicators, settleSeverity } from "./settle.ts";
import { signsOf, type Signs } from "./signs.ts";
import { vectorOf, type Vector } from "./vector.ts";
import weights from "./weights.json" with { type: "json" };
import type { Danger, Triage } from "./words.ts";

export interface Judge {
  /**
   * What a report is. Answers outrank words: `child`, `goingOn` and `self` decide where they were given.
   * `placed`: whether it is known where; who tells of something mostly says where. Undefined where nobody has looked.
   * Definitions: docs/triage-guidelines.md. Pure; under 3 ms for an ordinary message.
   */
  assess(text: string, answers?: Answers, placed?: boolean): Triage;
  /**
   * Whether a message is reason to file at once; agrees with `assess`. `childWriting` means a child that writes about
   * what is done to itself.
   */
  dangerIn(text: string, placed?: boolean): Danger;
  /**
   * Whom a few added words accuse ("pelakunya oknum polisi", "dia dibekingi polisi"): by themselves they need be no
   * report, so `assess` would see nobody in them.
   */
  accusedIn(text: string): Corps[];
}

/** Triage by the given weights. */
export const createJudge = (model: Model): Judge => ({
  assess: (text, answers = {}, placed?) => assessBy(model, text, answers, placed),
  dangerIn: (text, placed) => dangerBy(model, text, placed),
  accusedIn: (text) => involvedIn(model, signsOf(text)).map(({ corps }) => corps),
});
let shipped: Judge | undefined;
/** Decoded with the first message, so that training can run where the stored weights are of another shape. */
const shippedJudge = (): Judge => (shipped ??= createJudge(shippedModel()));
/** What was stored, decoded; its text of some megabytes is let go. */
function shippedModel(): Model {
  const model = modelFrom(weights);
  weights.keys = "";
  for (const head of Object.values(weights.heads)) head.weights = "";
  return model;
}
/** By the shipped weights. */
export const assess: Judge["assess"] = (text, answers, placed) =>
  shippedJudge().assess(text, answers, placed);
/** By the shipped weights. */
export const dangerIn: Judge["dangerIn"] = (text, placed) => shippedJudge().dangerIn(text, placed);
/** By the shipped weights. */
export const accusedIn: Judge["accusedIn"] = (text) => shippedJudge().accusedIn(text);

/**
 * What a few added words ("makasih kak", "dia 14 tahun") say themselves, without weights: these read far too much into
 * so little.
 */
export function spokenIn(text: string): { danger: boolean; child: boolean } {
  const signs = signsOf(text);
  return { danger: speaksOfDanger(signs), child: speaksOfChild(signs) };
}

/** What the words of one text say to the weights. */
export type Reading = { model: Model; signs: Signs; features: Feature[]; vector: Vector; scores: Scores };

function assessBy(model: Model, text: string, answers: Answers, placed: boolean | undefined): Triage {
  const answered = answers.area !== undefined || answers.place !== undefined;
  const signs = signsOf(text, answered || placed);
  const features = featuresOf(signs);
  const vector = vectorOf(features, model.known);
  const reading = { model, signs, features, vector, scores: scoresOf(model, vector) };
  const ranking = ranked(model.limits, reading.scores);
  const category = settleCategory(reading, ranking, answers);
  const child = settleChild(reading, category, answers);
  const reported = category !== "not_a_report";
  const indicators = reported ? settleIndicators(reading, child, answers) : [];
  const involved = reported ? involvedIn(model, signs) : [];
  return {
    category,
    severity: settleSeverity(reading, category, indicators, answers),
    child,
    indicators,
    implicated: involved.map(({ corps }) => corps),
    unsure: isUnsure(reading, ranking, category),
    evidence: evidenceOf(reading, { category, child, indicators, involved, answers }),
  };
}

function dangerBy(model: Model, text: string, placed: boolean | undefined): Danger {
  const { category, indicators } = assessBy(model, text, {}, placed);
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
