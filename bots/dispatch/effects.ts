/** What the engine asks for, done: filed, appended, opened by code. Reports are sealed here and written with the turn. */
import {
  areaAndAbove,
  newId,
  type AgencyId,
  type AreaCode,
  type CaseId,
  type Instant,
  type Random,
} from "../../api/kernel.ts";
import { sketchReport } from "../../api/incident/index.ts";
import { narrativeOf, type Submission } from "../../api/intake/index.ts";
import { decide } from "../../api/pipeline.ts";
import {
  decideAppend,
  sealAppend,
  sealFiling,
  type BodyKey,
  type CaseChange,
  type EventContent,
  type NewCase,
  type ReporterDesk,
} from "../../api/queue/index.ts";
import type { Pepper, PeriodKeys, ServerKeys, SlowHash } from "../../api/vault/index.ts";
import type { Address } from "../channel.ts";
import type { ConversationInput, Effect } from "../conversation/index.ts";
import type { AppendTargets, Leased } from "./ports.ts";
import { readersOf, type Facts } from "./world.ts";

export type EffectParts = {
  targets: AppendTargets;
  bodyKeys: (agencies: AgencyId[]) => Promise<BodyKey[]>;
  reporterDesk: ReporterDesk;
  hash: SlowHash;
  pepper: Pepper;
  server: ServerKeys;
  periods: () => PeriodKeys;
  /** The keys under which reports are compared for a while. */
  sketchKeys: () => PeriodKeys;
  random: Random;
};

/** Who asked, and the facts to answer from. */
type Asked = { leased: Leased; address: Address; facts: Facts; now: Instant };

/** What this turn will write besides the talk itself. */
export type Draft = {
  filing: NewCase | undefined;
  changes: Map<CaseId, { version: number; change: CaseChange }>;
  erase: boolean;
  /** The reporter's latest word on messages that we start in this chat. */
  mayWrite: boolean | undefined;
};

export const newDraft = (): Draft => ({
  filing: undefined,
  changes: new Map(),
  erase: false,
  mayWrite: undefined,
});

/** Returns what the engine must be told, if anything. Only trying and reading a code leave a mark before the turn. */
export async function perform(
  parts: EffectParts,
  asked: Asked,
  draft: Draft,
  effect: Effect,
): Promise<ConversationInput | undefined> {
  const { now } = asked;
  switch (effect.kind) {
    case "file":
      draft.mayWrite = effect.submission.answers.contact?.kind === "yes";
      return file(parts, asked, draft, effect.submission);
    case "append":
      return append(parts, draft, effect.case, { kind: "message", part: effect.part }, now);
    case "answer":
      if (effect.answers.contact !== undefined) draft.mayWrite = effect.answers.contact.kind === "yes";
      return append(parts, draft, effect.case, { kind: "answered", answers: effect.answers }, now);
    case "open_code": {
      const opened = await parts.reporterDesk.openByCode(effect.text);
      if (opened.ok) return { kind: "opened_by_code", found: opened.value, tooManyTries: false };
      return {
        kind: "opened_by_code",
        found: undefined,
        tooManyTries: opened.refusal === "too_many_tries",
      };
    }
    case "mark_read":
      await parts.reporterDesk.markRead(effect.case);
      return undefined;
    case "erase":
      draft.erase = true;
      return undefined;
  }
}

async function file(
  parts: EffectParts,
  { leased, address, facts, now }: Asked,
  draft: Draft,
  submission: Submission,
): Promise<ConversationInput> {
  const filing = decide(submission, { ...facts, now });
  if (filing === undefined) return { kind: "not_open" };
  const { lead, supports, chain } = filing.route;
  const bodies = new Set([lead, ...supports.map(({ agency }) => agency), ...chain]);
  const { newCase, code } = await sealFiling(filing, {
    id: newId<CaseId>(parts.random),
    server: parts.server,
    bodyKeys: await parts.bodyKeys([...bodies]),
    hash: parts.hash,
    pepper: parts.pepper,
    random: parts.random,
    address: JSON.stringify({ channel: leased.channel, address }),
    notices: [],
    sketches: sketchReport(
      parts.sketchKeys(),
      narrativeOf(submission.parts),
      placeNames(facts, filing.area.exact),
    ),
  });
  draft.filing = newCase;
  const { names, withinMinutes } = readersOf(filing, facts.bodies);
  return { kind: "filed", case: newCase.card.id, code, readers: names, byMinutes: withinMinutes };
}

/** What everybody calls that place: said in every report from there, so it tells none apart. */
const placeNames = ({ gazetteer }: Facts, area: AreaCode): string[] =>
  areaAndAbove(area).map((code) => gazetteer.describe(code));

/** Appends to the case filed in this very turn, or to one that is already there. */
async function append(
  parts: EffectParts,
  draft: Draft,
  id: CaseId,
  content: EventContent & { kind: "message" | "answered" },
  now: Instant,
): Promise<undefined> {
  const sketches = content.kind === "message" ? sketchReport(parts.sketchKeys(), content.part.text, []) : [];
  if (draft.filing?.card.id === id) {
    const { epoch, events } = draft.filing;
    events.push(await sealAppend(parts.server, id, epoch, content, now));
    draft.filing.sketches = [...draft.filing.sketches, ...sketches];
    return;
  }
  const target = await parts.targets.appendTarget({ kind: "reporter", case: id }, id);
  if (target === undefined) throw new Error("append_to_unknown_case");
  const event = await sealAppend(parts.server, id, target.epoch, content, now);
  const earlier = draft.changes.get(id);
  // A second message of the same turn finds the case already opened again by the first.
  const decided = decideAppend(earlier ? { ...target, state: "waiting" } : target, event, now);
  const change = { ...decided.change, sketches };
  draft.changes.set(id, {
    version: target.version,
    change: earlier ? joined(earlier.change, change) : change,
  });
}

const joined = (first: CaseChange, second: CaseChange): CaseChange => ({
  ...first,
  set: { ...first.set, ...second.set },
  events: [...first.events, ...second.events],
  sketches: [...(first.sketches ?? []), ...(second.sketches ?? [])],
});
