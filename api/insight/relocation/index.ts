/**
 * Relocation: where reports rise, and whether they rise around a place that was closed.
 * Comes in: deduplicated incidents by area, week and stratum, zones of areas. Goes out: clusters with their chance.
 * Never knows: texts, people, exact places; a cluster is a change of reporting, never proof of activity.
 */
export { judgeByChance, openScan, scan } from "./scan.ts";
export { zoneSetOf } from "./zone-set.ts";
export type { OpenScan } from "./scan.ts";
export type { Candidate, Cluster, IncidentCount, ScanQuestion, ScanResult, ZoneSet } from "./words.ts";
