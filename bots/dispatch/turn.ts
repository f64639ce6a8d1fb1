/**
 * One turn: an input goes through the engine, what the engine asks for is done (triage and sealing, nothing written),
 * and everything comes back as one Turn for one short write.
 */
import { after, HOUR, newId, type CaseId, type Instant, type Locale } from "../../api/kernel.ts";
import type { Random } from "../../api/kernel.ts";
import type { Submission } from "../../api/intake/index.ts";
import type { NewOutboxRow } from "../../api/outbox/index.ts";
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
import { sealInFlight, sealJsonInFlight, type Pepper, type PeriodKeys, type ServerKeys, type SlowHash } from "../../api/vault/index.ts";
import type { Texts } from "../../locales/index.ts";
import { advance, type ConversationInput, type Effect, type Prompt, type State } from "../conversation/index.ts";
import type { Address } from "../channel.ts";
import type { AppendTargets, Leased, Turn } from "./ports.ts";
import { render } from "./render.ts";
import { worldOf, type Facts } from "./world.ts";

/** How long state, address and pseudonym outlive the last message (DESIGN §4). */
export const LINK_LASTS = 72 * HOUR;
/** Effects of effects (file → filed → answer …) end within a few rounds; more is a bug of the engine. */
const MOST_ROUNDS = 8;

export type TurnParts = {
  targets: AppendTargets;
  bodyKeys: (agencies: NewCase["shares"][number]["agency"][]) => Promise<BodyKey[]>;
  reporterDesk: ReporterDesk;
  hash: SlowHash;
  pepper: Pepper;
  server: ServerKeys;
  periods: () => PeriodKeys;
  random: Random;
  texts: Texts;
};

/** What is kept of a conversation between turns. */
export type Kept = { locale: Locale; state: State };

export type TurnQuestion = {
  leased: Leased;
  address: Address;
  kept: Kept | undefined;
  input: ConversationInput;
  facts: Facts;
  now: Instant;
  answers: bigint | undefined;
  locale: Locale;
  trace: string | undefined;
};

type Draft = {
  prompts: Prompt[];
  steps: string[];
  filing: NewCase | undefined;
  changes: Map<CaseId, { version: number; change: CaseChange }>;
  erase: boolean;
  /** The reporter's latest word on messages that we start here. */
  mayWrite: boolean | undefined;
};

/** Runs the engine to its end for one input. Writes nothing; a second run with the same facts is harmless. */
export async function takeTurn(parts: TurnParts, question: TurnQuestion): Promise<Turn> {
  const { leased, address, facts, now } = question;
  const draft: Draft = { prompts: [], steps: [], filing: undefined, changes: new Map(), erase: false, mayWrite: undefined };
  const locale = question.locale;
  const world = worldOf(facts, now, locale);
  let state = question.kept?.state;
  let wakeAt: Instant | undefined;
  let spoken: Locale = locale;
  const inputs: ConversationInput[] = [question.input];
  for (let round = 0; inputs.length > 0; round += 1) {
    if (round >= MOST_ROUNDS) throw new Error("conversation_does_not_settle");
    const input = inputs.shift() as ConversationInput;
    const turned = advance(state, input, { ...world, locale: spoken });
    state = turned.state;
    wakeAt = turned.wakeAt;
    spoken = turned.locale;
    draft.prompts.push(...turned.prompts);
    draft.steps.push(...turned.steps);
    for (const effect of turned.effects) {
      const answer = await perform(parts, question, draft, effect);
      if (answer !== undefined) inputs.push(answer);
    }
  }
  const periods = parts.periods();
  const sealedAddress = () => sealInFlight<"address">(periods, "address", Buffer.from(address), parts.random);
  const outbox = draft.prompts.map(
    (prompt): NewOutboxRow => ({
      channel: leased.channel,
      kind: "prompt",
      conversation: leased.id,
      address: sealedAddress(),
      body: sealJsonInFlight<"message">(periods, "message", render(prompt, spoken, parts.texts), parts.random),
      notBefore: now,
    }),
  );
  const kept: Kept | undefined = state === undefined ? undefined : { locale: spoken, state };
  return {
    conversation: leased.id,
    version: leased.version,
    answers: question.answers,
    state: kept && sealJsonInFlight<"conversation">(periods, "conversation", kept, parts.random),
    address: sealedAddress(),
    case: draft.filing?.card.id ?? leased.case,
    wakeAt,
    linkUntil: question.answers === undefined ? undefined : after(now, LINK_LASTS),
    mayWrite: draft.mayWrite,
    outbox,
    filing: draft.filing,
    changes: [...draft.changes].map(([id, change]) => ({ case: id, ...change })),
    steps: draft.steps,
    erase: draft.erase,
    traces:
      question.trace === undefined
        ? []
        : [sealInFlight<"trace">(periods, "trace", Buffer.from(question.trace), parts.random)],
  };
}

/** Does what the engine asked for; returns what the engine must be told, if anything. */
async function perform(
  parts: TurnParts,
  question: TurnQuestion,
  draft: Draft,
  effect: Effect,
): Promise<ConversationInput | undefined> {
  const { now } = question;
  switch (effect.kind) {
    case "file":
      draft.mayWrite = effect.submission.answers.contact?.kind === "yes";
      return file(parts, question, draft, effect.submission);
    case "append":
      return append(parts, draft, effect.case, { kind: "message", part: effect.part }, now);
    case "answer":
      if (effect.answers.contact !== undefined) draft.mayWrite = effect.answers.contact.kind === "yes";
      return append(parts, draft, effect.case, { kind: "answered", answers: effect.answers }, now);
    case "open_code": {
      const opened = await parts.reporterDesk.openByCode(effect.text);
      if (opened.ok) return { kind: "opened_by_code", found: opened.value, tooManyTries: false };
      return { kind: "opened_by_code", found: undefined, tooManyTries: opened.refusal === "too_many_tries" };
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
  parts: TurnParts,
  { leased, address, facts, now }: TurnQuestion,
  draft: Draft,
  submission: Submission,
): Promise<ConversationInput> {
  const filing = decide(submission, { ...facts, now });
  if (filing === undefined) return { kind: "not_open" };
  const { route } = filing;
  const readers = [route.lead, ...route.supports.map(({ agency }) => agency), ...route.chain];
  const { newCase, code } = await sealFiling(filing, {
    id: newId<CaseId>(parts.random),
    server: parts.server,
    bodyKeys: await parts.bodyKeys([...new Set(readers)]),
    hash: parts.hash,
    pepper: parts.pepper,
    random: parts.random,
    address: JSON.stringify({ channel: leased.channel, address }),
    notices: [],
  });
  draft.filing = newCase;
  const { names, withinMinutes } = worldOf(facts, now, "id").readers(submission);
  return { kind: "filed", case: newCase.card.id, code, readers: names, byMinutes: withinMinutes };
}

/** Appends to the case filed in this very turn, or to one that is already there. */
async function append(
  parts: TurnParts,
  draft: Draft,
  id: CaseId,
  content: EventContent & { kind: "message" | "answered" },
  now: Instant,
): Promise<undefined> {
  if (draft.filing?.card.id === id) {
    const { epoch, events } = draft.filing;
    events.push(await sealAppend(parts.server, id, epoch, content, now));
    return;
  }
  const target = await parts.targets.appendTarget(id);
  if (target === undefined) throw new Error("append_to_unknown_case");
  const event = await sealAppend(parts.server, id, target.epoch, content, now);
  const earlier = draft.changes.get(id);
  // A second message of the same turn finds the case already opened again by the first.
  const { change } = decideAppend(earlier ? { ...target, state: "waiting" } : target, event, now);
  draft.changes.set(id, {
    version: target.version,
    change: earlier
      ? { ...earlier.change, set: { ...earlier.change.set, ...change.set }, events: [...earlier.change.events, ...change.events] }
      : change,
  });
  return;
}
