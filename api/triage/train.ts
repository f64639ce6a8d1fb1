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
  adultLead,
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
/** What we want found; the price is what is raised wrongly (docs/triage.md). */
const EMERGENCIES_FOUND = 0.9;
const PRESSING_FOUND = 0.957;
const REPORTS_KEPT = 0.981;
const CHILDREN_CALLED_ADULTS = 0.006;
const UNIFORMED_FOUND = 0.955;

export function trainModel(
  messages: readonly Labelled[],
  progress: (step: string) => void = () => {},
): Model {
  const signs = messages.map(({ text }) => signsOf(text));
  const fillers = fillersFrom(messages, signs);
  const answers = [...messages, ...fillers.map(() => NO_REPORT)];
  const lessons = lessonsFrom(
    signs.map(featuresOf),
    fillers.map((text) => featuresOf(signsOf(text))),
    CATEGORIES.map((category) => answers.map((message) => message.category === category)),
  );
  const heads = Object.fromEntries(
    HEADS.map(({ name, holds }) => {
      progress(name);
      return [name, learn(lessons, answers.map(holds), messages.length)];
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
  );
  const scores = messages.map(
    (_, at) => Object.fromEntries(HEADS.map(({ name }) => [name, heads[name].heldOut[at] ?? 0])) as Scores,
  );
  return {
    keys: lessons.keys,
    known: createKnown(lessons.keys),
    heads: Object.fromEntries(HEADS.map(({ name }) => [name, heads[name].head])) as Record<HeadName, Head>,
    involved: involved.head,
    limits: {
      ...limitsFrom(messages, signs, scores),
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
 * the head. Texts from `scored` on teach every separator and are never held out.
 */
function learn(
  { vectors, places, fold }: Lessons,
  has: readonly boolean[],
  scored: number = vectors.length,
): Learned {
  const heldOut = Array.from({ length: scored }, () => 0);
  const mean: Separator = { weights: new Float32Array(places), bias: 0 };
  for (let part = 0; part < PARTS; part += 1) {
    const taught = (at: number): boolean => at >= scored || at % PARTS !== part;
    const separator = separate(
      vectors.filter((_, at) => taught(at)),
      has.filter((_, at) => taught(at)),
      places,
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

function limitsFrom(
  messages: readonly Labelled[],
  signs: readonly Signs[],
  scores: readonly Scores[],
): Omit<Limits, "involved"> {
  const column = (name: HeadName) => scores.map((one) => one[name]);
  const { sharpness, shifts } = balance(
    scores.map((one) => CATEGORIES.map((category) => one[`category:${category}`])),
    messages.map(({ category }) => CATEGORIES.indexOf(category)),
  );
  const categories = Object.fromEntries(
    CATEGORIES.map((category, at) => [category, shifts[at] ?? 0]),
  ) as Record<Category, number>;
  const indicators = Object.fromEntries(
    INDICATORS.map((indicator) => {
      const has = messages.map((message) => message.indicators.includes(indicator));
      return [indicator, rounded(bestLimit(column(`indicator:${indicator}`), has))];
    }),
  ) as Record<Indicator, number>;
  const emergencies = scores.flatMap((one, at) =>
    messages[at]?.severity === "emergency" ? [dangerScore(one) - unspokenDanger(signs[at] as Signs)] : [],
  );
  const emergency = rounded(limitKeeping(EMERGENCIES_FOUND, emergencies));
  const kept = { ...categories, not_a_report: rounded(cautious(messages, scores, categories)) };
  return {
    sharpness: rounded(sharpness),
    categories: kept,
    indicators: { ...indicators, danger_now: emergency, self_harm_risk: emergency },
    pressing: rounded(
      limitKeeping(
        PRESSING_FOUND,
        column("severity:pressing").filter((_, at) => HEADS.at(-1)?.holds(messages[at] as Labelled) === true),
      ),
    ),
    adult: rounded(adultLimit(messages, scores, kept)),
  };
}

/** The lead of adulthood that hardly any child reaches where the category does not say that it is one. */
function adultLimit(
  messages: readonly Labelled[],
  scores: readonly Scores[],
  shifts: Record<Category, number>,
): number {
  const children = scores.filter((_, at) => messages[at]?.child === "yes");
  const unseen = children.filter((one) => !ABOUT_CHILDREN.includes(likeliest(one, shifts)));
  return Math.max(0, limitAllowing(CHILDREN_CALLED_ADULTS * children.length, unseen.map(adultLead)));
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
