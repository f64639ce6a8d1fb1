/**
 * Relocation: where reports rise, and whether they rise around a place that was closed.
 * Comes in: deduplicated incidents by area, week and stratum; who borders on whom; a site's district and closure week.
 * Goes out: clusters with their chance, effect sizes, a verdict as values. Never knows: texts, people, exact places.
 *
 * A province, weekly: zonesOf → zoneSetOf → scan → judge. A closed site, weekly: followUp → judge (with what lies around
 * it: rings 0 to 2), effectOf beside it.
 * Once a quarter: replayRegion or replayFollowUps → calibrate gives the threshold. See docs/relocation.md.
 */
export { calibrate, ENOUGH, episodesOf, replayFollowUps, replayRegion } from "./calibrate.ts";
export { differenceRange } from "./matched-difference.ts";
export { displacementRange, type Interval90, type KnownCount, type KnownCounts } from "./displacement.ts";
export { effectOf, followUp } from "./follow-up.ts";
export { byRegency, knownToDistrict } from "./levels.ts";
export { judge } from "./judge.ts";
export { pretendedSites } from "./pretended.ts";
export { judgeByChance, openScan, scan, stopFor } from "./scan.ts";
export { createSurroundings, nearbyOf, zonesOf } from "./surroundings.ts";
export { zoneSetOf } from "./zone-set.ts";
export type { OpenScan } from "./scan.ts";
export type { Calibration, History, Look } from "./calibrate.ts";
export type { Effect, FollowUpQuestion } from "./follow-up.ts";
export type { Surge, Verdict } from "./judge.ts";
export type { Link, Surroundings } from "./surroundings.ts";
export type { Candidate, Cluster, IncidentCount, ScanQuestion, ScanResult, ZoneSet } from "./words.ts";
