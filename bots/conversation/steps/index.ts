/** Every step with its rules: the one table through which the talk moves. */
import { baseOf, type Memory, type Step } from "../memory.ts";
import { withOptions, type Option } from "../options.ts";
import type { Prompt, World } from "../words.ts";
import { askFirst } from "./ask-first.ts";
import { asking } from "./asking.ts";
import { code } from "./code.ts";
import { contact, hours } from "./contact.ts";
import { erasing } from "./erasing.ts";
import { following } from "./following.ts";
import { greeting } from "./greeting.ts";
import { joining } from "./joining.ts";
import { offTopic } from "./off-topic.ts";
import { readers, readersWords } from "./readers.ts";
import { resting } from "./resting.ts";
import type { RulesTable, StepRules } from "./rules.ts";
import { correcting, summary } from "./summary.ts";
import { telling } from "./telling.ts";

const RULES: RulesTable = {
  greeting,
  telling,
  off_topic: offTopic,
  asking,
  readers,
  readers_words: readersWords,
  contact,
  hours,
  summary,
  correcting,
  following,
  ask_first: askFirst,
  erasing,
  code,
  resting,
  joining,
};

/** The table holds each step's own rules under its own name, so the pair always fits. */
export const rulesOf = (step: Step): StepRules<Step> => RULES[step.at];

export const optionsNow = (memory: Memory): readonly Option[] =>
  rulesOf(memory.step).options(memory.step, memory);

/** The question of the current step, with its choices under it. */
export function questionNow(memory: Memory, world: World): Prompt[] {
  const prompts = rulesOf(memory.step).ask(memory.step, memory, world);
  return withOptions(prompts, memory.turn, optionsNow(memory));
}

/** After the greeting or the first open ear was put, the limits have been said. */
export function markGreeted(memory: Memory): Memory {
  const at = baseOf(memory.step).at;
  return at === "greeting" || (at === "telling" && memory.draft !== undefined)
    ? { ...memory, greeted: true }
    : memory;
}
