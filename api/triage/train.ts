/**
 * Finds the weights of triage in labelled messages. Limits come from parts held out inside the same messages, so that
 * nothing is tuned on messages a figure is measured on. The same messages in the same order give the same bytes.
 */
import { CATEGORIES } from "../kernel.ts";
import { involvedLimits, limitsFrom, urgencyLimits } from "./draw-limits.ts";
import { featuresOf } from "./features.ts";
import { fillersFrom } from "./fillers.ts";
import { HEADS, NO_REPORT, type HeadName, type Labelled } from "./heads.ts";
import { AROUND, isInvolved, mentionsIn } from "./involvement.ts";
import { compact, type Head, type Model, type Scores } from "./model.ts";
import { dot, separate, type Separator } from "./separator.ts";
import { lessonsFrom, type Lessons } from "./lessons.ts";
import { signsOf } from "./signs.ts";
import { createKnown } from "./vector.ts";

const PARTS = 4;
/** A message of the corpus counts for so many lessons. */
const OWN_COUNTS = 4;

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
      involved: involvedLimits(mentions, involved.heldOut),
    },
  };
}

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
