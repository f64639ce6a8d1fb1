/** Says a message in one chat, and what became of it; and takes our messages back. */
import { MINUTE, SECOND } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import { numbered, type Address, type Delivery, type Message, type Undelivered } from "../channel.ts";
import type { Chats } from "./chats.ts";
import type { SentMessages } from "./sent.ts";
import type { Socket } from "./socket.ts";
import type { WhatsappState } from "./state.ts";
import type { Sent } from "./words.ts";

/** After a fault of the line; the courier lengthens it with each attempt. */
const SOON = 5 * SECOND;
/** After a refusal that time alone does not mend. */
const LATE = 15 * MINUTE;
/** The account may not write to this person; to try again makes the restriction worse. */
const RESTRICTED = "463";

export type SayParts = {
  /** The open line; undefined while there is none. */
  line: () => Socket | undefined;
  chats: Chats;
  sent: SentMessages;
  state: WhatsappState;
  tempo: () => Promise<void>;
  log: Log;
};

/** The trace of a delivered message is WhatsApp's id of it. */
export function createSay({ line, chats, sent, tempo, log }: SayParts) {
  return async (address: Address, message: Message): Promise<Delivery> => {
    if (line() === undefined) return { kind: "later", afterMs: SOON, code: "not_connected" };
    const { to, expiration } = await chats.find(address);
    await tempo();
    const socket = line();
    if (socket === undefined) return { kind: "later", afterMs: SOON, code: "not_connected" };
    const letter = socket.compose(to, numbered(message), expiration);
    // Before it leaves: a phone that cannot open it asks for it within the second.
    await sent.keep(letter.id, letter.bytes, address);
    const outcome = await socket.send(to, letter);
    if (outcome.kind === "accepted") return { kind: "delivered", trace: letter.id };
    if (outcome.kind !== "no_answer") await sent.drop([letter.id]);
    const delivery = deliveryOf(outcome);
    log("warn", "whatsapp_send_failed", { kind: delivery.kind, code: delivery.code });
    return delivery;
  };
}

type Failed = Exclude<Sent, { kind: "accepted" }>;

function deliveryOf(sent: Failed): Undelivered | { kind: "unsure"; code: string } {
  switch (sent.kind) {
    case "no_answer":
      return { kind: "unsure", code: "no_answer" };
    case "not_sent":
      return { kind: "later", afterMs: SOON, code: sent.code };
    case "refused":
      if (sent.code === RESTRICTED) return { kind: "gone", code: RESTRICTED };
      return { kind: "later", afterMs: LATE, code: sent.code };
  }
}

/**
 * Our own messages at both ends, best effort: WhatsApp lets nobody take back another's words, nor old ones of one's own.
 * What is kept of the contact goes in any case; the last words that follow are forgotten within minutes.
 */
export function createErase({ line, chats, state, log }: SayParts) {
  return async (address: Address, traces: string[]): Promise<void> => {
    const users = await chats.usersOf(address);
    try {
      const { to } = await chats.find(address);
      for (const id of traces) await line()?.takeBack(to, id);
    } catch (failure) {
      log("warn", "whatsapp_erase_failed", { code: codeOf(failure) });
    } finally {
      await state.forgetUsers(users);
    }
  };
}
