/** Keeps what was said: in the draft before filing, appended to the report after it. Nothing said is ever dropped. */
import { MINUTE, type AreaCode, type CaseId, type Corps } from "../../api/kernel.ts";
import type { Answers, Part } from "../../api/intake/index.ts";
import { baseOf, type Draft, type Memory } from "./memory.ts";
import { say, stay, withEffects, type Move } from "./move.ts";
import { wordsOf } from "./understanding.ts";
import { isSmallTalk } from "./vocabulary.ts";
import type { Effect, Prompt, World } from "./words.ts";

export const emptyDraft = (): Draft => ({ parts: [], answers: {}, asked: [] });

/** The case this chat writes to when no draft is open. */
const openCase = ({ live, bound }: Memory) => live ?? bound;

/** Where a first word begins a report of its own, even if this chat filed another one before. */
function startsDraft({ step }: Memory): boolean {
  const { at } = baseOf(step);
  return at === "greeting" || at === "telling" || at === "off_topic";
}

/** Keeps one message as it was said. */
export function keepSaid(memory: Memory, text: string, world: World): Move {
  const part = { at: world.now, text };
  const { draft } = memory;
  const filed = draft === undefined && !startsDraft(memory) ? openCase(memory) : draft?.case;
  const effects: Effect[] = filed === undefined ? [] : [{ kind: "append", case: filed, part }];
  if (filed !== undefined && draft === undefined) return { ...stay(memory), effects };
  const parts = [...(draft?.parts ?? []), part];
  const marks = [...marksOf(draft), world.mark ?? ""];
  const grown = { ...(draft ?? emptyDraft()), parts, marks, rested: undefined };
  return { ...stay({ ...memory, draft: grown }), effects };
}

/**
 * A draft that turns out to belong to a report: its words and its answers, whom it must not reach above all. Whether
 * this phone is safe says nothing of the phone that the report came from.
 */
export function joined(
  { answers: { contact: _contact, ...answers } }: Draft,
  parts: readonly Part[],
  id: CaseId,
): Effect[] {
  const appends = parts.map((part): Effect => ({ kind: "append", case: id, part }));
  return Object.keys(answers).length === 0 ? appends : [...appends, { kind: "answer", case: id, answers }];
}

const marksOf = (draft: Draft | undefined): string[] =>
  draft?.parts.map((_, index) => draft.marks?.[index] ?? "") ?? [];

/**
 * A message that the person deleted at the network leaves the draft with it. What was filed stays as it was told, and
 * nothing is said about it: whoever holds the phone must not learn from an answer that there is a report.
 */
export function takeBack(memory: Memory, mark: string): Move {
  const { draft } = memory;
  const at = mark === "" ? -1 : marksOf(draft).indexOf(mark);
  if (draft === undefined || at < 0 || draft.case !== undefined || draft.filing !== undefined)
    return stay(memory);
  const without = { ...draft, parts: draft.parts.toSpliced(at, 1), marks: marksOf(draft).toSpliced(at, 1) };
  return say({ ...memory, draft: without }, { key: "bot.taken_back" });
}

/** Notes answers; for a report that is filed already they go out to it. */
export function answer(memory: Memory, answers: Answers): Move {
  const { draft } = memory;
  const filed = draft === undefined ? openCase(memory) : draft.case;
  const bound = answers.contact?.kind === "yes" && filed !== undefined ? { bound: filed } : {};
  const noted: Memory = {
    ...memory,
    ...bound,
    ...(draft && { draft: { ...draft, answers: { ...draft.answers, ...answers } } }),
  };
  return filed === undefined
    ? stay(noted)
    : withEffects(stay(noted), { kind: "answer", case: filed, answers });
}

/** A place that the person confirmed, by list or by pin; it outranks words given before. */
export function answerArea(memory: Memory, area: AreaCode): Move {
  return answer(
    memory.draft === undefined && startsDraft(memory) ? { ...memory, draft: emptyDraft() } : memory,
    { area },
  );
}

/** The words of a filed draft have done their work here; which numbers are not to be shown is remembered. */
export function withoutDraft(memory: Memory, world: World): Memory {
  return { ...memory, draft: undefined, barred: barredIn(memory, world) };
}

function barredIn({ draft, barred = [] }: Memory, world: World): Corps[] {
  if (draft === undefined) return barred;
  const { implicated } = world.assess(wordsOf(draft), draft.answers);
  return [
    ...new Set([...barred, ...(draft.barred ?? []), ...implicated, ...(draft.answers.notReaders ?? [])]),
  ];
}

/** Has told nothing yet but a greeting. */
export const isNewcomer = ({ step, draft }: Memory): boolean =>
  (step.at === "greeting" || step.at === "telling") &&
  !(draft?.parts.some(({ text }) => !isSmallTalk(text)) ?? false);

/** Rarely enough not to interrupt, often enough to be felt: at first, after a pause, after some lines. */
const PAUSE = 5 * MINUTE;
const LINES_BETWEEN = 6;

/** Whether to say now that we listen; counts the lines since we last did. */
export function listening(memory: Memory, text: string, world: World): { memory: Memory; speak: boolean } {
  const paused = world.now - memory.lastAt >= PAUSE;
  const speak =
    memory.unanswered === 0 || memory.unanswered >= LINES_BETWEEN || paused || text.trim().endsWith("?");
  return { memory: { ...memory, unanswered: speak ? 1 : memory.unanswered + 1 }, speak };
}

/** Numbers to call, one a line; nothing but our own list of names and numbers goes in. */
export function numbersPrompt(key: string, memory: Memory, world: World): Prompt {
  const words = memory.draft === undefined ? "" : wordsOf(memory.draft);
  const numbers = world.numbers(words, { ...memory.draft?.answers, notReaders: barredIn(memory, world) });
  // A child gets one number first, that of people who are there for children; a list is one more thing to decide.
  const shown = memory.voice === "child" && key !== "bot.numbers" ? numbers.slice(0, 1) : numbers;
  const lines = shown.map(
    ({ name, number, remark }) => `• ${name}: ${number}${remark === "" ? "" : ` (${remark})`}`,
  );
  return { key, params: { numbers: lines.join("\n") }, copyable: true };
}

/** Says the numbers and remembers that it did. */
export const sayNumbers = (key: string, memory: Memory, world: World): Move =>
  say({ ...memory, numbersAt: world.now }, numbersPrompt(key, memory, world));
