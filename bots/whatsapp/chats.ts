/** Which conversation a message belongs to, and what must be known to answer in its chat. */
import type { Address } from "../channel.ts";
import { BufferJSON, isLidUser } from "./baileys.ts";
import { userOf } from "./contacts.ts";
import type { WhatsappState } from "./state.ts";
import type { Letter } from "./words.ts";

const CHAT = "chat";

/** `to`: the exact address that the latest message came from. `expiration`: seconds until messages disappear, 0 never. */
export type Chat = { to: string; expiration: number };

export interface Chats {
  /** The LID; the number only while its LID is not known, and then for as long as that chat is remembered. */
  addressOf(known: { lid: string | undefined; phone: string | undefined; from: string }): Promise<Address>;
  remember(letter: Pick<Letter, "address" | "from" | "expiration">): Promise<void>;
  find(address: Address): Promise<Chat>;
  /** Number and LID of the chat, as far as both are known. */
  usersOf(address: Address): Promise<string[]>;
}

export function createChats(state: WhatsappState): Chats {
  async function stored(address: string): Promise<Chat | undefined> {
    const value = (await state.read(CHAT, [address])).get(address);
    return value === undefined ? undefined : (JSON.parse(value) as Chat);
  }

  async function mapped(id: string): Promise<string[]> {
    const value = (await state.read("lid-mapping", [id])).get(id);
    return value === undefined ? [] : [JSON.parse(value, BufferJSON.reviver) as string];
  }

  return {
    async addressOf({ lid, phone, from }) {
      if (lid === undefined || phone === undefined) return (lid ?? phone ?? from) as Address;
      // It began before its LID was known, and must not fall into two halves now.
      return ((await stored(phone)) === undefined ? lid : phone) as Address;
    },

    async remember({ address, from, expiration }) {
      const before = await stored(address);
      const chat: Chat = { to: from, expiration: expiration ?? before?.expiration ?? 0 };
      if (before?.to === chat.to && before.expiration === chat.expiration) return;
      const needless = isLidUser(address) && chat.to === address && chat.expiration === 0;
      if (needless && before === undefined) return;
      const value = needless ? undefined : JSON.stringify(chat);
      await state.write([{ type: CHAT, id: address, value, contact: userOf(address) }]);
    },

    find: async (address) => (await stored(address)) ?? { to: address, expiration: 0 },

    async usersOf(address) {
      const user = userOf(address);
      const other = await mapped(isLidUser(address) ? `${user}_reverse` : user);
      return [...new Set([user, ...other, userOf((await stored(address))?.to ?? address)])];
    },
  };
}
