/**
 * Triage: what a report is, how grave, whether a child is in it, and the reporter's own words that say so.
 * Comes in: the narrative and the answers. Goes out: a Triage with its evidence.
 * Never knows: who wrote, where it happened, who will read it; no clock, no I/O.
 */
export { accusedIn, assess, createJudge, dangerIn, spokenIn } from "./assess.ts";
export { NO_REPORT } from "./heads.ts";
export { storedFrom } from "./model.ts";
export { ofChild } from "./settle.ts";
export { trainModel } from "./train.ts";
export type { Judge } from "./assess.ts";
export type { Labelled } from "./heads.ts";
export type { Danger, Evidence, Triage } from "./words.ts";
