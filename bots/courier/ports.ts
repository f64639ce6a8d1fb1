/** What the courier needs kept; `store` implements it. */
import type { CaseId, ConversationId, InFlight, Instant } from "../../api/kernel.ts";
import type { OutboxKind } from "../../api/outbox/index.ts";
import type { ChannelName } from "../channel.ts";

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
  later(id: bigint, notBefore: Instant, code: string, unsure: boolean): Promise<void>;
  /** Given up: emptied, the case learns of it, and later rows to the same address are given up too when `gone`. */
  undeliverable(id: bigint, now: Instant, code: string, gone: boolean): Promise<void>;
  /** Waiting and failed rows by channel, for /health and the admin page. */
  backlog(): Promise<
    { channel: string; waiting: number; oldest: Instant | undefined; undeliverable: number }[]
  >;
}
