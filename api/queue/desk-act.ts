/** Acts of a body on a case: claim, release, act, note, close, and phoning a body that is not enrolled. */
import { ok, refuse, type Actor, type CaseId, type Result } from "../kernel.ts";
import { changeCase, nothingToWrite, plainly, type Seen } from "./change.ts";
import {
  decideAction,
  decideClaim,
  decideClose,
  decideNote,
  decideRelease,
  type Words,
} from "./decisions.ts";
import { whyKeptFrom } from "./decide-sharing.ts";
import type { Desk } from "./desk.ts";
import { barredIn } from "./keys.ts";
import type { Act, Member } from "./permit.ts";
import {
  checkReason,
  checkRights,
  checkText,
  enter,
  memberOf,
  readCase,
  sealNow,
  type DeskParts,
  type Unlocked,
} from "./unlock.ts";
import { ACTIONS, OUTCOMES, type CaseChange, type EventContent } from "./words.ts";

export function deskAct(
  parts: DeskParts,
): Pick<Desk, "claim" | "release" | "act" | "note" | "close" | "handOff"> {
  const { cases, clock } = parts;

  /** An act with words about it: rights first, then sealing, then the decision on fresh facts. */
  async function actWithWords(
    by: Unlocked | Actor,
    id: CaseId,
    act: Act,
    content: EventContent,
    decide: (seen: Seen, member: Member, words: Words) => Result<CaseChange>,
  ): Promise<Result<undefined>> {
    const allowed = await checkRights(cases, by, id, act);
    if (!allowed.ok) return allowed;
    const { member } = allowed.value;
    return changeCase(cases, member, id, async (seen) =>
      plainly(decide(seen, member, await sealNow(parts, member, seen.card, content))),
    );
  }

  return {
    async claim(by, id) {
      const member = memberOf(by);
      if (member === undefined) return refuse("no_access");
      return changeCase(cases, member, id, async ({ card, shares }) => {
        // A second click of the claimant changes nothing and leaves no event.
        if (card.state === "claimed" && card.claimedBy?.officer === member.officer) return nothingToWrite;
        return plainly(decideClaim(card, shares, member, clock()));
      });
    },

    async release(by, id, reason) {
      const text = checkReason(reason);
      if (!text.ok) return text;
      return actWithWords(by, id, "release", { kind: "released", text: text.value }, (seen, member, words) =>
        decideRelease(seen.card, seen.shares, member, words, clock()),
      );
    },

    async act(by, id, { action, text: typed }) {
      const text = checkText(typed);
      if (!text.ok) return text;
      if (!ACTIONS.includes(action)) return refuse("invalid_value");
      return actWithWords(
        by,
        id,
        "act",
        { kind: "action", action, text: text.value },
        (seen, member, words) =>
          decideAction(seen.card, seen.shares, member, { kind: "action", words }, clock()),
      );
    },

    async note(by, id, typed) {
      const text = checkText(typed);
      if (!text.ok) return text;
      return actWithWords(by, id, "note", { kind: "note", text: text.value }, (seen, member, words) =>
        decideNote(seen.card, seen.shares, member, words, clock()),
      );
    },

    async close(by, id, { outcome, text: typed }) {
      const text = checkText(typed);
      if (!text.ok) return text;
      if (!OUTCOMES.includes(outcome)) return refuse("invalid_value");
      return actWithWords(by, id, "close", { kind: "closed", text: text.value }, (seen, member, words) =>
        decideClose(seen.card, seen.shares, member, { outcome, words }, clock()),
      );
    },

    async handOff(by, id, { agency, spokeWith, accepted, text: typed }) {
      const text = checkText(typed);
      const person = checkText(spokeWith);
      if (!text.ok) return text;
      if (!person.ok) return person;
      const entered = await enter(parts, by, id, "hand_off");
      if (!entered.ok) return entered;
      const { member } = entered.value;
      const body = (await parts.bodies.all()).find((one) => one.id === agency);
      return changeCase(cases, member, id, async ({ card, shares }) => {
        const read = await readCase(parts, by, id);
        if (!read.ok) return read;
        const kept = whyKeptFrom(body, barredIn(read.value.events));
        if (kept !== undefined) return refuse(kept);
        const content = {
          kind: "hand_off" as const,
          agency,
          spokeWith: person.value,
          accepted,
          text: text.value,
        };
        const words = await sealNow(parts, member, card, content);
        const done = { kind: "hand_off" as const, words, detail: { agency } };
        const decided = decideAction(card, shares, member, done, clock());
        if (!decided.ok) return decided;
        const awaited = (await cases.handOffs(member, id)).some(
          (handOff) => handOff.agency === agency && handOff.doneAt === undefined,
        );
        const change = { ...decided.value, ...(accepted && awaited && { handOffsDone: [agency] }) };
        return ok({ change, value: undefined });
      });
    },
  };
}
