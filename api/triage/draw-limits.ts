/**
 * From what of a score a claim is made, drawn on the scores of messages that the separators have not seen, so that the
 * wanted share is found. What is raised wrongly is the price.
 */
import { CATEGORIES, INDICATORS, type Category, type Indicator } from "../kernel.ts";
import { balance } from "./balance.ts";
import { unspokenDanger } from "./guards.ts";
import { ABOUT_CHILDREN, NO_REPORT, type HeadName, type Labelled } from "./heads.ts";
import { isUniformed, type Mention } from "./involvement.ts";
import { bestLimit, limitAllowing, limitKeeping } from "./limits.ts";
import { childLead, dangerScore, rounded, type Limits, type Scores } from "./model.ts";
import type { Signs } from "./signs.ts";

/** What we want found; the price is what is raised wrongly (docs/triage.md). */
const EMERGENCIES_FOUND = 0.9;
const PRESSING_FOUND = 0.955;
const REPORTS_KEPT = 0.9852;
const CHILDREN_CALLED_ADULTS = 0.0082;
const UNIFORMED_FOUND = 0.955;

type Urgency = { emergency: number; pressing: number };

/** Lessons count here too: who is in danger must be found however few words tell of it. */
export function urgencyLimits(
  messages: readonly Labelled[],
  signs: readonly Signs[],
  scores: readonly Scores[],
): Urgency {
  const of = (holds: (message: Labelled) => boolean, score: (one: Scores, at: number) => number): number[] =>
    scores.flatMap((one, at) => (holds(messages[at] ?? NO_REPORT) ? [score(one, at)] : []));
  const danger = (one: Scores, at: number) =>
    dangerScore(one, (name) => unspokenDanger(signs[at] as Signs, name));
  const isEmergency = ({ severity }: Labelled) => severity === "emergency";
  const isPressing = (message: Labelled) => isEmergency(message) || message.severity === "urgent";
  return {
    emergency: rounded(limitKeeping(EMERGENCIES_FOUND, of(isEmergency, danger))),
    pressing: rounded(
      limitKeeping(
        PRESSING_FOUND,
        of(isPressing, (one) => one["severity:pressing"]),
      ),
    ),
  };
}

/** All limits but those of involvement; `messages` are those of the corpus alone, with their `scores`. */
export function limitsFrom(
  messages: readonly Labelled[],
  scores: readonly Scores[],
  { emergency, pressing }: Urgency,
): Omit<Limits, "involved"> {
  const column = (name: HeadName) => scores.map((one) => one[name]);
  const { sharpness, shifts } = balance(
    scores.map((one) => CATEGORIES.map((category) => one[`category:${category}`])),
    messages.map(({ category }) => CATEGORIES.indexOf(category)),
  );
  const categories = Object.fromEntries(
    CATEGORIES.map((category, at) => [category, rounded(shifts[at] ?? 0)]),
  ) as Record<Category, number>;
  const indicators = Object.fromEntries(
    INDICATORS.map((indicator) => {
      const has = messages.map((message) => message.indicators.includes(indicator));
      return [indicator, rounded(bestLimit(column(`indicator:${indicator}`), has))];
    }),
  ) as Record<Indicator, number>;
  const possible = possibleShift(messages, scores);
  const kept = { ...categories, not_a_report: rounded(cautious(messages, scores, categories)) };
  return {
    sharpness: rounded(sharpness),
    categories: kept,
    indicators: { ...indicators, danger_now: emergency, self_harm_risk: emergency },
    pressing,
    possible,
    adult: rounded(adultLimit(messages, scores, kept, possible)),
  };
}

/** The shift of an unknown age with which most child statuses come out right. */
function possibleShift(messages: readonly Labelled[], scores: readonly Scores[]): number {
  const right = (shift: number): number =>
    messages.filter(({ child }, at) => {
      const one = scores[at];
      return child !== null && one !== undefined && childLead(shift, one, child) > 0;
    }).length;
  return SHIFTS.reduce((best, shift) => (right(shift) > right(best) ? shift : best));
}
const SHIFTS = [0, -0.1, -0.2, -0.3, -0.4, 0.1, 0.2];

/** The lead of adulthood that hardly any child reaches where the category does not say that it is one. */
function adultLimit(
  messages: readonly Labelled[],
  scores: readonly Scores[],
  shifts: Record<Category, number>,
  possible: number,
): number {
  const children = scores.filter((_, at) => messages[at]?.child === "yes");
  const unseen = children.filter((one) => !ABOUT_CHILDREN.includes(likeliest(one, shifts)));
  return Math.max(
    0,
    limitAllowing(
      CHILDREN_CALLED_ADULTS * children.length,
      unseen.map((one) => childLead(possible, one, "no")),
    ),
  );
}

const likeliest = (scores: Scores, shifts: Record<Category, number>): Category => {
  const shifted = (category: Category) => scores[`category:${category}`] + shifts[category];
  return CATEGORIES.reduce((best, one) => (shifted(one) > shifted(best) ? one : best));
};

/** The shift of `not_a_report` with which the wanted share of reports is kept. */
function cautious(
  messages: readonly Labelled[],
  scores: readonly Scores[],
  shifts: Record<Category, number>,
): number {
  const leads = scores.flatMap((one, at) => {
    if (messages[at]?.category === "not_a_report") return [];
    const others = CATEGORIES.filter((category) => category !== "not_a_report");
    return [
      Math.max(...others.map((category) => one[`category:${category}`] + shifts[category])) -
        one["category:not_a_report"],
    ];
  });
  return Math.min(shifts.not_a_report, limitKeeping(REPORTS_KEPT, leads));
}

/** `heldOut[i]`: the score of `mentions[i]`; uniformed bodies are found first, the others where it weighs best. */
export function involvedLimits(
  mentions: readonly { mention: Mention; involved: boolean }[],
  heldOut: readonly number[],
): Limits["involved"] {
  const uniformed = heldOut.filter((_, at) => {
    const one = mentions[at];
    return one?.involved === true && isUniformed(one.mention.corps);
  });
  const others = bestLimit(
    heldOut,
    mentions.map(({ involved }) => involved),
  );
  return { uniformed: rounded(limitKeeping(UNIFORMED_FOUND, uniformed)), others: rounded(others) };
}
