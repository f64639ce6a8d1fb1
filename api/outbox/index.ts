/**
 * Outbox: what waits to leave, and when it may.
 * Comes in: a rendered message, the reporter's contact choice, the outcome of an attempt. Goes out: when to try.
 * Never knows: what the message says, or to whom it goes.
 */
export { contactWhenSilent, mayLeave, retryAfter } from "./leave.ts";
export type { Choice, Message, NewOutboxRow, OutboxKind } from "./words.ts";
