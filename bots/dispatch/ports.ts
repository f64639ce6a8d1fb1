/** What dispatch needs kept; `store` implements it. */
import type { CaseId, ConversationId, InFlight, Instant } from "../../api/kernel.ts";
import type { NewOutboxRow } from "../../api/outbox/index.ts";
import type { CaseChange, NewCase } from "../../api/queue/index.ts";
import type { ChannelName } from "../channel.ts";
import type { Recent } from "./pace.ts";

/**
 * A keyed hash of a channel address under one period's key: finds the conversation, and nothing else; lives until
 * `linkUntil`, and stands for nothing any more once the key is deleted.
 */
export type Pseudonym = string;

export type NewInboxRow = {
  channel: ChannelName;
  externalId: string;
  /** Under the current period's key; the conversation bears it from now on. */
  pseudonym: Pseudonym;
  /**
   * Under every period key there is, the current one's among them. The conversation may still bear that of an earlier
   * day, or already tomorrow's, when another process has turned the day before this one; or of the chat's former name.
   */
  known: Pseudonym[];
  /** What was heard, a pin already as its district (inbox.ts). */
  sealed: InFlight<"heard">;
  at: Instant;
};

/** Counted with a new message. `chat` names it for today only; `slowUntil` decides, within the same write. */
export type Counted = { chat: string; slowUntil(recent: Recent): Instant | undefined };

export interface InboxRows {
  /**
   * Inserts unless (channel, externalId) is known; durable when it resolves. One chat has one conversation, whichever
   * of its pseudonyms that bears and however many processes hear it at once. What waited in the outbox for this chat
   * to be heard may leave. A duplicate is not counted.
   */
  insert(row: NewInboxRow, counted?: Counted): Promise<"new" | "duplicate">;
}

export type Waiting = { id: bigint; sealed: InFlight<"heard">; attempts: number; at: Instant };

export type Leased = {
  id: ConversationId;
  channel: ChannelName;
  version: number;
  state: InFlight<"conversation"> | undefined;
  /** The chat's address as the latest turn stored it; undefined before the first. */
  address: InFlight<"address"> | undefined;
  /** The case this chat last filed, while the link lives. */
  case: CaseId | undefined;
  /** The chat has written more than a person does; it is answered slowly. */
  slow: boolean;
  /** Unhandled messages in order; empty when the conversation woke by its `wakeAt`. */
  waiting: Waiting[];
};

/** One turn: what one message (or waking up) changes. Written in one short transaction, guarded by `version`. */
export type Turn = {
  conversation: ConversationId;
  version: number;
  /** The inbox row this turn answers; emptied and marked done. */
  answers: bigint | undefined;
  state: InFlight<"conversation"> | undefined;
  /** The chat's own address, for prompts that we start; undefined keeps the stored one. */
  address: InFlight<"address"> | undefined;
  case: CaseId | undefined;
  /** Whether the reporter has said "ya" to messages that we start in this chat; undefined keeps what is stored. */
  mayWrite?: boolean;
  /** When to advance the conversation although nobody wrote. */
  wakeAt: Instant | undefined;
  /** When state, address and pseudonym are deleted (72 h after the last message); undefined keeps what is stored. */
  linkUntil: Instant | undefined;
  outbox: NewOutboxRow[];
  filing?: NewCase;
  /** Today's name of the chat that filed, counted with the filing. */
  filedBy?: string;
  /** Follow-ups appended to cases, each guarded by the version its decision saw. */
  changes: { case: CaseId; version: number; change: CaseChange }[];
  /** Steps reached, counted per day without any link to a person: for drop-out by step. */
  steps: string[];
  /** "Hapus": conversation row, its outbox rows, traces and link go, after these last prompts are delivered. */
  erase: boolean;
  /** The platform's ids of messages of this chat (sealed), for erasing there; kept at most 48 h. */
  traces: InFlight<"trace">[];
};

export interface Conversations {
  /**
   * Leases the conversation whose message has waited longest (or which is due to wake); skips leased ones. A slowed
   * one stands behind those that began to wait up to a minute after it, and behind no others: it is never starved.
   */
  lease(now: Instant, until: Instant): Promise<Leased | undefined>;
  /** "conflict": version or a case's version moved on; nothing was written. */
  commit(turn: Turn): Promise<"done" | "conflict">;
  /**
   * Gives the lease back; with `failed`, the message is tried again after `retryAt`, and never thrown away. A failed
   * wake-up has no message (`inbox` undefined): it is the waking that is put off. `restUntil`: not leased before.
   */
  release(
    conversation: ConversationId,
    failed?: { inbox: bigint | undefined; retryAt: Instant },
    restUntil?: Instant,
  ): Promise<void>;
  traces(conversation: ConversationId): Promise<InFlight<"trace">[]>;
  /** Deletes what outlived its time: links after `linkUntil`, traces after 48 h, handled inbox rows after 7 days. */
  forget(now: Instant): Promise<number>;
}

export interface FiledCounts {
  /** Reports that the chat of this name has filed in the day before `now`; a new day gives it another name. */
  filedBy(chat: string, now: Instant): Promise<number>;
}
