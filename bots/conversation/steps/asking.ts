/** What is missing and matters: one question a message, each may be skipped, none is put a third time. */
import { NATION } from "../../../api/kernel.ts";
import type { Answers } from "../../../api/intake/index.ts";
import { answer, keepSaid, withoutDraft } from "../keep.ts";
import type { Memory, Question } from "../memory.ts";
import { go, say, sayAndAsk, andThen, type Move } from "../move.ts";
import { goOn } from "../next.ts";
import { understand } from "../understanding.ts";
import { core, isUnsure, plain } from "../vocabulary.ts";
import type { Prompt, World } from "../words.ts";
import { optionsOf, type Asking } from "./asking-options.ts";
import type { StepRules } from "./rules.ts";

export const asking: StepRules<Asking> = {
  ask(step, memory, world) {
    if (step.question === "where") return [whereQuestion(memory, world)];
    if (step.question === "which_place" && step.aroundPin)
      return [{ key: "bot.ask.which_district", params: { place: step.places?.[0]?.name ?? "" } }];
    const self = step.question === "child" && step.ofSelf;
    return [{ key: self ? "bot.ask.child_self" : `bot.ask.${step.question}` }];
  },
  options: optionsOf,
  choose(value, step, memory, world) {
    if (step.question === "safe")
      return value === "yes" ? onward(step, memory, world) : notSafeNow(memory, world);
    const chosen = chosenAnswer(step, value);
    if (chosen === undefined) return onward(step, memory, world);
    return andThen(answer(memory, chosen), (now) => onward(step, now, world));
  },
  hear(text, step, memory, world) {
    if (isUnsure(text)) return onward(step, memory, world);
    return andThen(keepSaid(memory, text, world), (kept) => inWords(text, step, kept, world));
  },
  skip: onward,
};

/** "Di mana?", or "di sebelah mana?" when only a province is known. A pin is welcome where the channel can send one. */
function whereQuestion({ draft }: Memory, world: World): Prompt {
  const place = draft && understand(draft, world).place;
  if (place?.kind === "known" && !place.fine && place.code !== NATION) {
    return { key: "bot.ask.where_in", params: { place: place.name }, askPlace: true };
  }
  return { key: "bot.ask.where", askPlace: true };
}

/** What a choice says; undefined for "lewati" and "bukan semua". */
function chosenAnswer({ question, places }: Asking, value: string): Answers | undefined {
  if (value === "skip" || value === "none") return undefined;
  if (question === "child") return { child: value as Answers["child"] };
  if (question === "going_on") return { goingOn: value as Answers["goingOn"] };
  const place = places?.[Number(value.slice("place_".length))];
  return place && { area: place.code };
}

/** A reply in words was kept already; here it is also noted as an answer, when it is one. */
function inWords(text: string, step: Asking, memory: Memory, world: World): Move {
  const answers = answerInWords(text, step, world);
  if (answers !== undefined) return andThen(answer(memory, answers), (now) => onward(step, now, world));
  // What was just said may answer it all the same ("dia masih SD"); else it is asked once more, then let go.
  const found = foundInWords(step.question, memory, world);
  if (found !== undefined) return andThen(answer(memory, found), (now) => onward(step, now, world));
  const missed = step.question === "safe" || !isAnswered(step.question, memory, world);
  if (!missed || step.misses > 0 || isPlaceQuestion(step)) return onward(step, memory, world);
  return sayAndAsk({ ...memory, step: { ...step, misses: step.misses + 1 } }, { key: "bot.noted" });
}

const isPlaceQuestion = ({ question }: Asking): boolean => question === "where" || question === "which_place";
/** A line about a place is short; a longer one goes on telling, and is read for a place with the rest. */
const LONGEST_PLACE = 80;

function answerInWords(text: string, step: Asking, world: World): Answers | undefined {
  if (step.question === "when") return { when: text };
  if (!isPlaceQuestion(step)) return undefined;
  const named = (step.places ?? []).filter(({ name }) => plain(name).includes(core(text)));
  if (named.length === 1 && named[0]) return { area: named[0].code };
  const isPlace = text.length <= LONGEST_PLACE || world.findPlace(text).kind !== "none";
  if (!isPlace) return undefined;
  // A correction must outrank the place that was confirmed before.
  const corrected = step.correcting ? placeAnswered(text, world) : undefined;
  return corrected ?? { place: text, area: areaAnswered(text, world) };
}

/** A short line that names a place, as an answer to "di mana?"; undefined for anything else. */
export function placeAnswered(text: string, world: World): Answers | undefined {
  const found = text.length > LONGEST_PLACE ? undefined : world.findPlace(text);
  return found?.kind === "found" ? { place: text, area: found.code } : undefined;
}

/** "Batang" alone is a word of every day; said to "di mana?" it is a town. */
function areaAnswered(text: string, world: World): Answers["area"] {
  if (world.findPlace(text).kind !== "none") return undefined;
  const place = world.findPlace(`di ${text}`);
  return place.kind === "found" ? place.code : undefined;
}

/**
 * "15 tahun" to "ada anak?": noted as the answer it is, so that the officers of a report that danger has filed already
 * find it among the answers.
 */
function foundInWords(question: Question, { draft }: Memory, world: World): Answers | undefined {
  if (draft?.case === undefined) return undefined;
  const known = understand(draft, world);
  if (question === "going_on" && known.goingOn !== undefined) return { goingOn: known.goingOn };
  const { child } = known.triage;
  return question === "child" && child !== "possible" ? { child } : undefined;
}

function isAnswered(question: Question, { draft }: Memory, world: World): boolean {
  if (draft === undefined) return true;
  const known = understand(draft, world);
  return question === "child" ? known.triage.child !== "possible" : known.goingOn !== undefined;
}

/** A child who cannot write now: no more questions, nothing is sent to this phone, and it may come back any time. */
function notSafeNow(memory: Memory, world: World): Move {
  const noted = answer(memory, { contact: { kind: "code" } });
  return andThen(noted, (now) => ({
    ...say(
      { ...withoutDraft(now, world), step: { at: "following" }, turn: now.turn + 1 },
      { key: "bot.safe.not_now" },
    ),
    steps: ["not_safe"],
  }));
}

function onward(step: Asking, memory: Memory, world: World): Move {
  return step.correcting ? go(memory, { at: "summary" }) : goOn(memory, world);
}
