/** Who may do what with a case: the only table of rights in the queue. Every act goes through it, on every path. */
import type { Actor, Refusal } from "../kernel.ts";
import type { CaseCard, Share } from "./words.ts";

export const ACTS = [
  "open",
  "claim",
  "release",
  "note",
  "act",
  "reply",
  "hand_off",
  "link",
  "review",
  "refer",
  "transfer",
  "revoke",
  "close",
] as const;
export type Act = (typeof ACTS)[number];

/** An officer at work, as a member of a body. */
export type Member = Extract<Actor, { kind: "officer" }>;

/** Acts that decide about the case itself: the claimant's own, or a supervisor's of the claiming body. */
const CLAIMANTS_OWN: readonly Act[] = ["release", "refer", "transfer", "revoke", "close"];

/**
 * Why the member may not do this now; undefined when allowed. Any body that can read may claim, open, note and link; a
 * colleague of the claimant may act and reply, so that a change of shift leaves nobody without an answer.
 * Refuses no_access, card_only, already_closed, already_claimed, not_claimed.
 */
export function refusalOf(
  act: Act,
  card: CaseCard,
  shares: readonly Share[],
  by: Member,
): Refusal | undefined {
  const share = shares.find(({ agency }) => agency === by.agency);
  if (share === undefined || !share.active) return "no_access";
  if (share.access === "card") return "card_only";
  if (act === "open") return undefined;
  if (card.state === "closed") return "already_closed";
  if (act === "note" || act === "link") return undefined;
  if (act === "claim") return card.state === "waiting" ? undefined : "already_claimed";
  if (card.claimedBy?.agency !== by.agency) return "not_claimed";
  const own = card.claimedBy.officer === by.officer || by.role === "supervisor";
  return CLAIMANTS_OWN.includes(act) && !own ? "not_claimed" : undefined;
}

/** The acts that are allowed now, in the order of the table. */
export function allowedActs(card: CaseCard, shares: readonly Share[], by: Member): Act[] {
  return ACTS.filter((act) => refusalOf(act, card, shares, by) === undefined);
}
