/** The loop: lease a conversation, hear its waiting messages one by one, write each turn, give it back. */
import { after, MINUTE, SECOND, type Clock, type Locale } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import { openInFlight, openJsonInFlight } from "../../api/vault/index.ts";
import type { Address, Message } from "../channel.ts";
import type { HeardInbox } from "./inbox.ts";
import { createLoop, type Loop } from "../loop.ts";
import { linkedOfficer, linkedTurn, type DutyLinkParts } from "./duty-link.ts";
import { eraseAtPlatform, type PlatformErasing } from "./erase.ts";
import { AT_A_TIME, calmed, REST } from "./pace.ts";
import type { Conversations, Leased, Turn, Waiting } from "./ports.ts";
import { takeTurn, type Kept, type TurnParts } from "./turn.ts";
import type { Facts } from "./world.ts";

const LEASE_LASTS = 2 * MINUTE;
const LOOK_EVERY = SECOND;
/** A message that fails again and again is tried ever more rarely, for as long as it takes: none is thrown away. */
const RETRY_FROM = 2 * SECOND;
const RETRY_AT_MOST = 5 * MINUTE;

export type DispatchParts = TurnParts &
  DutyLinkParts &
  PlatformErasing & {
    conversations: Conversations;
    facts: () => Promise<Facts>;
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
  const { conversations, log } = parts;
  let now = leased;
  let facts: Facts | undefined;
  let before: Message[] | undefined;
  const inHand = leased.slow ? leased.waiting.slice(0, AT_A_TIME) : leased.waiting;
  for (const waiting of inHand.length > 0 ? inHand : [undefined]) {
    try {
      facts ??= await parts.facts();
      const { turn, answers } = await turnOf(parts, now, waiting, facts, before);
      before = answers;
      if ((await conversations.commit(turn)) === "conflict") {
        log("info", "turn_conflict", { conversation: leased.id });
        break;
      }
      parts.onTurn();
      if (turn.filing !== undefined || turn.changes.length > 0) parts.onFiled();
      // What was written after "hapus" is waiting in a new conversation now.
      if (turn.erase) break;
      now = { ...now, version: now.version + 1, ...keptFrom(turn, now) };
    } catch (failure) {
      const attempts = waiting?.attempts;
      log("error", "turn_failed", { conversation: leased.id, failure: codeOf(failure), attempts });
      await giveBackFailed(parts, leased, waiting);
      return;
    }
  }
  await conversations.release(leased.id, undefined, leased.slow ? after(parts.clock(), REST) : undefined);
}

const keptFrom = ({ state, address, case: filed }: Turn, before: Leased) => ({
  state,
  address: address ?? before.address,
  case: filed,
});

function giveBackFailed(
  { conversations, clock }: DispatchParts,
  { id }: Leased,
  waiting: Waiting | undefined,
) {
  const wait =
    waiting === undefined ? RETRY_AT_MOST : Math.min(RETRY_AT_MOST, RETRY_FROM * 2 ** waiting.attempts);
  return conversations.release(id, { inbox: waiting?.id, retryAt: after(clock(), wait) });
}

async function turnOf(
  parts: DispatchParts,
  leased: Leased,
  waiting: Waiting | undefined,
  facts: Facts,
  before: Message[] | undefined,
): Promise<{ turn: Turn; answers: Message[] }> {
  const periods = parts.periods();
  const now = parts.clock();
  const kept = leased.state && openJsonInFlight<Kept>(periods, "conversation", leased.state);
  const heard = waiting && openJsonInFlight<HeardInbox>(periods, "heard", waiting.sealed);
  const locale = kept?.locale ?? heard?.locale ?? "id";
  if (waiting !== undefined && heard !== undefined && (await linkedOfficer(parts, heard)) !== undefined) {
    return { turn: linkedTurn(parts, { leased, waiting, heard, now, locale }), answers: [] };
  }
  const address = heard?.address ?? storedAddress(parts, leased);
  const taken = await takeTurn(parts, {
    leased,
    address,
    kept,
    input: heard?.said ?? { kind: "quiet" },
    facts,
    now,
    answers: waiting?.id,
    locale,
    trace: heard?.trace,
    toldOf: (answers, spoken) =>
      leased.slow ? calmed(answers, { before, note: noteFor(parts, leased, spoken) }) : answers,
  });
  // Before the turn is written: the last words that it queues must find the chat cleared, not be cleared with it.
  if (taken.turn.erase && heard?.said.kind !== "left")
    await eraseAtPlatform(parts, leased, address, heard?.trace);
  return taken;
}

/** Says to a slowed chat that nothing of what it wrote is lost; one message alone needs no such word. */
function noteFor({ texts }: DispatchParts, { waiting }: Leased, locale: Locale): Message | undefined {
  if (waiting.length < 2) return undefined;
  return { text: texts.say(locale, "bot.flood.kept", { n: waiting.length }), choices: [], protect: true };
}

function storedAddress(parts: DispatchParts, { address }: Leased): Address {
  if (address === undefined) throw new Error("conversation_without_address");
  return Buffer.from(openInFlight(parts.periods(), "address", address)).toString() as Address;
}
