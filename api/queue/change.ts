/** The one way in which anything changes a case: look, decide, write while nobody else has written meanwhile. */
import { ok, refuse, type Actor, type CaseId, type Result } from "../kernel.ts";
import type { Cases } from "./ports.ts";
import type { CaseCard, CaseChange, Share } from "./words.ts";

/** Losing so often in a row means that something writes without end; then the person is asked to look again. */
const MOST_TRIES = 20;

export type Seen = { card: CaseCard; shares: Share[] };
/** What was decided: `change` undefined when there is nothing to write, which then leaves no event either. */
export type Decided<T> = { change: CaseChange | undefined; value: T };

/**
 * Decides and writes; decides again from fresh facts whenever another writer was first. `decide` may run several
 * times and writes nothing itself. Refuses unknown_case, conflict, and whatever `decide` refuses.
 */
export async function changeCase<T>(
  cases: Cases,
  actor: Actor,
  id: CaseId,
  decide: (seen: Seen) => Promise<Result<Decided<T>>>,
): Promise<Result<T>> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const seen = await seenBy(cases, actor, id);
    if (!seen.ok) return seen;
    const decided = await decide(seen.value);
    if (!decided.ok) return decided;
    const { change, value } = decided.value;
    if (change === undefined) return ok(value);
    if ((await cases.change(id, seen.value.card.version, change)) === "done") return ok(value);
  }
  return refuse("conflict");
}

/** Card and shares as the actor may see them. Refuses unknown_case, also when the actor may not know of it. */
export async function seenBy(cases: Cases, actor: Actor, id: CaseId): Promise<Result<Seen>> {
  const card = await cases.card(actor, id);
  if (card === undefined) return refuse("unknown_case");
  return ok({ card, shares: await cases.shares(actor, id) });
}

/** A decision that gives nothing back but the change. */
export function plainly(decision: Result<CaseChange>): Result<Decided<undefined>> {
  return decision.ok ? ok({ change: decision.value, value: undefined }) : decision;
}

export const nothingToWrite: Result<Decided<undefined>> = ok({ change: undefined, value: undefined });

/** Shares after a change: one a body, the changed one in place of the earlier. */
export function mergeShares(shares: readonly Share[], changed: readonly Share[] = []): Share[] {
  return [...new Map([...shares, ...changed].map((share) => [share.agency, share])).values()];
}
