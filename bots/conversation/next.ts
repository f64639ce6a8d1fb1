/** Which question comes next: only what is missing and matters, at most four, then the two about safety. */
import type { Draft, Memory, Question } from "./memory.ts";
import { go, type Move } from "./move.ts";
import { understand, type Understanding } from "./understanding.ts";
import type { World } from "./words.ts";

/** DESIGN §6; `safe` is care for a child, not a question about the report, and does not count. */
const MOST_QUESTIONS = 4;
/** More places of one name than this make no list a frightened person reads. */
const MOST_PLACES = 7;

/** Goes to the next step of a draft; it ends in the summary, also of a report that was filed early. */
export function goOn(memory: Memory, world: World): Move {
  const { draft } = memory;
  if (draft === undefined) return go(memory, { at: "following" });
  const understanding = understand(draft, world);
  const question = nextQuestion(draft, understanding, memory.voice);
  if (question !== undefined) return ask(memory, draft, question, understanding);
  const child = memory.voice === "child";
  if (!child && !draft.safety?.includes("readers")) return safety(memory, draft, "readers");
  if (draft.answers.contact === undefined && !draft.safety?.includes("contact"))
    return safety(memory, draft, "contact");
  return go(memory, { at: "summary" });
}

function nextQuestion(draft: Draft, known: Understanding, voice: Memory["voice"]): Question | undefined {
  const { asked } = draft;
  const open = (question: Question) => !asked.includes(question);
  if (voice === "child" && open("safe")) return "safe";
  if (asked.filter((question) => question !== "safe").length >= MOST_QUESTIONS) return undefined;
  const where = placeQuestion(known);
  if (voice === "child") return where !== undefined && open(where) ? where : undefined;
  const leaving = known.triage.category === "exit_support";
  const over = known.goingOn === "past" || known.goingOn === "unsure";
  const wanted: (Question | false | undefined)[] = [
    known.triage.child === "possible" && draft.answers.child === undefined && "child",
    known.goingOn === undefined && !leaving && "going_on",
    where,
    !known.whenSaid && over && !leaving && "when",
  ];
  return wanted.find((question): question is Question => typeof question === "string" && open(question));
}

function placeQuestion({ place }: Understanding): "where" | "which_place" | undefined {
  if (place.kind === "known") return place.fine ? undefined : "where";
  if (place.kind === "tie" && place.options.length >= 2 && place.options.length <= MOST_PLACES)
    return "which_place";
  return "where";
}

function ask(memory: Memory, draft: Draft, question: Question, { place, triage }: Understanding): Move {
  const asked: Memory = { ...memory, draft: { ...draft, asked: [...draft.asked, question] } };
  const places = question === "which_place" && place.kind === "tie" ? { places: place.options } : {};
  const self = ofSelf(question, triage);
  return go(asked, { at: "asking", question, misses: 0, ...places, ...self });
}

/** Whether the age asked for is the writer's own: then question and answers say "Anda". */
export const ofSelf = (question: Question, { indicators }: Understanding["triage"]): { ofSelf?: true } =>
  question === "child" && indicators.includes("self_report") ? { ofSelf: true } : {};

function safety(memory: Memory, draft: Draft, about: "readers" | "contact"): Move {
  const asked: Memory = { ...memory, draft: { ...draft, safety: [...(draft.safety ?? []), about] } };
  return go(asked, about === "readers" ? { at: "readers" } : { at: "contact", misses: 0 });
}
