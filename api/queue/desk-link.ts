/** Reports of one event: proposed by their sketches, linked or kept apart by an officer. Threads stay apart. */
import {
  after,
  newId,
  ok,
  refuse,
  type Actor,
  type CaseId,
  type IncidentId,
  type Result,
} from "../kernel.ts";
import { ALIKE_WITHIN, proposeLinks } from "../incident/index.ts";
import { changeCase, plainly, seenBy } from "./change.ts";
import { decideLinking, type Linking } from "./decide-linking.ts";
import { eventOf } from "./decisions.ts";
import type { AlikeCases, Desk } from "./desk.ts";
import type { Member } from "./permit.ts";
import { checkRights, type DeskParts, type Unlocked } from "./unlock.ts";

export function deskLink(parts: DeskParts): Pick<Desk, "alike" | "link" | "unlink" | "keepApart"> {
  const { cases, clock, random } = parts;

  async function alike(by: Unlocked | Actor, id: CaseId): Promise<Result<AlikeCases>> {
    const allowed = await checkRights(cases, by, id, "open");
    if (!allowed.ok) return allowed;
    const { member, card } = allowed.value;
    const linked = (await cases.ofIncident(member, card.incident)).filter((other) => other.id !== id);
    const told = await cases.toldNear(member, id, after(card.filedAt, -ALIKE_WITHIN));
    const settled = new Set([...linked.map((other) => other.id), ...(await keptApart(member, id))]);
    const others = (told?.others ?? []).filter((other) => !settled.has(other.id));
    const proposed = told === undefined ? [] : proposeLinks(told.one, others);
    const cards = await Promise.all(
      proposed.map(async ({ case: other, likeness }) => {
        const found = await cases.card(member, other);
        return found === undefined ? [] : [{ card: found, likeness }];
      }),
    );
    return ok({ linked, proposed: cards.flat() });
  }

  /** Those that an officer has looked at and found to be something else, whichever of the two it was looked at from. */
  async function keptApart(member: Member, id: CaseId): Promise<CaseId[]> {
    const events = await cases.events(member, id);
    return events.flatMap(({ kind, detail }) =>
      kind === "kept_apart" && detail.other ? [detail.other] : [],
    );
  }

  /** Both cases must be readable: whoever may not see the other one is told that there is none. */
  async function settle(
    by: Unlocked | Actor,
    id: CaseId,
    other: CaseId,
    kind: "linked" | "kept_apart",
  ): Promise<Result<undefined>> {
    const allowed = await checkRights(cases, by, id, "link");
    if (!allowed.ok) return allowed;
    if (other === id) return refuse("invalid_value");
    const readable = await checkRights(cases, by, other, "open");
    if (!readable.ok) return readable;
    const { member } = allowed.value;
    const now = clock();
    const written = await changeCase(cases, member, id, async (seen) => {
      const found = await seenBy(cases, member, other);
      if (!found.ok) return found;
      const { incident: joins } = found.value.card;
      const linking: Linking = kind === "linked" ? { kind, other, joins } : { kind, other };
      return plainly(decideLinking(seen, member, linking, now));
    });
    if (!written.ok) return written;
    // The other one's history says it too; its incident stays as it is.
    return changeCase(cases, member, other, async () =>
      plainly(ok({ set: {}, events: [eventOf(kind, now, member, undefined, { other: id })] })),
    );
  }

  return {
    alike,
    link: (by, id, other) => settle(by, id, other, "linked"),
    keepApart: (by, id, other) => settle(by, id, other, "kept_apart"),

    async unlink(by, id) {
      const allowed = await checkRights(cases, by, id, "link");
      if (!allowed.ok) return allowed;
      const { member } = allowed.value;
      const incident = newId<IncidentId>(random);
      return changeCase(cases, member, id, async (seen) =>
        plainly(decideLinking(seen, member, { kind: "unlinked", incident }, clock())),
      );
    },
  };
}
