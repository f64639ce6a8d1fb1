/**
 * Insight: statistics that say what happens in the country and nothing about one person.
 * Comes in: cards, steps reached, filing days. Goes out: facts cut from cards, tables with small counts hidden, public figures.
 * Never knows: texts, reporters, officers; no fact names its case, no table with totals crosses two dimensions.
 */
export { closedFactOf, factOf, mondayOf } from "./cut-fact.ts";
export { agreementByMonth, agreementOf } from "./agreement.ts";
export { countReports } from "./count-reports.ts";
export { incidentsOf } from "./incidents.ts";
export { countSteps } from "./count-steps.ts";
export { silentDistricts } from "./silent-districts.ts";
export { wilson } from "./wilson.ts";
export { ELSEWHERE, figuresOf, TOPICS, type Figure, type Topic } from "./figures.ts";
export { publishDue } from "./publish.ts";
export { quarterAfter, quarterOf, toldFrom, type Quarter } from "./quarter.ts";
export { hideSmallCounts, isHidden } from "./suppression.ts";
export type { Limits, Speed, Statistics } from "./count-reports.ts";
export type { StepCount } from "./count-steps.ts";
export type { Agreement } from "./agreement.ts";
export type { Count, Table } from "./suppression.ts";
