import { expect, test } from "vitest";
import { after, DAY, MINUTE, type AgencyId } from "../../api/kernel.ts";
import { CLAIM_WITHIN, PING_COORDINATORS_EVERY } from "../../api/queue/index.ts";
import {
  bodiesToWake,
  decideActionOverdue,
  decideEscalation,
  isPastTheLast,
} from "../../api/queue/escalation.ts";
import {
  cardWith,
  LEAD,
  member,
  NATIONAL,
  NOON,
  POLICE,
  PROVINCE,
  SHARES,
  standings,
  valueOf,
} from "./cards.ts";

const ranOut = after(NOON, CLAIM_WITHIN.emergency);

test("when the claim clock runs out, the next body of the chain gets the turn and can read", () => {
  const change = valueOf(decideEscalation(cardWith(), SHARES, standings(), ranOut));

  expect(change.set).toMatchObject({
    holder: PROVINCE,
    turn: 1,
    claimDueAt: after(ranOut, CLAIM_WITHIN.emergency),
  });
  expect(change.shares).toEqual([
    { agency: PROVINCE, role: "chain", access: "full", position: 1, active: true },
  ]);
  expect(change.events).toMatchObject([{ kind: "escalated", detail: { agency: PROVINCE, turn: 1 } }]);
});

test("before the clock runs out nothing escalates while the body has somebody on duty", () => {
  expect(decideEscalation(cardWith(), SHARES, standings(), after(ranOut, -1))).toEqual({
    ok: false,
    refusal: "conflict",
  });
});

test("a pressing case passes over a body with nobody on duty at once", () => {
  const nobody = standings({ [LEAD]: { onDuty: false }, [PROVINCE]: { onDuty: false } });

  const change = valueOf(decideEscalation(cardWith(), SHARES, nobody, NOON));

  expect(change.set).toMatchObject({ holder: NATIONAL, turn: 2 });
  expect(change.shares?.map(({ agency }) => agency)).toEqual([NATIONAL]);
});

test("a case that does not press waits for a body's office hours", () => {
  const nobody = standings({ [LEAD]: { onDuty: false }, [PROVINCE]: { onDuty: false } });
  const card = cardWith({ severity: "standard" });

  expect(decideEscalation(card, SHARES, nobody, NOON).ok).toBe(false);
  expect(valueOf(decideEscalation(card, SHARES, nobody, after(NOON, DAY))).set.holder).toBe(PROVINCE);
});

test("a body that is not open is passed over", () => {
  const closed = standings({ [PROVINCE]: { open: false } });

  expect(valueOf(decideEscalation(cardWith(), SHARES, closed, ranOut)).set.holder).toBe(NATIONAL);
});

test("with nobody on duty anywhere the last body gets it", () => {
  const asleep = standings({
    [LEAD]: { onDuty: false },
    [PROVINCE]: { onDuty: false },
    [NATIONAL]: { onDuty: false },
  });

  expect(valueOf(decideEscalation(cardWith(), SHARES, asleep, NOON)).set.holder).toBe(NATIONAL);
});

test("after the last body the case stays, those passed over may read it, and it is said once", () => {
  const card = cardWith({ holder: NATIONAL, turn: 2 });
  const shares = SHARES.map((share) => (share.agency === NATIONAL ? { ...share, active: true } : share));

  const first = valueOf(decideEscalation(card, shares, standings(), ranOut));
  const later = { ...card, ...first.set };
  const again = valueOf(decideEscalation(later, shares, standings(), after(ranOut, PING_COORDINATORS_EVERY)));

  expect(first.set).toMatchObject({ turn: 3, claimDueAt: after(ranOut, PING_COORDINATORS_EVERY) });
  expect("holder" in first.set).toBe(false);
  expect(first.shares?.map(({ agency, active }) => [agency, active])).toEqual([[PROVINCE, true]]);
  expect(first.events.map(({ kind }) => kind)).toEqual(["escalated"]);
  expect(isPastTheLast(later, shares)).toBe(true);
  expect(again.events).toEqual([]);
  expect(again.set.turn).toBe(3);
});

test("a chain body that was only shown the card reads when its turn comes", () => {
  const shares = SHARES.map((share) =>
    share.agency === PROVINCE ? { ...share, access: "card" as const, active: true } : share,
  );

  const change = valueOf(decideEscalation(cardWith(), shares, standings(), ranOut));

  expect(change.shares).toMatchObject([{ agency: PROVINCE, access: "full", active: true }]);
});

test("claimed but not acted upon: back to the queue and up", () => {
  const card = cardWith({
    state: "claimed",
    claimedBy: { officer: member(LEAD).officer, agency: LEAD },
    claimDueAt: undefined,
    actionDueAt: after(NOON, 30 * MINUTE),
  });

  const early = decideActionOverdue(card, SHARES, standings(), after(NOON, 30 * MINUTE - 1));
  const change = valueOf(decideActionOverdue(card, SHARES, standings(), after(NOON, 30 * MINUTE)));

  expect(early).toEqual({ ok: false, refusal: "conflict" });
  expect(change.set).toMatchObject({
    state: "waiting",
    claimedBy: undefined,
    actionDueAt: undefined,
    holder: PROVINCE,
  });
  expect(change.events.map(({ kind, detail }) => [kind, detail?.agency])).toEqual([
    ["released", LEAD],
    ["escalated", PROVINCE],
  ]);
});

test("a claimed or closed case does not escalate", () => {
  expect(decideEscalation(cardWith({ state: "claimed" }), SHARES, standings(), ranOut)).toMatchObject({
    refusal: "already_claimed",
  });
  expect(decideEscalation(cardWith({ state: "closed" }), SHARES, standings(), ranOut)).toMatchObject({
    refusal: "already_closed",
  });
});

test.each<[string, Parameters<typeof cardWith>[0], AgencyId[]]>([
  ["everyone who may claim, while it waits", {}, [LEAD, POLICE]],
  ["the claiming body, once claimed", { state: "claimed", claimedBy: { ...member(POLICE) } }, [POLICE]],
  ["coordinators and the holder, past the last body", { turn: 3, holder: LEAD }, [LEAD, NATIONAL]],
  ["nobody, once closed", { state: "closed" }, []],
])("woken: %s", (_when, changes, expected) => {
  const reached = (changes?.turn ?? 0) > 0;
  const shares = SHARES.map((share) => ({ ...share, active: share.active || reached }));

  expect(bodiesToWake(cardWith(changes), shares, standings())).toEqual(expected);
});
