/**
 * Meta's Graph API for tests, over real HTTP. Comes in: the sends of a channel under test and the acts of made-up
 * people. Goes out: signed posts to its webhook (batches, repetitions, statuses), scripted faults, broken rules.
 * Never knows: the channel's code. It checks every call against Meta's limits and the promises of this project.
 */
export { createGraphServer } from "./server.ts";
export type { GraphServer } from "./server.ts";
export type { GraphFault } from "./faults.ts";
export type { GraphPerson } from "./person.ts";
