/** Writes down what came of a message, whether the network said so at once or later. */
import { createHash } from "node:crypto";
import { after, SECOND, type Clock, type InFlight, type Random } from "../../api/kernel.ts";
import type { Log } from "../../api/log.ts";
import { retryAfter, type Message, type OutboxKind } from "../../api/outbox/index.ts";
import { openInFlight, sealInFlight, sealJsonInFlight, type PeriodKeys } from "../../api/vault/index.ts";
import type { Address, ChannelName, Delivery } from "../channel.ts";
import { LEASE_LASTS, type Departing, type OutboxRows } from "./ports.ts";

/** After so many attempts, or 72 hours in the store, a message is given up; the code still shows every reply. */
const MOST_ATTEMPTS: Record<OutboxKind, number> = { prompt: 40, reply: 200, notice: 8 };
/**
 * A missing answer: the message may have arrived, and each further try may repeat it. So a try comes when a short outage
 * is likely to be over, ever more rarely, and after so many (about half an hour) it is given up, and said to be.
 */
const AFTER_NO_ANSWER = 15 * SECOND;
const MOST_UNANSWERED = 10;

export type NoteParts = {
  outbox: OutboxRows;
  /** What the conversation of this chat bears now: a keyed hash, as the inbox makes it. */
  pseudonym: (channel: ChannelName, address: Address) => Promise<string>;
  periods: () => PeriodKeys;
  clock: Clock;
  random: Random;
  log: Log;
};

export type Outcome = Delivery | { kind: "impossible"; code: string };

export async function note(parts: NoteParts, departing: Departing, outcome: Outcome): Promise<void> {
  const { outbox, clock, random, periods } = parts;
  const { id, kind, channel, attempts, unsure } = departing;
  const now = clock();
  switch (outcome.kind) {
    case "delivered": {
      const { trace } = outcome;
      const sealed = trace && sealInFlight<"trace">(periods(), "trace", Buffer.from(trace), random);
      return outbox.delivered(id, now, sealed || undefined);
    }
    case "taken":
      return outbox.taken(
        id,
        now,
        outcome.receipts.map((receipt) => receiptHash(channel, receipt)),
      );
    case "awaits":
      // A wake-up that comes days later would wake for nothing.
      return kind === "notice" ? giveUp(parts, departing, outcome) : wait(parts, departing, outcome);
    case "gone":
    case "impossible":
      return giveUp(parts, departing, outcome);
    case "unsure": {
      if (attempts >= MOST_UNANSWERED) return giveUp(parts, departing, outcome);
      const pause = Math.max(AFTER_NO_ANSWER, retryAfter(attempts, random));
      return outbox.later(id, after(now, pause), outcome.code, true);
    }
    case "later": {
      if (attempts >= MOST_ATTEMPTS[kind]) return giveUp(parts, departing, outcome);
      const pause = Math.max(outcome.afterMs, retryAfter(attempts, random));
      return outbox.later(id, after(now, pause), outcome.code, unsure);
    }
  }
}

/**
 * Only a reply may knock: it was queued because its reporter allows messages that we start, and prompts answer what
 * was just said.
 */
async function wait(
  { outbox, pseudonym, periods, clock, random }: NoteParts,
  { id, channel, kind, address }: Departing,
  { code, canKnock }: { code: string; canKnock: boolean },
): Promise<void> {
  const knock: Message = { text: "", choices: [], protect: false, knock: true };
  const now = clock();
  await outbox.awaits(id, now, {
    pseudonym: await pseudonym(channel, openedAddress(periods(), address)),
    heardSince: after(now, -LEASE_LASTS),
    code,
    knock:
      canKnock && kind === "reply"
        ? sealJsonInFlight<"message">(periods(), "message", knock, random)
        : undefined,
  });
}

/** The case of a reply learns of it; the reporter still finds the reply with the code. */
function giveUp(
  { outbox, clock, log }: NoteParts,
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

export const openedAddress = (periods: PeriodKeys, address: InFlight<"address">): Address =>
  Buffer.from(openInFlight(periods, "address", address)).toString() as Address;

/** A network's id of a message may have its recipient's number in it; its random part keeps the hash from being tried. */
export const receiptHash = (channel: ChannelName, receipt: string): string =>
  createHash("sha256")
    .update(JSON.stringify([channel, receipt]))
    .digest("base64url");
