import { fc } from "../chance.ts";
import { expect, test } from "vitest";
import { after, MINUTE, ok, refuse, type AgencyId, type Instant, type Result } from "../../api/kernel.ts";
import type { CaseCard, CaseChange, Share } from "../../api/queue/index.ts";
import { mergeShares } from "../../api/queue/change.ts";
import {
  decideAction,
  decideAppend,
  decideClaim,
  decideClose,
  decideNote,
  decideRelease,
} from "../../api/queue/decisions.ts";
import { decideRefer, decideRevoke, decideTransfer } from "../../api/queue/decide-sharing.ts";
import { decideActionOverdue, decideEscalation, isPastTheLast } from "../../api/queue/escalation.ts";
import { createCases } from "../fakes/cases.ts";
import {
  cardWith,
  HEALTH,
  LEAD,
  member,
  NATIONAL,
  NOON,
  POLICE,
  PROVINCE,
  SHARES,
  standings,
  STRANGER,
  valueOf,
  WORDS,
} from "./cards.ts";
import { createWorld, filingWith } from "./world.ts";

const AGENCIES = [LEAD, POLICE, HEALTH, PROVINCE, NATIONAL, STRANGER];
const world = await createWorld();

const agency = fc.constantFrom(...AGENCIES);
const by = fc
  .tuple(agency, fc.constantFrom("one", "two"), fc.constantFrom("officer" as const, "supervisor" as const))
  .map(([body, name, role]) => member(body, `${name}-of-${body}`, role));
const asleep = fc.subarray(AGENCIES);
const kind = fc.constantFrom(
  ...(["claim", "claim", "release", "act", "note", "close", "refer", "transfer", "revoke"] as const),
  ...(["write", "clock", "clock", "clock"] as const),
);
const act = fc.record({
  kind,
  by,
  target: agency,
  asleep,
  wait: fc.integer({ min: 0, max: 200 }),
  full: fc.boolean(),
});
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** What an act decides, as the desk and the clockwork ask it. */
function decide(
  { kind: what, by: who, target, asleep: off, full }: Act,
  card: CaseCard,
  shares: Share[],
  now: Instant,
): Result<CaseChange> {
  const words = { ...WORDS, epoch: card.epoch };
  switch (what) {
    case "claim":
      return decideClaim(card, shares, who, now);
    case "release":
      return decideRelease(card, shares, who, words, now);
    case "act":
      return decideAction(card, shares, who, { kind: "action", words }, now);
    case "note":
      return decideNote(card, shares, who, words, now);
    case "close":
      return decideClose(card, shares, who, { outcome: "victim_safe", words }, now);
    case "refer":
      return decideRefer(card, shares, who, { agency: target, access: full ? "full" : "card" }, words, now);
    case "transfer":
      return target === who.agency
        ? refuse("invalid_value")
        : decideTransfer(card, shares, who, target, words, now);
    case "revoke":
      return decideRevoke(card, shares, who, target, { ...words, epoch: card.epoch + 1 }, now);
    case "write":
      return ok(
        decideAppend(
          card,
          [{ kind: "message", at: now, actor: { kind: "reporter", case: card.id }, ...words }],
          { kind: "reporter", case: card.id },
          now,
        ),
      );
    case "clock": {
      const duty = standings(Object.fromEntries(off.map((body) => [body, { onDuty: false }])));
      const moved = decideActionOverdue(card, shares, duty, now);
      return moved.ok ? moved : decideEscalation(card, shares, duty, now);
    }
  }
}

/** Everything that is wrong with a case, in words. */
function faultsOf(card: CaseCard, shares: readonly Share[]): string[] {
  const readsNow = (body: AgencyId | undefined) =>
    shares.some((share) => share.agency === body && share.active && share.access === "full");
  const { state, claimedBy, claimDueAt, actionDueAt, closedAt, outcome } = card;
  const promises: [string, boolean][] = [
    ["a waiting case has a claim clock and no other", state !== "waiting" || (!!claimDueAt && !actionDueAt)],
    ["a waiting case is nobody's", state !== "waiting" || claimedBy === undefined],
    ["a claimed case is somebody's who reads", state !== "claimed" || readsNow(claimedBy?.agency)],
    ["a claimed case has no claim clock", state !== "claimed" || claimDueAt === undefined],
    ["a closed case has no running clock", state !== "closed" || (!claimDueAt && !actionDueAt)],
    ["exactly a closed case has an end", (state === "closed") === (!!closedAt && !!outcome)],
    ["whoever has the turn reads", readsNow(card.holder)],
  ];
  return promises.flatMap(([promise, kept]) => (kept ? [] : [promise]));
}

test("whatever people and time do in whatever order, a case stays sound", async () => {
  const { newCase } = await world.seal(filingWith());

  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
      const cases = createCases();
      const id = cases.file(newCase);
      let now = NOON;
      for (const one of acts) {
        now = after(now, one.wait * MINUTE);
        const { card, shares } = cases.kept(id);
        const before = { turn: card.turn, version: card.version };
        const decided = decide(one, card, [...shares.values()], now);
        if (!decided.ok) continue;

        expect(await cases.change(id, before.version, decided.value)).toBe("done");

        const kept = cases.kept(id);
        expect(faultsOf(kept.card, [...kept.shares.values()])).toEqual([]);
        expect(kept.card.turn).toBeGreaterThanOrEqual(before.turn);
        expect(kept.events.map(({ seq }) => seq)).toEqual(kept.events.map((_, index) => index + 1));
      }
    }),
    { numRuns: 150 },
  );
});

test("a case that nobody ever claims reaches every body and then the coordinators, however people sleep", () => {
  fc.assert(
    fc.property(fc.array(asleep, { minLength: 12, maxLength: 12 }), fc.boolean(), (nights, pressing) => {
      let card = cardWith({ severity: pressing ? "emergency" : "low" });
      let shares = SHARES;
      for (const off of nights) {
        const now = card.claimDueAt as Instant;
        const duty = standings(Object.fromEntries(off.map((body) => [body, { onDuty: false }])));
        const decided = decideEscalation(card, shares, duty, now);
        const { set, shares: reached } = valueOf(decided);
        card = { ...card, ...set };
        shares = mergeShares(shares, reached);
      }

      expect(isPastTheLast(card, shares)).toBe(true);
      expect(card.holder).toBe(NATIONAL);
      expect(shares.filter(({ access }) => access === "full").every(({ active }) => active)).toBe(true);
    }),
  );
});
