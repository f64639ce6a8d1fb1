/**
 * A channel's pause between two messages to one address. Kept in memory: a restart costs one pause, and two processes
 * may each say something within it, which the network then answers with "later".
 */
import { after, type ConversationId, type Instant } from "../../api/kernel.ts";
import type { Address } from "../channel.ts";

export type Pace = {
  /** Conversations that were written to less than a pause ago; their rows keep their places. */
  resting(now: Instant): ConversationId[];
  /** When the address may be written to; not after `now` when it is free. */
  freeAt(address: Address, now: Instant): Instant;
  said(address: Address, conversation: ConversationId | undefined, at: Instant): void;
  /** The conversation shares its address with something that was just said outside it. */
  rest(conversation: ConversationId, until: Instant): void;
  /** Milliseconds until the next address is free again; undefined when none rests. */
  nextIn(now: Instant): number | undefined;
};

export function createPace(pauseMs: number): Pace {
  const addresses = new Map<Address, Instant>();
  const conversations = new Map<ConversationId, Instant>();

  function forget(now: Instant): void {
    for (const [address, free] of addresses) if (free <= now) addresses.delete(address);
    for (const [conversation, free] of conversations) if (free <= now) conversations.delete(conversation);
  }

  return {
    resting(now) {
      forget(now);
      return [...conversations.keys()];
    },
    freeAt: (address, now) => addresses.get(address) ?? now,
    said(address, conversation, at) {
      if (pauseMs === 0) return;
      addresses.set(address, after(at, pauseMs));
      if (conversation !== undefined) conversations.set(conversation, after(at, pauseMs));
    },
    rest(conversation, until) {
      conversations.set(conversation, until);
    },
    nextIn(now) {
      forget(now);
      const soonest = Math.min(...addresses.values(), ...conversations.values());
      return Number.isFinite(soonest) ? soonest - now : undefined;
    },
  };
}
