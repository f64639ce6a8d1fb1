/** What one step of the talk does: the memory after it, what to say, what to ask of dispatch. */
import { LOCALES, type Locale } from "../../api/kernel.ts";
import type { Memory, Step } from "./memory.ts";
import type { Effect, Prompt } from "./words.ts";

export type Move = {
  memory: Memory;
  prompts: Prompt[];
  effects: Effect[];
  /** Steps reached, for counting drop-out. */
  steps: string[];
  /** The question of `memory.step` is put (again) after the prompts. */
  asks: boolean;
};

export const stay = (memory: Memory): Move => ({ memory, prompts: [], effects: [], steps: [], asks: false });

/** Says something and leaves the question on the screen as it is. */
export const say = (memory: Memory, ...prompts: Prompt[]): Move => ({ ...stay(memory), prompts });

/** Says something and puts the current question again. */
export const sayAndAsk = (memory: Memory, ...prompts: Prompt[]): Move => ({
  ...say(memory, ...prompts),
  asks: true,
});

/** Goes to a step and puts its question; buttons of the question before become stale. */
export function go(memory: Memory, step: Step): Move {
  const name = step.at === "asking" ? `asking_${step.question}` : step.at;
  return { ...stay({ ...memory, step, turn: memory.turn + 1 }), steps: [name], asks: true };
}

/** `first`, then what `next` makes of the memory it left. */
export function andThen(first: Move, next: (memory: Memory) => Move): Move {
  const second = next(first.memory);
  return {
    memory: second.memory,
    prompts: [...first.prompts, ...second.prompts],
    effects: [...first.effects, ...second.effects],
    steps: [...first.steps, ...second.steps],
    asks: second.asks,
  };
}

export const withEffects = (move: Move, ...effects: Effect[]): Move => ({
  ...move,
  effects: [...move.effects, ...effects],
});

export const isLocale = (word: string): word is Locale => (LOCALES as readonly string[]).includes(word);
