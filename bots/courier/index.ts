/**
 * Courier: from the outbox to the channel, in order, paced, tried again, and honest about what did not arrive.
 * Comes in: sealed rows that may leave. Goes out: delivered, later, or undeliverable.
 * Never knows: reports, cases' words, who anybody is.
 */
export { createCourier, type Courier, type CourierParts } from "./courier.ts";
export type { NoteParts } from "./note.ts";
export { createReturns } from "./returns.ts";
export type { Departing, OutboxRows } from "./ports.ts";
