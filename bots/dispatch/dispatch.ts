/** The loop: lease a conversation, hear its waiting messages one by one, write each turn, give it back. */
import { after, MINUTE, SECOND, type Clock, type ConversationId, type Instant, type Locale } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import type { OfficerId } from "../../api/kernel.ts";
import { openInFlight, openJsonInFlight, sealInFlight, sealJsonInFlight } from "../../api/vault/index.ts";
import type { Address, ChannelName, Heard } from "../channel.ts";
import { createLoop, type Loop } from "../loop.ts";
import type { Conversations, Leased, Turn, Waiting } from "./ports.ts";
import { takeTurn, type Kept, type TurnParts } from "./turn.ts";
import type { Facts } from "./world.ts";

const LEASE_LASTS = 2 * MINUTE;
const LOOK_EVERY = SECOND;
/** A message that fails again and again is tried ever more rarely, for as long as it takes: none is thrown away. */
const RETRY_FROM = 2 * SECOND;
const RETRY_AT_MOST = 5 * MINUTE;

export type DispatchParts = TurnParts & {
  conversations: Conversations;
  facts: () => Promise<Facts>;
  /** Links the chat an officer's code came from for content-free pings; undefined when the code is not ours. */
  linkDuty: (code: string, channel: ChannelName, address: Address) => Promise<OfficerId | undefined>;
  /** Removes messages at the platform, as far as the channel can. Best effort: its failure is logged, no more. */
  eraseAtPlatform: (channel: ChannelName, address: Address, traces: string[]) => Promise<void>;
  /** A report was filed or added to: wake who must be woken, without waiting for the timetable. */
  onFiled: () => void;
  /** Something waits to leave. */
  onTurn: () => void;
  clock: Clock;
  log: Log;
};

export interface Dispatch extends Loop {
  /** Handles one conversation; false when none waits. */
  once(): Promise<boolean>;
}

export function createDispatch(parts: DispatchParts): Dispatch {
  const { conversations, clock, log } = parts;

  async function once(): Promise<boolean> {
    const leased = await conversations.lease(clock(), after(clock(), LEASE_LASTS));
    if (leased === undefined) return false;
    await handle(parts, leased);
    return true;
  }

  const loop = createLoop({
    step: once,
    pauseMs: LOOK_EVERY,
    onFailure: (failure) => log("error", "dispatch_failed", { failure: codeOf(failure) }),
  });
  return { once, ...loop };
}

/** All that waits in one conversation, in order; a failure keeps its message and lets others go first. */
async function handle(parts: DispatchParts, leased: Leased): Promise<void> {
  const { conversations, clock, log } = parts;
  const facts = await parts.facts();
  let now = leased;
  for (const waiting of leased.waiting.length > 0 ? leased.waiting : [undefined]) {
    try {
      const turn = await turnOf(parts, now, waiting, facts);
      if ((await conversations.commit(turn)) === "conflict") {
        log("info", "turn_conflict", { conversation: leased.id });
        break;
      }
      parts.onTurn();
      if (turn.filing || turn.changes.length > 0) parts.onFiled();
      now = { ...now, version: now.version + 1, state: turn.state, address: turn.address ?? now.address, case: turn.case };
      if (turn.erase) break;
    } catch (failure) {
      log("error", "turn_failed", { conversation: leased.id, failure: codeOf(failure), attempts: waiting?.attempts });
      await giveBackFailed(conversations, leased.id, waiting, clock());
      return;
    }
  }
  await conversations.release(leased.id);
}

function giveBackFailed(
  conversations: Conversations,
  id: ConversationId,
  waiting: Waiting | undefined,
  now: Instant,
): Promise<void> {
  const wait = waiting === undefined ? RETRY_AT_MOST : Math.min(RETRY_AT_MOST, RETRY_FROM * 2 ** Math.min(waiting.attempts, 20));
  return conversations.release(id, { inbox: waiting?.id, retryAt: after(now, wait) });
}

async function turnOf(parts: DispatchParts, leased: Leased, waiting: Waiting | undefined, facts: Facts): Promise<Turn> {
  const periods = parts.periods();
  const now = parts.clock();
  const kept = leased.state && openJsonInFlight<Kept>(periods, "conversation", leased.state);
  const heard = waiting && openJsonInFlight<Heard>(periods, "heard", waiting.sealed);
  const address = heard?.address ?? storedAddress(parts, leased);
  const locale: Locale = kept?.locale ?? heard?.locale ?? "id";
  if (heard?.said.kind === "left") return leave(parts, leased, waiting, now);
  const officer = heard && (await linkedOfficer(parts, heard));
  if (officer !== undefined) return linked(parts, leased, waiting, heard as Heard, now, locale);
  const turn = await takeTurn(parts, {
    leased,
    address,
    kept,
    input: heard?.said ?? { kind: "quiet" },
    facts,
    now: heard === undefined ? now : laterOf(heard.at, now),
    answers: waiting?.id,
    locale,
    trace: heard?.trace,
  });
  if (turn.erase) await eraseAtPlatform(parts, leased, address, heard?.trace);
  return turn;
}

/** Platforms' clocks may run ahead; time in a conversation never goes back behind ours. */
const laterOf = (heardAt: Instant, now: Instant): Instant => (heardAt > now ? heardAt : now);

function storedAddress(parts: DispatchParts, { address }: Leased): Address {
  if (address === undefined) throw new Error("conversation_without_address");
  return Buffer.from(openInFlight(parts.periods(), "address", address)).toString() as Address;
}

/** The person blocked or left us: chat, link and address go; a filed report stays. */
function leave(parts: DispatchParts, leased: Leased, waiting: Waiting | undefined, now: Instant): Turn {
  return { ...emptyTurn(leased, waiting, now), state: undefined, erase: true };
}

async function linkedOfficer(parts: DispatchParts, { said, channel, address }: Heard): Promise<OfficerId | undefined> {
  if (said.kind !== "opened" || said.payload === undefined) return undefined;
  return parts.linkDuty(said.payload, channel, address);
}

/** An officer linked this chat for pings: one word of confirmation, and no conversation is kept. */
function linked(parts: DispatchParts, leased: Leased, waiting: Waiting | undefined, heard: Heard, now: Instant, locale: Locale): Turn {
  const periods = parts.periods();
  const message = { text: parts.texts.say(locale, "notice.duty_linked"), choices: [], protect: true };
  const address = sealInFlight<"address">(periods, "address", Buffer.from(heard.address), parts.random);
  return {
    ...emptyTurn(leased, waiting, now),
    outbox: [
      {
        channel: leased.channel,
        kind: "prompt",
        conversation: leased.id,
        address,
        body: sealJsonInFlight<"message">(periods, "message", message, parts.random),
        notBefore: now,
      },
    ],
  };
}

function emptyTurn(leased: Leased, waiting: Waiting | undefined, now: Instant): Turn {
  return {
    conversation: leased.id,
    version: leased.version,
    answers: waiting?.id,
    state: leased.state,
    address: undefined,
    case: leased.case,
    wakeAt: undefined,
    linkUntil: waiting && after(now, LEASE_LASTS),
    outbox: [],
    changes: [],
    steps: [],
    erase: false,
    traces: [],
  };
}

async function eraseAtPlatform(
  parts: DispatchParts,
  leased: Leased,
  address: Address,
  trace: string | undefined,
): Promise<void> {
  const sealed = await parts.conversations.traces(leased.id);
  const traces = sealed.map((one) => Buffer.from(openInFlight(parts.periods(), "trace", one)).toString());
  if (trace !== undefined) traces.push(trace);
  try {
    await parts.eraseAtPlatform(leased.channel, address, traces);
  } catch (failure) {
    parts.log("warn", "erase_at_platform_failed", { conversation: leased.id, failure: codeOf(failure) });
  }
}
