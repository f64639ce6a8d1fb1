/** Confirming or correcting what triage said: the words are read first, so that what is corrected was seen. */
import { ok, refuse, type Result } from "../kernel.ts";
import { changeCase, plainly } from "./change.ts";
import { cardTriageOf, decideReview } from "./decide-review.ts";
import type { Desk } from "./desk.ts";
import { reportIn } from "./keys.ts";
import { checkReason, checkRights, readCase, sealNow, type DeskParts } from "./unlock.ts";
import type { Verdict } from "./review-words.ts";
import type { CardTriage } from "./words.ts";

export function deskReview(parts: DeskParts): Pick<Desk, "review"> {
  const { cases, clock } = parts;

  return {
    async review(by, id, to, reason) {
      const allowed = await checkRights(cases, by, id, "review");
      if (!allowed.ok) return allowed;
      const read = await readCase(parts, by, id);
      if (!read.ok) return read;
      const found = reportIn(read.value.events)?.indicators ?? [];
      const { member } = allowed.value;
      const same = isSame(allowed.value.card, to) && sameSet(found, to.indicators);
      const text: Result<string> = same ? ok(reason.trim()) : checkReason(reason);
      if (!text.ok) return refuse(text.refusal);
      return changeCase(cases, member, id, async ({ card, shares }) => {
        const from: Verdict = { ...cardTriageOf(card), indicators: found };
        const words = await sealNow(parts, member, card, { kind: "reviewed", from, to, text: text.value });
        return plainly(decideReview(card, shares, member, { to, found, words }, clock()));
      });
    },
  };
}

const isSame = (one: CardTriage, other: CardTriage): boolean =>
  one.category === other.category &&
  one.severity === other.severity &&
  one.child === other.child &&
  one.area === other.area;

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((word) => other.includes(word));
