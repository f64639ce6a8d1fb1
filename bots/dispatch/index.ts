/**
 * Dispatch: from a waiting message to a written turn.
 * Comes in: inbox rows, sealed. Goes out: one Turn each: state, prompts, and the sealed filing when there is one.
 * Never knows: which network it serves, or any key that opens a filed report.
 */
export { createDispatch, type Dispatch, type DispatchParts } from "./dispatch.ts";
export { createInbox, type InboxParts } from "./inbox.ts";
export { numbersFor } from "./numbers.ts";
export type { Facts } from "./world.ts";
export type {
  Conversations,
  InboxRows,
  Leased,
  NewInboxRow,
  Pseudonym,
  Turn,
  Waiting,
} from "./ports.ts";
