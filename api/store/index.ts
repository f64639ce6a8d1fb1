/**
 * Store: the only home of SQL; implements every port that the other parts declare.
 * Comes in: sealed bytes, hashes, cards and changes already decided. Goes out: the same, to whoever may see them.
 * Never knows: a key, a word of a report, or whom an address belongs to.
 */
export { openStore } from "./open.ts";
export type { OpenOptions } from "./open.ts";
export { RefusedToOpen, StoreError } from "./errors.ts";
export type { Health, Store } from "./store.ts";
export type { Retention } from "./retention.ts";
