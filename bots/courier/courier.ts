/** The loop: lease a row, say it, note what came of it. */
import { after, MINUTE, SECOND, type Clock, type Instant, type Random } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import { retryAfter, type OutboxKind } from "../../api/outbox/index.ts";
import { openInFlight, openJsonInFlight, sealInFlight, type PeriodKeys } from "../../api/vault/index.ts";
import type { Address, Channel, Delivery, Message } from "../channel.ts";
import { createLoop, type Loop } from "../loop.ts";
import type { Departing, OutboxRows } from "./ports.ts";

const LEASE_LASTS = 2 * MINUTE;
const LOOK_EVERY = SECOND;
/** After so many attempts a message is given up (prompts a day, replies a week); the code still shows every reply. */
const MOST_ATTEMPTS: Record<OutboxKind, number> = { prompt: 40, reply: 200, notice: 8 };

export type CourierParts = {
  outbox: OutboxRows;
  channels: Channel[];
  periods: () => PeriodKeys;
  clock: Clock;
  random: Random;
  log: Log;
};

export interface Courier extends Loop {
  /** Says one message; false when none may leave now. */
  once(): Promise<boolean>;
}

export function createCourier(parts: CourierParts): Courier {
  const { outbox, clock, log } = parts;
  const channels = new Map(parts.channels.map((channel) => [channel.name, channel]));
  const names = [...channels.keys()];
  const lastSaid = new Map<string, Instant>();

  async function once(): Promise<boolean> {
    const departing = await outbox.lease(names, clock(), after(clock(), LEASE_LASTS));
    if (departing === undefined) return false;
    const channel = channels.get(departing.channel);
    if (channel === undefined) throw new Error("leased_for_unknown_channel");
    const address = Buffer.from(openInFlight(parts.periods(), "address", departing.address)).toString() as Address;
    const free = freeAt(channel, address);
    if (free > clock()) {
      await outbox.later(departing.id, free, "paced", false);
      return true;
    }
    const message = openJsonInFlight<Message>(parts.periods(), "message", departing.body);
    const delivery = await channel.say(address, message);
    lastSaid.set(`${channel.name} ${address}`, clock());
    await note(departing, delivery);
    return true;
  }

  /** Keeps the channel's pause between two messages to one address. */
  function freeAt(channel: Channel, address: Address): Instant {
    const now = clock();
    for (const [key, said] of lastSaid) if (after(said, MINUTE) < now) lastSaid.delete(key);
    const last = lastSaid.get(`${channel.name} ${address}`);
    return last === undefined ? now : after(last, channel.abilities.pauseMs);
  }

  async function note(departing: Departing, delivery: Delivery): Promise<void> {
    const now = clock();
    const { id, kind, attempts } = departing;
    switch (delivery.kind) {
      case "delivered": {
        const trace = delivery.trace === undefined ? undefined : Buffer.from(delivery.trace);
        await outbox.delivered(id, now, trace && sealInFlight<"trace">(parts.periods(), "trace", trace, parts.random));
        return;
      }
      case "gone":
        log("info", "undeliverable", { row: String(id), code: delivery.code });
        await outbox.undeliverable(id, now, delivery.code, true);
        return;
      case "unsure":
        // Asked once more and no more: a repeated message is better than a lost one, a flood is not.
        if (departing.unsure) await outbox.delivered(id, now, undefined);
        else await outbox.later(id, after(now, retryAfter(attempts, parts.random)), delivery.code, true);
        return;
      case "later":
        if (attempts >= MOST_ATTEMPTS[kind]) {
          log("warn", "given_up", { row: String(id), code: delivery.code, attempts });
          await outbox.undeliverable(id, now, delivery.code, false);
          return;
        }
        await outbox.later(id, after(now, Math.max(delivery.afterMs, retryAfter(attempts, parts.random))), delivery.code, departing.unsure);
    }
  }

  const loop = createLoop({
    step: once,
    pauseMs: LOOK_EVERY,
    onFailure: (failure) => log("error", "courier_failed", { failure: codeOf(failure) }),
  });
  return { once, ...loop };
}
