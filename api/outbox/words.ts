/** Shapes of what waits to leave. */
import type { CaseId, ConversationId, InFlight, Instant } from "../kernel.ts";

export type Choice = { token: string; label: string };

/** A rendered message. */
export type Message = {
  text: string;
  choices: Choice[];
  /** Ask the client not to let it be forwarded or saved; false for numbers to call and for the code. */
  protect: boolean;
  /** Offer to send a location, where the channel can ask for one. */
  askPlace?: boolean;
  /** Only says that something waits, in words that the network holds for us; `text` is empty. */
  knock?: true;
};

/** `prompt` answers what was just said; `reply` and `notice` are started by us. */
export type OutboxKind = "prompt" | "reply" | "notice";

export type NewOutboxRow = {
  channel: string;
  kind: OutboxKind;
  conversation?: ConversationId;
  case?: CaseId;
  /** Where to, as the channel's opaque address. */
  address: InFlight<"address">;
  /** The rendered Message. */
  body: InFlight<"message">;
  notBefore: Instant;
};
