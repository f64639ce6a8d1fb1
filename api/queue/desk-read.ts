/** Looking at cases: the card in clear, and the words after the access log. */
import { ok, type Actor, type AgencyId, type CaseId } from "../kernel.ts";
import { changeCase, nothingToWrite, seenBy } from "./change.ts";
import type { Desk } from "./desk.ts";
import { legalDeadlines, policeReceived } from "./legal.ts";
import { allowedActs, type Member } from "./permit.ts";
import { enter, memberOf, readCase, type DeskParts } from "./unlock.ts";
import type { CaseCard, CaseEvent } from "./words.ts";

export function deskRead(parts: DeskParts): Pick<Desk, "cards" | "look" | "open" | "accessLog"> {
  const { cases, bodies, log } = parts;

  return {
    cards: (actor, filter) => cases.cards(actor, filter),

    async look(actor, id) {
      const seen = await seenBy(cases, actor, id);
      if (!seen.ok) return seen;
      const { card, shares } = seen.value;
      const [handOffs, events, all] = await Promise.all([
        cases.handOffs(actor, id),
        cases.events(actor, id),
        bodies.all(),
      ]);
      const police = new Set(all.filter(({ kind }) => kind === "police").map((body) => body.id));
      const policeReceivedAt = policeReceived(card, shares, events, (agency) => police.has(agency));
      const member = memberOf(actor);
      return ok({
        card,
        shares,
        handOffs,
        acts: member === undefined ? [] : allowedActs(card, shares, member),
        deadlines: legalDeadlines({ ...card, policeReceivedAt }),
        proposed: proposedIn(card, events),
      });
    },

    async open(by, id) {
      const entered = await enter(parts, by, id, "open");
      if (!entered.ok) return entered;
      const { member, card } = entered.value;
      const read = await readCase(parts, by, id);
      if (!read.ok) return read;
      await noteRead(parts, member, card);
      return ok({ card, events: read.value.events });
    },

    async accessLog(actor: Actor, id: CaseId) {
      const seen = await seenBy(cases, actor, id);
      return seen.ok ? ok(await log.of(actor, id)) : seen;
    },
  };
}

/** The latest proposal, until the case is there, somebody has passed it on, or it is closed. */
function proposedIn(
  { state, holder, claimedBy }: CaseCard,
  events: readonly CaseEvent[],
): AgencyId | undefined {
  const latest = events.findLast(
    ({ kind, detail }) => kind === "transferred" || detail.proposed !== undefined,
  );
  const proposed = latest?.detail.proposed;
  const there = proposed === claimedBy?.agency || (claimedBy === undefined && proposed === holder);
  return state === "closed" || there ? undefined : proposed;
}

/**
 * The claiming body has read as far as the reporter had written when the card was looked at, so before the events
 * were: a message that came in between stays unread. Losing the race only leaves it marked unread for longer.
 */
async function noteRead({ cases }: DeskParts, member: Member, seen: CaseCard): Promise<void> {
  await changeCase(cases, member, seen.id, async ({ card }) => {
    const known = card.officerReadAt !== undefined && card.officerReadAt >= seen.reporterWroteAt;
    if (known || card.claimedBy?.agency !== member.agency) return nothingToWrite;
    return ok({ change: { set: { officerReadAt: seen.reporterWroteAt }, events: [] }, value: undefined });
  });
}
