/** Sends a message to one chat, piece by piece, and says what became of it. */
import type { Log } from "../../api/log.ts";
import { createSendPieces, type Address, type Delivery, type Message } from "../channel.ts";
import type { Answer, Client, Fault } from "./calls.ts";
import { knockLetter, lettersOf, plainLettersOf, recipientOf, type Letter } from "./letters.ts";
import { deliveryOf, isAboutLetter } from "./verdict.ts";

export type SayParts = {
  client: Client;
  /** The approved, content-free template; without one nobody is knocked for. */
  template: string | undefined;
  log: Log;
};

/** What Meta accepts is only taken: it may still say, within minutes, that it did not arrive. */
export function createSay({ client, template, log }: SayParts) {
  const sendPieces = createSendPieces<Letter, Fault>((address, letter) => send(client, address, letter));

  async function sendAll(address: Address, message: Message) {
    if (message.knock) return sendPieces(address, template === undefined ? [] : [knockLetter(template)]);
    const sent = await sendPieces(address, lettersOf(message));
    if (sent.ok || message.choices.length + (message.askPlace ? 1 : 0) === 0 || !isAboutLetter(sent.fault)) {
      return sent;
    }
    // Buttons that Meta refuses are a fault of ours; the person still gets the words, with the choices as numbers.
    log("error", "whatsapp_cloud_letter_unfit", { code: codeIn(sent.fault) });
    return sendPieces(address, plainLettersOf(message));
  }

  return async (address: Address, message: Message): Promise<Delivery> => {
    const sent = await sendAll(address, message);
    if (sent.ok) return { kind: "taken", receipts: sent.ids };
    const delivery = deliveryOf(sent.fault, template !== undefined);
    log("warn", "whatsapp_cloud_send_failed", { kind: delivery.kind, code: delivery.code });
    return delivery;
  };
}

const send = (client: Client, address: Address, letter: Letter): Promise<Answer<string>> =>
  client.send({
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...recipientOf(address),
    ...letter,
  });

const codeIn = (fault: Fault): string =>
  fault.kind === "refused" ? String(fault.error ?? fault.status) : fault.code;
