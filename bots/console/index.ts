/**
 * Console: the hotline in a terminal of the same machine, for trying it out and for servers without a network.
 * Comes in: lines of text over a socket that only this user may open. Goes out: what was heard, and what is said.
 * Never knows: who types; every connection is an address of its own and leaves nothing behind.
 */
export { createConsole } from "./console.ts";
export { chatInTerminal } from "./terminal.ts";
export type { ConsoleParts } from "./console.ts";
