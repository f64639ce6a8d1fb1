/**
 * Spool: a sealed file for channels whose network counts a message as received before we can refuse it.
 * Comes in: what was heard, synchronously. Goes out: the same, in order, as soon as the inbox takes it.
 * Never knows: what an entry says; it is sealed under the day's key before a byte is written.
 */
export { openSpool } from "./spool.ts";
export type { Spool } from "./spool.ts";
