/** The loops, one for each channel so that a slow network holds up no other: lease a row, say it, note what came of it. */
import { after, MINUTE, SECOND, type Clock, type Random } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import { retryAfter, type OutboxKind } from "../../api/outbox/index.ts";
import { openInFlight, openJsonInFlight, sealInFlight, type PeriodKeys } from "../../api/vault/index.ts";
import type { Address, Channel, Delivery, Message } from "../channel.ts";
import { createLoop, type Loop } from "../loop.ts";
import { createPace, type Pace } from "./pace.ts";
import type { Departing, OutboxRows } from "./ports.ts";

/** Longer than any channel waits for its network, so that a row is never in two hands. */
const LEASE_LASTS = 2 * MINUTE;
const LOOK_EVERY = SECOND;
/** After so many attempts, or 72 hours in the store, a message is given up; the code still shows every reply. */
const MOST_ATTEMPTS: Record<OutboxKind, number> = { prompt: 40, reply: 200, notice: 8 };
/**
 * A missing answer: the message may have arrived, and each further try may repeat it. So a try comes when a short outage
 * is likely to be over, ever more rarely, and after so many (about half an hour) it is given up, and said to be.
 */
const AFTER_NO_ANSWER = 15 * SECOND;
const MOST_UNANSWERED = 10;

export type CourierParts = {
  outbox: OutboxRows;
  channels: Channel[];
  periods: () => PeriodKeys;
  clock: Clock;
  random: Random;
  log: Log;
};

export interface Courier extends Loop {
  /** Says one message, on whichever channel has one; false when none may leave now. */
  once(): Promise<boolean>;
}

type Desk = { channel: Channel; pace: Pace };
type Outcome = Delivery | { kind: "impossible"; code: string };

export function createCourier(parts: CourierParts): Courier {
  const { clock, log } = parts;
  const desks = parts.channels.map((channel) => ({ channel, pace: createPace(channel.abilities.pauseMs) }));
  const loops = desks.map((desk) =>
    createLoop({
      step: () => sayNext(parts, desk),
      pauseMs: () => Math.min(LOOK_EVERY, desk.pace.nextIn(clock()) ?? LOOK_EVERY),
      onFailure: (failure) => log("error", "courier_failed", { failure: codeOf(failure) }),
    }),
  );
  return {
    async once() {
      for (const desk of desks) if (await sayNext(parts, desk)) return true;
      return false;
    },
    start: () => loops.forEach((loop) => loop.start()),
    wake: () => loops.forEach((loop) => loop.wake()),
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

/** True when it had a row in hand, whatever became of it. */
async function sayNext(parts: CourierParts, { channel, pace }: Desk): Promise<boolean> {
  const { outbox, clock } = parts;
  const now = clock();
  const departing = await outbox.lease([channel.name], now, after(now, LEASE_LASTS), pace.resting(now));
  if (departing === undefined) return false;
  const letter = openedLetter(parts, departing);
  if ("code" in letter) {
    await note(parts, departing, { kind: "impossible", code: letter.code });
    return true;
  }
  const { address, message } = letter;
  const free = pace.freeAt(address, now);
  if (free > now) {
    if (departing.conversation !== undefined) pace.rest(departing.conversation, free);
    await outbox.putBack(departing.id, free);
    return true;
  }
  const outcome = await say(channel, address, message);
  pace.said(address, departing.conversation, clock());
  await note(parts, departing, outcome);
  return true;
}

/** A code when the row cannot be opened: its period key is gone, or it is damaged. No later try would open it. */
function openedLetter(
  { periods }: CourierParts,
  { address, body }: Departing,
): { address: Address; message: Message } | { code: string } {
  try {
    return {
      address: Buffer.from(openInFlight(periods(), "address", address)).toString() as Address,
      message: openJsonInFlight<Message>(periods(), "message", body),
    };
  } catch (failure) {
    return { code: codeOf(failure) };
  }
}

/** A channel throws only for a fault of ours (a message without words, say), which the next try would meet again. */
async function say(channel: Channel, address: Address, message: Message): Promise<Outcome> {
  try {
    return await channel.say(address, message);
  } catch (failure) {
    return { kind: "impossible", code: codeOf(failure) };
  }
}

async function note(parts: CourierParts, departing: Departing, outcome: Outcome): Promise<void> {
  const { outbox, clock, random, periods } = parts;
  const { id, kind, attempts, unsure } = departing;
  const now = clock();
  switch (outcome.kind) {
    case "delivered": {
      const { trace } = outcome;
      const sealed = trace && sealInFlight<"trace">(periods(), "trace", Buffer.from(trace), random);
      return outbox.delivered(id, now, sealed || undefined);
    }
    case "gone":
    case "impossible":
      return giveUp(parts, departing, outcome);
    case "unsure": {
      if (attempts >= MOST_UNANSWERED) return giveUp(parts, departing, outcome);
      const wait = Math.max(AFTER_NO_ANSWER, retryAfter(attempts, random));
      return outbox.later(id, after(now, wait), outcome.code, true);
    }
    case "later": {
      if (attempts >= MOST_ATTEMPTS[kind]) return giveUp(parts, departing, outcome);
      const wait = Math.max(outcome.afterMs, retryAfter(attempts, random));
      return outbox.later(id, after(now, wait), outcome.code, unsure);
    }
  }
}

/** The case of a reply learns of it; the reporter still finds the reply with the code. */
function giveUp(
  { outbox, clock, log }: CourierParts,
  departing: Departing,
  { kind, code }: { kind: string; code: string },
) {
  const { id, channel, attempts, unsure } = departing;
  log(kind === "gone" ? "info" : "warn", "given_up", {
    row: String(id),
    channel,
    kind,
    code,
    attempts,
    unsure,
  });
  return outbox.undeliverable(id, clock(), code, kind === "gone");
}
