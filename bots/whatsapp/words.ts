/** What the parts of this channel hand to each other. */
import type { Instant } from "../../api/kernel.ts";
import type { Address, Said } from "../channel.ts";

/** One message as it waits in the spool: stripped, and no more of its sender than where to answer. */
export type Letter = {
  /** The network's id of the message, unique within its chat. */
  id: string;
  /** Names the conversation: the LID when it is known, else the number. */
  address: Address;
  /** Where the message came from, exactly: answers go there. */
  from: string;
  at: Instant;
  said: Said[];
  /** Seconds after which messages of the chat disappear, 0 for never; undefined when the message does not tell. */
  expiration?: number;
  album?: string;
};

/** What became of one message handed to the network. */
export type Sent =
  | { kind: "accepted" }
  /** The network said no, with its code. */
  | { kind: "refused"; code: string }
  /** It never left. */
  | { kind: "not_sent"; code: string }
  /** It left, and no answer came. */
  | { kind: "no_answer" };

export type { LineStatus, PairingWish } from "../../api/web/ports.ts";
