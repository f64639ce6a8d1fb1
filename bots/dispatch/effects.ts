/** What the engine asks for, done: filed, appended, opened by code. Reports are sealed here and written with the turn. */
import { areaAndAbove, newId, type AreaCode, type CaseId, type Instant } from "../../api/kernel.ts";
import { sketchReport } from "../../api/incident/index.ts";
import { narrativeOf, type Submission } from "../../api/intake/index.ts";
import { decide } from "../../api/pipeline.ts";
import {
  sealAddition,
  sealFiling,
  type Addition,
  type CaseChange,
  type NewCase,
  type ReporterDesk,
} from "../../api/queue/index.ts";
import { throttleName, type Pepper, type PeriodKeys, type SlowHash } from "../../api/vault/index.ts";
import type { Address } from "../channel.ts";
import type { ConversationInput, Effect, Told } from "../conversation/index.ts";
import { add, type AddingParts } from "./adding.ts";
import { isOneOfMany } from "./pace.ts";
import type { FiledCounts, Leased } from "./ports.ts";
import { readersOf, type Facts } from "./world.ts";

export type EffectParts = AddingParts & {
  filed: FiledCounts;
  throttle: () => PeriodKeys;
  reporterDesk: ReporterDesk;
  hash: SlowHash;
  pepper: Pepper;
  /** The keys under which reports are compared for a while. */
  sketchKeys: () => PeriodKeys;
};

/** Who asked, and the facts to answer from. */
type Asked = { leased: Leased; address: Address; facts: Facts; now: Instant };

/** What this turn will write besides the talk itself. */
export type Draft = {
  filing: NewCase | undefined;
  filedBy: string | undefined;
  /** What is added to cases, until it is sealed. */
  additions: Map<CaseId, Addition[]>;
  changes: Map<CaseId, { version: number; change: CaseChange }>;
  erase: boolean;
  /** The reporter's latest word on messages that we start in this chat. */
  mayWrite: boolean | undefined;
};

export const newDraft = (): Draft => ({
  filing: undefined,
  filedBy: undefined,
  additions: new Map(),
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
  switch (effect.kind) {
    case "file":
      draft.mayWrite = effect.submission.answers.contact?.kind === "yes";
      return file(parts, asked, draft, effect.submission);
    case "append":
      return append(draft, effect.case, { kind: "message", part: effect.part });
    case "answer":
      if (effect.answers.contact !== undefined) draft.mayWrite = effect.answers.contact.kind === "yes";
      return append(draft, effect.case, { kind: "answered", answers: effect.answers });
    case "reassess":
      return reassess(parts, asked, draft, effect.case, effect.told);
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
    bodyKeys: await parts.bodies.keys([...bodies]),
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
  const chat = throttleName(parts.throttle(), leased.channel, address);
  const oneOfMany = isOneOfMany(await parts.filed.filedBy(chat, now));
  draft.filing = { ...newCase, card: { ...newCase.card, oneOfMany } };
  draft.filedBy = chat;
  const { names, withinMinutes } = readersOf(filing, facts.bodies);
  return { kind: "filed", case: newCase.card.id, code, readers: names, byMinutes: withinMinutes };
}

/** What everybody calls that place: said in every report from there, so it tells none apart. */
const placeNames = ({ gazetteer }: Facts, area: AreaCode): string[] =>
  areaAndAbove(area).map((code) => gazetteer.describe(code));

/** Held until the turn knows all that is added; `reassess` seals it. */
function append(draft: Draft, id: CaseId, addition: Addition): undefined {
  draft.additions.set(id, [...(draft.additions.get(id) ?? []), addition]);
}

/** Adds to the case filed in this very turn, or to one that is there, which then follows what was said. */
async function reassess(
  parts: EffectParts,
  { leased, address, facts, now }: Asked,
  draft: Draft,
  id: CaseId,
  told: Told,
): Promise<ConversationInput | undefined> {
  const additions = draft.additions.get(id) ?? [];
  const sketches = additions.flatMap((addition) =>
    addition.kind === "message" ? sketchReport(parts.sketchKeys(), addition.part.text, []) : [],
  );
  if (draft.filing?.card.id === id) {
    const { epoch, events } = draft.filing;
    for (const addition of additions) events.push(await sealAddition(parts.server, id, epoch, addition, now));
    draft.filing.sketches = [...draft.filing.sketches, ...sketches];
    draft.additions.delete(id);
    return undefined;
  }
  const sealedFor = JSON.stringify({ channel: leased.channel, address });
  const added = await add(parts, id, additions, told, { facts, now, address: sealedFor });
  draft.changes.set(id, { version: added.version, change: { ...added.change, sketches } });
  // Who looks with the code alone reads nothing on this phone that was not asked for.
  if (added.readers === undefined || told.answers.contact?.kind === "code") return undefined;
  return { kind: "moved", readers: added.readers };
}
