/**
 * libsignal prints whole sessions, private ratchet keys among them, on the console. What the peer's own phones make it
 * print is dropped here; what the bot under test makes it print is let through, so that a test can catch it.
 */
import { AsyncLocalStorage } from "node:async_hooks";

const withinPeer = new AsyncLocalStorage<true>();
let hushed = false;

for (const level of ["info", "warn", "error"] as const) {
  const print = console[level].bind(console);
  console[level] = (...words: unknown[]) => {
    if (!hushed && withinPeer.getStore() === undefined) print(...words);
  };
}

/** Does the work of a made-up phone without a word on the console. */
export const quietly = <T>(work: () => Promise<T>): Promise<T> => withinPeer.run(true, work);

/** For tests of bare Baileys, which has nobody else to keep its keys off the console. */
export const hush = () => {
  hushed = true;
};
