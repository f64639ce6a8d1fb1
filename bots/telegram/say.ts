/** Sends a message to one chat, piece by piece, and says what became of it. */
import { createHash } from "node:crypto";
import { MINUTE, SECOND } from "../../api/kernel.ts";
import type { Log } from "../../api/log.ts";
import { numbered, type Address, type Delivery, type Message } from "../channel.ts";
import { answerOf, type Answer, type Client, type Fault } from "./calls.ts";
import { lettersOf, type Letter } from "./letters.ts";

/** After a fault of Telegram or of the way there; the courier lengthens it with each attempt. */
const SOON = 5 * SECOND;
/** After a refusal that time alone does not mend: our token, or our own text. Somebody must look at the log. */
const LATE = 15 * MINUTE;
/** Half-sent messages remembered; beyond that the oldest is forgotten and would be repeated from its start. */
const MOST_HALF_SENT = 1_000;

type HalfSent = { message: string; traces: string[] };

export type Say = (address: Address, message: Message) => Promise<Delivery>;

/**
 * The trace of a delivered message is its Telegram ids, comma-separated. When a long message stops half-way, the
 * pieces that arrived are remembered in this process, so that the next attempt goes on where the first one stopped.
 */
export function createSay({ client, log }: { client: Client; log: Log }): Say {
  const halfSent = new Map<Address, HalfSent>();

  return async (address, message) => {
    const letters = fittingLetters(message, log);
    const fingerprint = createHash("sha256").update(JSON.stringify(letters)).digest("base64");
    const earlier = halfSent.get(address);
    halfSent.delete(address);
    const traces = earlier?.message === fingerprint ? earlier.traces : [];
    for (const letter of letters.slice(traces.length)) {
      const sent = await send(client, address, letter);
      if (!sent.ok) {
        if (traces.length > 0) remember(halfSent, address, { message: fingerprint, traces });
        const delivery = deliveryOf(sent.fault);
        log("warn", "telegram_send_failed", {
          method: "sendMessage",
          kind: delivery.kind,
          code: sent.fault.code,
        });
        return delivery;
      }
      traces.push(String(sent.value));
    }
    return { kind: "delivered", trace: traces.join(",") };
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
async function send(client: Client, address: Address, letter: Letter): Promise<Answer<number>> {
  const chat_id = Number(address);
  const sent = await answerOf(client.sendMessage({ chat_id, ...letter }));
  if (sent.ok) return { ok: true, value: sent.value.message_id };
  if (letter.reply_markup === undefined || !isAboutLetter(sent.fault)) return sent;
  const { reply_markup: _, ...plain } = letter;
  const second = await answerOf(client.sendMessage({ chat_id, ...plain }));
  return second.ok ? { ok: true, value: second.value.message_id } : second;
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

function remember(halfSent: Map<Address, HalfSent>, address: Address, piece: HalfSent): void {
  halfSent.set(address, piece);
  const [oldest] = halfSent.keys();
  if (halfSent.size > MOST_HALF_SENT && oldest !== undefined) halfSent.delete(oldest);
}
