/**
 * Conversation: the talk with a frightened person, as a pure function over a versioned state.
 * Comes in: the state, what the person did, the facts of the moment. Goes out: the next state, prompts, effects.
 * Never knows: the channel, the address, keys, rows, the network; it asks, dispatch does.
 */
export { advance } from "./advance.ts";
export { COUNTED_STEPS } from "./counted-steps.ts";
export type {
  ConversationInput,
  Effect,
  OpenedReport,
  Prompt,
  State,
  Told,
  Turned,
  World,
} from "./words.ts";
