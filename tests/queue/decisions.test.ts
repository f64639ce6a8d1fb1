import { expect, test } from "vitest";
import { after, HOUR, MINUTE, type CaseId } from "../../api/kernel.ts";
import { ACT_WITHIN, CLAIM_WITHIN, type CaseCard, type NewEvent } from "../../api/queue/index.ts";
import {
  decideAction,
  decideAppend,
  decideClaim,
  decideClose,
  decideRelease,
  decideReopen,
} from "../../api/queue/decisions.ts";
import { cardWith, LEAD, member, NOON, POLICE, PROVINCE, SHARES, valueOf, WORDS } from "./cards.ts";

const officer = member(LEAD);
const claimedCard = (changes: Partial<CaseCard> = {}): CaseCard => {
  const card = cardWith(changes);
  return { ...card, ...valueOf(decideClaim(card, SHARES, officer, NOON)).set, ...changes };
};

test("a claim stops the claim clock and starts the action clock", () => {
  const card = cardWith({ severity: "urgent" });

  const { set, events } = valueOf(decideClaim(card, SHARES, officer, NOON));

  expect(set).toMatchObject({ state: "claimed", claimedAt: NOON, claimDueAt: undefined });
  expect(set.claimedBy).toEqual({ officer: officer.officer, agency: LEAD });
  expect(set.actionDueAt).toBe(after(NOON, ACT_WITHIN.urgent));
  expect(events.map(({ kind }) => kind)).toEqual(["claimed"]);
});

test("any body that reads may claim, also a support; the turn stays where it is", () => {
  const { set } = valueOf(decideClaim(cardWith(), SHARES, member(POLICE), NOON));

  expect(set.claimedBy?.agency).toBe(POLICE);
  expect("holder" in set).toBe(false);
});

test("a claimed case is not claimed again", () => {
  expect(decideClaim(claimedCard(), SHARES, member(POLICE), NOON)).toEqual({
    ok: false,
    refusal: "already_claimed",
  });
});

test("a release puts the case back with a fresh clock, nobody's and unread", () => {
  const card = claimedCard({ officerReadAt: NOON });
  const later = after(NOON, 10 * MINUTE);

  const { set } = valueOf(decideRelease(card, SHARES, officer, WORDS, later));

  expect(set).toMatchObject({ state: "waiting", claimedBy: undefined, officerReadAt: undefined });
  expect(set.claimDueAt).toBe(after(later, CLAIM_WITHIN.emergency));
  expect(set.actionDueAt).toBeUndefined();
  expect("lastPingAt" in set && set.lastPingAt === undefined).toBe(true);
});

test("the first action after a claim stops the action clock, and the first of all is remembered", () => {
  const first = after(NOON, MINUTE);
  const second = after(NOON, HOUR);
  const card = claimedCard();

  const one = valueOf(decideAction(card, SHARES, officer, { kind: "action", words: WORDS }, first));
  const two = valueOf(
    decideAction({ ...card, ...one.set }, SHARES, officer, { kind: "reply", words: WORDS }, second),
  );

  expect(one.set).toEqual({ firstActionAt: first, actionDueAt: undefined });
  expect(two.set.firstActionAt).toBe(first);
});

test("a second claimant has an action clock of his own", () => {
  const acted = { firstActionAt: NOON };

  const { set } = valueOf(decideClaim(cardWith(acted), SHARES, officer, after(NOON, HOUR)));

  expect(set.actionDueAt).toBe(after(NOON, HOUR + ACT_WITHIN.emergency));
});

test("closing stops every clock and says how it ended", () => {
  const { set, events } = valueOf(
    decideClose(claimedCard(), SHARES, officer, { outcome: "victim_safe", words: WORDS }, NOON),
  );

  expect(set).toMatchObject({ state: "closed", outcome: "victim_safe", closedAt: NOON });
  expect([set.claimDueAt, set.actionDueAt]).toEqual([undefined, undefined]);
  expect(events).toMatchObject([
    { kind: "closed", detail: { outcome: "victim_safe" }, sealed: WORDS.sealed },
  ]);
});

const message: NewEvent = {
  kind: "message",
  at: NOON,
  actor: { kind: "reporter", case: "case-1" as CaseId },
  ...WORDS,
};

test("a reporter who writes on a closed case opens it again, with a fresh clock and nobody's", () => {
  const later = after(NOON, HOUR);

  const change = decideAppend({ state: "closed", severity: "emergency" }, [message], message.actor, later);

  expect(change.events.map(({ kind }) => kind)).toEqual(["message", "reopened"]);
  expect(change.set).toMatchObject({ state: "waiting", claimedBy: undefined, outcome: undefined });
  expect(change.set.claimDueAt).toBe(after(later, CLAIM_WITHIN.emergency));
  expect(change.set.reporterWroteAt).toBe(later);
});

test("a message on an open case touches no clock, and wakes whoever has claimed it", () => {
  const waiting = decideAppend({ state: "waiting", severity: "urgent" }, [message], message.actor, NOON);
  const claimed = decideAppend({ state: "claimed", severity: "urgent" }, [message], message.actor, NOON);

  expect(waiting).toEqual({ set: { reporterWroteAt: NOON }, events: [message] });
  expect(Object.keys(claimed.set).toSorted()).toEqual(["lastPingAt", "reporterWroteAt"]);
});

test("an answer says that the telling is over", () => {
  const card = { state: "waiting", severity: "urgent" } as const;

  const change = decideAppend(card, [{ ...message, kind: "answered" }], message.actor, NOON);

  expect(change.set.stillTelling).toBe(false);
});

test("only a closed case is reopened", () => {
  expect(decideReopen({ state: "claimed", severity: "urgent" }, message.actor, NOON)).toEqual({
    ok: false,
    refusal: "not_closed",
  });
});

test("a body of the chain cannot claim before its turn", () => {
  expect(decideClaim(cardWith(), SHARES, member(PROVINCE), NOON)).toEqual({
    ok: false,
    refusal: "no_access",
  });
});
