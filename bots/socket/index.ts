/**
 * Socket: a way for a command on this machine to talk with the running server, line by line.
 * Comes in: a path. Goes out: a server that only this user can reach, connections to it, JSON values one a line.
 * Never knows: what is said.
 */
export { lineOf, linesFrom } from "./lines.ts";
export { dial, isServed, listenAt } from "./listen.ts";
