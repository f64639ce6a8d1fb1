/** Sends a message to one chat, piece by piece, and says what became of it. */
import { MINUTE, SECOND } from "../../api/kernel.ts";
import type { Log } from "../../api/log.ts";
import { createSendPieces, numbered, type Address, type Delivery, type Message } from "../channel.ts";
import { answerOf, type Answer, type Client, type Fault } from "./calls.ts";
import { lettersOf, type Letter } from "./letters.ts";

/** After a fault of Telegram or of the way there; the courier lengthens it with each attempt. */
const SOON = 5 * SECOND;
/** After a refusal that time alone does not mend: our token, or our own text. Somebody must look at the log. */
const LATE = 15 * MINUTE;
export type Say = (address: Address, message: Message) => Promise<Delivery>;

/** The trace of a delivered message is its Telegram ids, comma-separated. */
export function createSay({ client, log }: { client: Client; log: Log }): Say {
  const sendPieces = createSendPieces<Letter, Fault>((address, letter) => send(client, address, letter));

  return async (address, message) => {
    const sent = await sendPieces(address, fittingLetters(message, log));
    if (sent.ok) return { kind: "delivered", trace: sent.ids.join(",") };
    const delivery = deliveryOf(sent.fault);
    log("warn", "telegram_send_failed", {
      method: "sendMessage",
      kind: delivery.kind,
      code: sent.fault.code,
    });
    return delivery;
  };
}

/**
 * Buttons that cannot be built are a fault of ours, and an error in the log; the person still gets the words, with the
 * choices as numbers. A message without words throws.
 */
function fittingLetters(message: Message, log: Log): Letter[] {
  try {
    return lettersOf(message);
  } catch (failure) {
    if (!(failure instanceof RangeError) || message.choices.length === 0) throw failure;
    log("error", "telegram_buttons_unfit", { code: failure.message });
    return lettersOf({ ...message, text: numbered(message), choices: [] });
  }
}

/** Sends one letter and gives its id. A keyboard Telegram refuses is left out: its choices stand in the text. */
async function send(client: Client, address: Address, letter: Letter): Promise<Answer<string>> {
  const chat_id = Number(address);
  const sent = await answerOf(client.sendMessage({ chat_id, ...letter }));
  if (sent.ok) return { ok: true, value: String(sent.value.message_id) };
  if (letter.reply_markup === undefined || !isAboutLetter(sent.fault)) return sent;
  const { reply_markup: _, ...plain } = letter;
  const second = await answerOf(client.sendMessage({ chat_id, ...plain }));
  return second.ok ? { ok: true, value: String(second.value.message_id) } : second;
}

/** A 400 that does not say the chat is gone complains about what we sent, never about the person. */
const isAboutLetter = (fault: Fault): boolean =>
  fault.kind === "refused" && fault.status === 400 && !fault.gone;

/**
 * What a fault means for the message:
 * 403 and an unknown chat → gone; 429 → later, exactly as asked; 5xx or no connection → soon again; a lost answer →
 * unsure; any other refusal (400 about our text, 401 and 404 about our token) → much later. The last is our own fault
 * and must not mark a person as gone; it stays visible as waiting until somebody mends it.
 */
export function deliveryOf(fault: Fault): Delivery {
  const { code } = fault;
  switch (fault.kind) {
    case "no_answer":
      return { kind: "unsure", code };
    case "never_left":
      return { kind: "later", afterMs: SOON, code };
    case "refused":
      if (fault.gone) return { kind: "gone", code };
      if (fault.retryAfterMs !== undefined) return { kind: "later", afterMs: fault.retryAfterMs, code };
      return { kind: "later", afterMs: fault.status === 429 || fault.status >= 500 ? SOON : LATE, code };
  }
}
