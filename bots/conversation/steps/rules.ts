/** What every step of the talk offers: its question, its choices, and what it makes of a reply. */
import type { Step, Memory } from "../memory.ts";
import type { Move } from "../move.ts";
import type { Option } from "../options.ts";
import type { Prompt, World } from "../words.ts";

export type StepRules<S extends Step> = {
  /** The question; put again whenever the person returns to it. The choices go under its last prompt. */
  ask(step: S, memory: Memory, world: World): Prompt[];
  options(step: S, memory: Memory): readonly Option[];
  /** One of `options` was picked, by button, number or word. */
  choose(value: string, step: S, memory: Memory, world: World): Move;
  /** Anything else that was written. */
  hear(text: string, step: S, memory: Memory, world: World): Move;
  /** "lewati" and "selesai", where they mean more than other words. */
  skip?(step: S, memory: Memory, world: World): Move;
};

export type RulesTable = { [At in Step["at"]]: StepRules<Extract<Step, { at: At }>> };
