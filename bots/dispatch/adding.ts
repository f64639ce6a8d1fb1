/** What a reporter adds to a filed case: looked at over everything this chat still holds, sealed, not yet written. */
import type { Actor, CaseId, Instant } from "../../api/kernel.ts";
import { decideAgain, type Again } from "../../api/pipeline.ts";
import {
  isShutOut,
  reportOf,
  sealAdded,
  type Addition,
  type CaseChange,
  type CaseSeen,
  type Cases,
  type FullerStory,
  type SealAddedParts,
} from "../../api/queue/index.ts";
import { isKeptOut } from "../../api/routing/index.ts";
import type { Told } from "../conversation/index.ts";
import type { Facts } from "./world.ts";

export type AddingParts = Omit<SealAddedParts, "cases"> & {
  cases: SealAddedParts["cases"] & Pick<Cases, "card" | "shares" | "events" | "epochs" | "handOffs">;
};

/** `readers`: by name, the holder first; undefined when nobody came or went. */
export type Adding = { version: number; change: CaseChange; readers: string[] | undefined };

/** Throws for a case that is not there: only a case that this chat filed or opened is ever added to. */
export async function add(
  parts: AddingParts,
  id: CaseId,
  additions: readonly Addition[],
  told: Told,
  world: { facts: Facts; now: Instant; address: string },
): Promise<Adding> {
  const { facts, now, address } = world;
  const { seen, before, placedByPeople } = await look(parts, id);
  // Words that came by another chat are not known here, and with them whom the reporter may have kept out. And what an
  // officer has judged already must not raise the case once more: then only what is new counts.
  const { reviewed } = seen.card;
  const whole = !reviewed && told.added !== undefined && told.added === before;
  const known = reviewed ? newIn(additions) : { parts: told.parts, answers: told.answers };
  const shutOut = new Set(seen.shares.filter(isShutOut).map(({ agency }) => agency));
  const bodies = facts.bodies.map((body) =>
    // A coordinator ends every chain, whoever let it go before.
    shutOut.has(body.id) && body.kind !== "coordinator" ? { ...body, open: false, phone: undefined } : body,
  );
  const submission = { ...known, reason: "danger" as const, stillTelling: true };
  const again = decideAgain({ submission, barred: told.barred, whole }, seen.card, { ...facts, bodies, now });
  const keptOut = { implicated: again.triage.implicated, notReaders: told.answers.notReaders ?? [] };
  const story: FullerStory = {
    to: again.to,
    route: again.route,
    whole,
    barredAnew: [...keptOut.implicated, ...keptOut.notReaders].some(
      (corps) => !told.barredBefore.includes(corps),
    ),
    isBarred: (agency) => facts.bodies.some((body) => body.id === agency && isKeptOut(keptOut, body)),
    placedByPeople,
    barred: [...new Set([...keptOut.implicated, ...keptOut.notReaders])],
    report: whole ? reportFrom(again) : undefined,
    address,
  };
  const { change, readers } = await sealAdded(parts, seen, additions, story, now);
  const names = readers?.flatMap((agency) => facts.bodies.find(({ id: one }) => one === agency)?.name ?? []);
  return { version: seen.card.version, change, readers: names };
}

const newIn = (additions: readonly Addition[]): Pick<Told, "parts" | "answers"> => ({
  parts: additions.flatMap((addition) => (addition.kind === "message" ? [addition.part] : [])),
  answers: additions.reduce(
    (sum, addition) => (addition.kind === "answered" ? { ...sum, ...addition.answers } : sum),
    {},
  ),
});

const reportFrom = ({ route, ...again }: Again): FullerStory["report"] =>
  route && reportOf({ ...again, route });

async function look(
  { cases }: AddingParts,
  id: CaseId,
): Promise<{ seen: CaseSeen; before: number; placedByPeople: boolean }> {
  const actor: Actor = { kind: "reporter", case: id };
  const card = await cases.card(actor, id);
  if (card === undefined) throw new Error("append_to_unknown_case");
  const [shares, epochs, handOffs, events] = await Promise.all([
    cases.shares(actor, id),
    cases.epochs(actor, id),
    cases.handOffs(actor, id),
    cases.events(actor, id),
  ]);
  return {
    seen: { card, shares, epochs, handOffs },
    before: events.filter(({ kind }) => kind === "message" || kind === "answered").length,
    placedByPeople: events.some(({ kind }) => kind === "transferred"),
  };
}
