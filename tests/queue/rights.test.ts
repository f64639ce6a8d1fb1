import { expect, test } from "vitest";
import type { Refusal } from "../../api/kernel.ts";
import { ACTS, allowedActs, type Act, type CaseCard, type Member } from "../../api/queue/index.ts";
import { refusalOf } from "../../api/queue/permit.ts";
import { cardWith, HEALTH, LEAD, member, NOON, POLICE, PROVINCE, SHARES, STRANGER } from "./cards.ts";

const waiting = cardWith();
const claimed = cardWith({
  state: "claimed",
  claimedBy: { officer: member(LEAD).officer, agency: LEAD },
  claimedAt: NOON,
  claimDueAt: undefined,
});
const closed = cardWith({ ...claimed, state: "closed", closedAt: NOON, outcome: "victim_safe" });

const every = (refusal: Refusal): Partial<Record<Act, Refusal>> =>
  Object.fromEntries(ACTS.map((act) => [act, refusal]));
const everyBut = (free: Act[], refusal: Refusal, others: Partial<Record<Act, Refusal>> = {}) => ({
  ...Object.fromEntries(ACTS.filter((act) => !free.includes(act)).map((act) => [act, refusal])),
  ...others,
});

/** Who, with a case in which state, is refused what; every act that is not named is allowed. */
const MATRIX: [string, CaseCard, Member, Partial<Record<Act, Refusal>>][] = [
  ["a body without a part", waiting, member(STRANGER), every("no_access")],
  ["a body of the chain before its turn", waiting, member(PROVINCE), every("no_access")],
  ["a card-only support", waiting, member(HEALTH), every("card_only")],
  [
    "the lead while it waits",
    waiting,
    member(LEAD),
    everyBut(["open", "note", "link", "claim"], "not_claimed"),
  ],
  [
    "a full support while it waits",
    waiting,
    member(POLICE),
    everyBut(["open", "note", "link", "claim"], "not_claimed"),
  ],
  ["the claimant", claimed, member(LEAD), { claim: "already_claimed" }],
  [
    "a supervisor of the claiming body",
    claimed,
    member(LEAD, "head", "supervisor"),
    { claim: "already_claimed" },
  ],
  [
    "a colleague of the claimant",
    claimed,
    member(LEAD, "colleague"),
    everyBut(["open", "note", "link", "act", "reply", "hand_off", "review"], "not_claimed", {
      claim: "already_claimed",
    }),
  ],
  [
    "a supervisor of another body",
    claimed,
    member(POLICE, "chief", "supervisor"),
    everyBut(["open", "note", "link"], "not_claimed", { claim: "already_claimed" }),
  ],
  ["a card-only support while claimed", claimed, member(HEALTH, "chief", "supervisor"), every("card_only")],
  ["the claimant after the end", closed, member(LEAD), everyBut(["open"], "already_closed")],
];

test.each(MATRIX)("%s may do exactly what the table of rights says", (_who, card, by, refused) => {
  const found = Object.fromEntries(
    ACTS.flatMap((act) => {
      const refusal = refusalOf(act, card, SHARES, by);
      return refusal === undefined ? [] : [[act, refusal]];
    }),
  );

  expect(found).toEqual(refused);
  expect(allowedActs(card, SHARES, by)).toEqual(ACTS.filter((act) => !(act in refused)));
});
