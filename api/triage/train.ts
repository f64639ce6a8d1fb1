/**
 * Finds the weights of triage in labelled messages. Limits come from parts held out inside the same messages, so that
 * nothing is tuned on messages a figure is measured on. The same messages in the same order give the same bytes.
 */
import { CATEGORIES, INDICATORS, type Category, type Indicator } from "../kernel.ts";
import { balance } from "./balance.ts";
import { featuresOf } from "./features.ts";
import { fillersFrom } from "./fillers.ts";
import { unspokenDanger } from "./guards.ts";
import { ABOUT_CHILDREN, HEADS, NO_REPORT, type HeadName, type Labelled } from "./heads.ts";
import { AROUND, isInvolved, isUniformed, mentionsIn, type Mention } from "./involvement.ts";
import { bestLimit, limitAllowing, limitKeeping } from "./limits.ts";
import {
  childLead,
  compact,
  dangerScore,
  rounded,
  type Head,
  type Limits,
  type Model,
  type Scores,
} from "./model.ts";
import { dot, separate, type Separator } from "./separator.ts";
import { lessonsFrom, type Lessons } from "./lessons.ts";
import { signsOf, type Signs } from "./signs.ts";
import { createKnown } from "./vector.ts";

const PARTS = 4;
/** A message of the corpus counts for so many lessons. */
const OWN_COUNTS = 4;
/** What we want found; the price is what is raised wrongly (docs/triage.md). */
const EMERGENCIES_FOUND = 0.9;
const PRESSING_FOUND = 0.955;
const REPORTS_KEPT = 0.9852;
const CHILDREN_CALLED_ADULTS = 0.0082;
const UNIFORMED_FOUND = 0.955;

export function trainModel(
  messages: readonly Labelled[],
  progress: (step: string) => void = () => {},
): Model {
  const signs = messages.map(({ text, placed }) => signsOf(text, placed));
  const fillers = fillersFrom(messages, signs);
  const answers = [...messages, ...fillers.map(() => NO_REPORT)];
  const lessons = lessonsFrom(
    signs.map(featuresOf),
    fillers.map((text) => featuresOf(signsOf(text, false))),
    CATEGORIES.map((category) => answers.map((message) => message.category === category)),
  );
  const counts = messages.map(({ lesson }) => (lesson === true ? 1 : OWN_COUNTS));
  const heads = Object.fromEntries(
    HEADS.map(({ name, holds }) => {
      progress(name);
      return [name, learn(lessons, answers.map(holds), counts)];
    }),
  ) as Record<HeadName, Learned>;
  const mentions = signs.flatMap((one, at) =>
    mentionsIn(one).map((mention) => ({ mention, involved: isInvolved(messages[at] ?? NO_REPORT, mention) })),
  );
  const involvements = mentions.map(({ involved }) => involved);
  const involved = learn(
    {
      vectors: mentions.map(({ mention }) => mention.vector),
      places: AROUND.size,
      fold: (separator) => separator,
    },
    involvements,
    mentions.map(() => 1),
  );
  const scores = messages.map(
    (_, at) => Object.fromEntries(HEADS.map(({ name }) => [name, heads[name].heldOut[at] ?? 0])) as Scores,
  );
  // Lessons are written to be harder than what people send: most limits drawn on them would be too wide.
  const own = <T>(list: readonly T[]): T[] => list.filter((_, at) => messages[at]?.lesson !== true);
  return {
    keys: lessons.keys,
    known: createKnown(lessons.keys),
    heads: Object.fromEntries(HEADS.map(({ name }) => [name, heads[name].head])) as Record<HeadName, Head>,
    involved: involved.head,
    limits: {
      ...limitsFrom(own(messages), own(scores), urgencyLimits(messages, signs, scores)),
      involved: {
        uniformed: rounded(
          limitKeeping(
            UNIFORMED_FOUND,
            involved.heldOut.filter((_, at) => isUniformedInvolved(mentions[at])),
          ),
        ),
        others: rounded(bestLimit(involved.heldOut, involvements)),
      },
    },
  };
}

const isUniformedInvolved = (one: { mention: Mention; involved: boolean } | undefined): boolean =>
  one !== undefined && one.involved && isUniformed(one.mention.corps);

/** `heldOut[i]`: the score of text i by a separator that has not seen it. */
type Learned = { head: Head; heldOut: number[] };

/**
 * One separator for each part left out; the head is their mean, so that the limits found on what each left out also fit
 * the head. `counts`: how much each of the first texts counts; the texts after them teach every separator and are never
 * held out.
 */
function learn(
  { vectors, places, fold }: Lessons,
  has: readonly boolean[],
  counts: readonly number[],
): Learned {
  const scored = counts.length;
  const heldOut = Array.from({ length: scored }, () => 0);
  const mean: Separator = { weights: new Float32Array(places), bias: 0 };
  for (let part = 0; part < PARTS; part += 1) {
    const taught = (at: number): boolean => at >= scored || at % PARTS !== part;
    const separator = separate(
      vectors.filter((_, at) => taught(at)),
      has.filter((_, at) => taught(at)),
      places,
      vectors.flatMap((_, at) => (taught(at) ? [counts[at] ?? 1] : [])),
    );
    vectors.forEach((vector, at) => {
      if (!taught(at)) heldOut[at] = separator.bias + dot(separator.weights, vector);
    });
    mean.bias += separator.bias / PARTS;
    separator.weights.forEach((weight, place) => {
      mean.weights[place] = (mean.weights[place] ?? 0) + weight / PARTS;
    });
  }
  return { head: compact(fold(mean)), heldOut };
}

type Urgency = { emergency: number; pressing: number };

/** Lessons count here too: who is in danger must be found however few words tell of it. */
function urgencyLimits(
  messages: readonly Labelled[],
  signs: readonly Signs[],
  scores: readonly Scores[],
): Urgency {
  const of = (holds: (message: Labelled) => boolean, score: (one: Scores, at: number) => number): number[] =>
    scores.flatMap((one, at) => (holds(messages[at] ?? NO_REPORT) ? [score(one, at)] : []));
  const danger = (one: Scores, at: number) => dangerScore(one) - unspokenDanger(signs[at] as Signs);
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

function limitsFrom(
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
