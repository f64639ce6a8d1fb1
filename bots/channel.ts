/**
 * The contract a channel meets: hear, say, and optionally forget. Also the port through which it hands in what
 * it heard. A channel is asked what it can do, never which it is.
 */
import type { Pin } from "../api/area/index.ts";
import type { Branded, Instant, Locale } from "../api/kernel.ts";
import type { Choice, Message } from "../api/outbox/index.ts";

/** Opaque: compared and stored, never branched on. */
export type ChannelName = Branded<string, "ChannelName">;
/** A chat's address within its channel. Opaque; never parsed as a phone number. */
export type Address = Branded<string, "Address">;

/** What a person did, after the adapter stripped names, numbers, quotes, thumbnails and media. */
export type Said =
  /** `mark`: the network's own id of the message, where the person can take it back there. */
  | { kind: "text"; text: string; edited?: true; mark?: string }
  /** The person deleted a message at the network. */
  | { kind: "taken_back"; mark: string }
  /** A button or a list row: the token that we sent with the choice, as the client returned it (untrusted). */
  | { kind: "choice"; token: string }
  | { kind: "place"; latitude: number; longitude: number }
  /** Something we refuse by its type, before any byte of it is fetched. */
  | {
      kind: "unreadable";
      what: "picture" | "video" | "voice" | "file" | "sticker" | "contact" | "call" | "other";
    }
  /** The chat was opened without a word (Telegram /start, first visit); `payload` of a deep link. */
  | { kind: "opened"; payload?: string }
  /** The person blocked or left us: their links go. */
  | { kind: "left" };

/** What of it is kept until its turn: a pin's point becomes a district before anything is stored. */
export type Taken = Exclude<Said, { kind: "place" }> | { kind: "pin"; pin: Pin };

export type Heard = {
  channel: ChannelName;
  /** Unique within the channel; a second delivery of the same id changes nothing. */
  externalId: string;
  address: Address;
  said: Said;
  at: Instant;
  locale?: Locale;
  /**
   * Another name under which the same chat may have been heard before (a phone number, now an opaque id). Its talk is
   * carried on under `address`; this name is compared once and not kept.
   */
  formerly?: Address;
  /** The platform's own id of the person's message, so that "hapus" can erase it there. */
  trace?: string;
};

/** Durable when it resolves. The adapter tells its platform "received" only after that. */
export interface Inbox {
  receive(heard: Heard): Promise<"new" | "duplicate">;
}

export type { Choice, Message };

/** Why a message did not arrive. */
export type Undelivered =
  | { kind: "later"; afterMs: number; code: string }
  /**
   * The network lets nothing through until the person writes again. `canKnock`: a message with `knock` would still
   * reach them.
   */
  | { kind: "awaits"; code: string; canKnock: boolean }
  | { kind: "gone"; code: string };

export type Delivery =
  | { kind: "delivered"; trace?: string }
  /** The network has it and may still give it back, by these ids of its own: see `Returns`. */
  | { kind: "taken"; receipts: string[] }
  | Undelivered
  /** The request left and no answer came; a second try may repeat the message once. */
  | { kind: "unsure"; code: string };

/** Where a network's word goes that a message which it had taken did not arrive after all. */
export interface Returns {
  /** Durable when it resolves. "unknown": no such message is out (yet, or any more). */
  returned(channel: ChannelName, receipt: string, why: Undelivered): Promise<"noted" | "unknown">;
}

export interface Channel {
  readonly name: ChannelName;
  readonly abilities: {
    /** Choices are shown as buttons; every channel shows them as numbers too. */
    buttons: boolean;
    /** Milliseconds to keep between two messages to one address. */
    pauseMs: number;
    /** The network keeps what was said in its own house and takes nothing back; who has a chat erased is told so. */
    networkKeeps?: true;
  };
  /** Begins to hear; resolves once ready. */
  start(): Promise<void>;
  /** Stops hearing; what was heard is in the inbox when it resolves. */
  stop(): Promise<void>;
  /** Never throws for a network's answer: each is one of the deliveries. */
  say(address: Address, message: Message): Promise<Delivery>;
  /** Removes our and the person's messages at the platform as far as it allows. */
  erase?(address: Address, traces: string[]): Promise<void>;
}

export { lostCall, type LostCall } from "./channel/lost-call.ts";
export { createSendPieces, type SendPieces } from "./channel/pieces.ts";
export { split } from "./channel/split.ts";

/** The text with its choices as a numbered list: for channels without buttons, and beside them. */
export function numbered(message: Message): string {
  const list = message.choices.map((choice, index) => `${index + 1}. ${choice.label}`).join("\n");
  return list === "" ? message.text : `${message.text}\n\n${list}`;
}
