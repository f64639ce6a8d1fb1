/**
 * One turn: an input goes through the engine, what the engine asks for is done (triage and sealing, nothing written),
 * and everything comes back as one Turn for one short write.
 */
import { after, HOUR, type Instant, type Locale } from "../../api/kernel.ts";
import type { NewOutboxRow } from "../../api/outbox/index.ts";
import { sealInFlight, sealJsonInFlight } from "../../api/vault/index.ts";
import { advance, type ConversationInput, type Prompt, type State } from "../conversation/index.ts";
import type { Address, ChannelName, Message } from "../channel.ts";
import { newDraft, perform, type Draft, type EffectParts } from "./effects.ts";
import type { Leased, Turn } from "./ports.ts";
import { render } from "./render.ts";
import { worldOf, type Facts } from "./world.ts";

/** How long state, address and pseudonym outlive the last message (DESIGN §4). */
const LINK_LASTS = 72 * HOUR;
/** Effects of effects (file → filed → answer …) end within a few rounds; more is a bug of the engine. */
const MOST_ROUNDS = 8;

export type TurnParts = EffectParts & {
  /** What the channel says of its network (bots/channel.ts, abilities). */
  networkKeeps: (channel: ChannelName) => boolean;
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
  /** What of the answers is said; a slowed chat is told less. */
  toldOf: (answers: Message[], locale: Locale) => Message[];
};

type Talk = {
  state: State | undefined;
  prompts: Prompt[];
  steps: string[];
  wakeAt: Instant | undefined;
  locale: Locale;
};

/**
 * Runs the engine to its end for one input. A second run with the same facts is harmless. `answers`: all that the
 * engine wanted said, of which a slowed chat may be told less.
 */
export async function takeTurn(
  parts: TurnParts,
  question: TurnQuestion,
): Promise<{ turn: Turn; answers: Message[] }> {
  const draft = newDraft();
  const talk = await talkToEnd(parts, question, draft);
  const { leased, now, address, answers } = question;
  const periods = parts.periods();
  const sealedAddress = () => sealInFlight<"address">(periods, "address", Buffer.from(address), parts.random);
  const messages = talk.prompts.map((prompt) => render(prompt, talk.locale, parts.texts));
  const rowFor = (message: Message): NewOutboxRow => ({
    channel: leased.channel,
    kind: "prompt",
    conversation: leased.id,
    address: sealedAddress(),
    body: sealJsonInFlight<"message">(periods, "message", message, parts.random),
    notBefore: now,
  });
  const kept: Kept | undefined = talk.state && { locale: talk.locale, state: talk.state };
  const turn: Turn = {
    conversation: leased.id,
    version: leased.version,
    answers,
    state: kept && sealJsonInFlight<"conversation">(periods, "conversation", kept, parts.random),
    address: sealedAddress(),
    case: draft.filing?.card.id ?? leased.case,
    mayWrite: draft.mayWrite,
    wakeAt: talk.wakeAt,
    // Waking up is no message: it does not prolong the link.
    linkUntil: answers === undefined ? undefined : after(now, LINK_LASTS),
    outbox: question.toldOf(messages, talk.locale).map(rowFor),
    filing: draft.filing,
    filedBy: draft.filedBy,
    changes: [...draft.changes].map(([id, change]) => ({ case: id, ...change })),
    steps: talk.steps,
    erase: draft.erase,
    traces: [question.trace ?? []].flat().map((trace) => {
      return sealInFlight<"trace">(periods, "trace", Buffer.from(trace), parts.random);
    }),
  };
  return { turn, answers: messages };
}

/** Tells the engine the input, and then whatever its effects have found, until it asks for nothing more. */
async function talkToEnd(parts: TurnParts, question: TurnQuestion, draft: Draft): Promise<Talk> {
  const world = worldOf(question.facts, {
    now: question.now,
    locale: question.locale,
    networkKeeps: parts.networkKeeps(question.leased.channel),
  });
  const inputs: ConversationInput[] = [question.input];
  const talk: Talk = {
    state: question.kept?.state,
    prompts: [],
    steps: [],
    wakeAt: undefined,
    locale: question.locale,
  };
  for (let round = 0; inputs.length > 0; round += 1) {
    if (round >= MOST_ROUNDS) throw new Error("conversation_does_not_settle");
    const input = inputs.shift() as ConversationInput;
    const turned = advance(talk.state, input, {
      ...world,
      locale: talk.locale,
    });
    talk.state = turned.state;
    talk.wakeAt = turned.wakeAt;
    talk.locale = turned.locale;
    // Who reads the report now is said before the next question, so that the question stays the last word.
    talk.prompts.splice(input.kind === "moved" ? 0 : talk.prompts.length, 0, ...turned.prompts);
    talk.steps.push(...turned.steps);
    for (const effect of turned.effects) {
      const answer = await perform(parts, question, draft, effect);
      if (answer !== undefined) inputs.push(answer);
    }
  }
  return talk;
}
