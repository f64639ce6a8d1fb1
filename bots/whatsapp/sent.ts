/** Our own messages until a phone has them: it may ask for one again that it could not open. */
import type { Address } from "../channel.ts";
import { userOf } from "./contacts.ts";
import type { WhatsappState } from "./state.ts";

const SENT = "sent";

export interface SentMessages {
  keep(id: string, bytes: Uint8Array, address: Address): Promise<void>;
  find(id: string): Promise<Uint8Array | undefined>;
  /** Delivered, or never sent. */
  drop(ids: readonly string[]): Promise<void>;
}

/** Sealed, and gone with the contact at the latest. */
export function createSentMessages(state: WhatsappState): SentMessages {
  return {
    async keep(id, bytes, address) {
      const value = Buffer.from(bytes).toString("base64");
      await state.write([{ type: SENT, id, value, contact: userOf(address) }]);
    },
    async find(id) {
      const value = (await state.read(SENT, [id])).get(id);
      return value === undefined ? undefined : Buffer.from(value, "base64");
    },
    async drop(ids) {
      await state.write(ids.map((id) => ({ type: SENT, id, value: undefined })));
    },
  };
}
