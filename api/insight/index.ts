/**
 * Insight: statistics that say what happens in the country and nothing about one person.
 * Comes in: facts cut from cases, steps reached, latest filing days. Goes out: tables with small counts hidden.
 * Never knows: cases, texts, reporters, officers; no table crosses two dimensions.
 */
export { countReports } from "./count-reports.ts";
export { countSteps } from "./count-steps.ts";
export { silentDistricts, SILENT_AFTER_DAYS } from "./silent-districts.ts";
export { hideSmallCounts, SMALLEST_SHOWN } from "./suppression.ts";
export type { Limits, Speed, Statistics } from "./count-reports.ts";
export type { StepCount } from "./count-steps.ts";
export type { Count, Table } from "./suppression.ts";
