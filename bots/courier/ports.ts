/** What the courier needs kept; `store` implements it. */
import { MINUTE, type CaseId, type ConversationId, type InFlight, type Instant } from "../../api/kernel.ts";
import type { OutboxKind } from "../../api/outbox/index.ts";
import type { ChannelName } from "../channel.ts";

/** Longer than any channel waits for its network, so that a row is never in two hands. */
export const LEASE_LASTS = 2 * MINUTE;

export type Departing = {
  id: bigint;
  channel: ChannelName;
  kind: OutboxKind;
  conversation: ConversationId | undefined;
  case: CaseId | undefined;
  address: InFlight<"address">;
  body: InFlight<"message">;
  attempts: number;
  /** An earlier attempt left this process and no answer came back. */
  unsure: boolean;
};

export type Awaiting = {
  /** Of the chat that must be heard: a keyed hash, found by the inbox under any period's key. */
  pseudonym: string;
  /** Somebody heard at or after this instant has written while the attempt was under way: it may leave at once. */
  heardSince: Instant;
  code: string;
  /** Leaves now in place of the words, once for all that waits for this chat. */
  knock: InFlight<"message"> | undefined;
};

export interface OutboxRows {
  /**
   * Leases the next row that may leave: oldest first, only the first waiting row of each conversation, skipping leased
   * ones and conversations that rest, and marks it "attempt begun", so that a crash is known as an attempt without an
   * answer.
   */
  lease(
    channels: ChannelName[],
    now: Instant,
    until: Instant,
    resting?: readonly ConversationId[],
  ): Promise<Departing | undefined>;
  /**
   * Not tried after all: no attempt is counted. Until `notBefore` it is not leased again, unless it belongs to a
   * conversation: then it keeps its time, and with it its place, and `resting` holds it back.
   */
  putBack(id: bigint, notBefore: Instant): Promise<void>;
  /** Delivered: address and body are emptied; the platform's id is kept sealed for erasing, at most 48 h. */
  delivered(id: bigint, now: Instant, trace: InFlight<"trace"> | undefined): Promise<void>;
  /**
   * The network has it and may still give it back: kept for ten minutes under the hashes of the network's ids, beside
   * the rows that leave; then it counts as delivered.
   */
  taken(id: bigint, now: Instant, receipts: string[]): Promise<void>;
  /** A taken row is in hand again, as if leased until `until`; undefined when none has this receipt (any more). */
  takeBack(channel: ChannelName, receipt: string, until: Instant): Promise<Departing | undefined>;
  /** Not leased again before the chat is heard (`InboxRows.insert`); the case of a reply learns of it. */
  awaits(id: bigint, now: Instant, awaiting: Awaiting): Promise<void>;
  later(id: bigint, notBefore: Instant, code: string, unsure: boolean): Promise<void>;
  /** Given up: emptied, the case learns of it, and later rows to the same address are given up too when `gone`. */
  undeliverable(id: bigint, now: Instant, code: string, gone: boolean): Promise<void>;
  /** Waiting and failed rows by channel, for /health and the admin page; without those that wait for their reporter. */
  backlog(): Promise<
    { channel: string; waiting: number; oldest: Instant | undefined; undeliverable: number }[]
  >;
}
