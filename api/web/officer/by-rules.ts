/** Who would lead by the mandates, now that an officer has said what it is: proposed on the page, done by people. */
import type { AgencyId } from "../../kernel.ts";
import {
  barredSince,
  excludedIn,
  reportIn,
  reviewIn,
  type CaseCard,
  type OpenedCase,
} from "../../queue/index.ts";
import { route, type Body, type Mandate } from "../../routing/index.ts";

/** Undefined until somebody has reviewed the case, once somebody has passed it on since, and where nothing is known. */
export function leadByRules(
  { category, child, area }: CaseCard,
  { events }: OpenedCase,
  facts: { bodies: Body[]; mandates: Mandate[] },
): AgencyId | undefined {
  const [report, review] = [reportIn(events), reviewIn(events)];
  const latest = events.findLast(({ kind }) => kind === "reviewed" || kind === "transferred");
  if (report === undefined || review === undefined || latest?.kind !== "reviewed") return undefined;
  const { indicators } = review.to;
  const implicated = [...new Set([...report.implicated, ...barredSince(events)])];
  const question = { category, child, area, indicators, implicated, notReaders: excludedIn(events) };
  return route(question, facts)?.lead;
}
