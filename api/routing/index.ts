/**
 * Routing: who leads a report, who supports, who comes next, who is left out and why.
 * Comes in: triage, place, whom the reporter excluded, the bodies and their mandates. Goes out: a Route.
 * Never knows: a word of the report, keys, clocks, or which people work in a body.
 */
export { isKeptOut, isOf } from "./reach.ts";
export { route, hotlineIsOpen } from "./route.ts";
export { DEFAULT_MANDATES } from "./default-mandates.ts";
export type {
  Access,
  Body,
  LeftOutReason,
  Mandate,
  Route,
  RoutingQuestion,
} from "./words.ts";
