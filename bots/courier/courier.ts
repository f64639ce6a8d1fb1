/** The loops, one for each channel so that a slow network holds up no other: lease a row, say it, note what came of it. */
import { after, SECOND } from "../../api/kernel.ts";
import { codeOf } from "../../api/log.ts";
import { openJsonInFlight } from "../../api/vault/index.ts";
import type { Address, Channel, Message } from "../channel.ts";
import { createLoop, type Loop } from "../loop.ts";
import { note, openedAddress, type NoteParts, type Outcome } from "./note.ts";
import { createPace, type Pace } from "./pace.ts";
import { LEASE_LASTS, type Departing } from "./ports.ts";

const LOOK_EVERY = SECOND;

export type CourierParts = NoteParts & { channels: Channel[] };

export interface Courier extends Loop {
  /** Says one message, on whichever channel has one; false when none may leave now. */
  once(): Promise<boolean>;
}

type Desk = { channel: Channel; pace: Pace };

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
      address: openedAddress(periods(), address),
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
