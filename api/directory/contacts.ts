/** Where officers are woken: chats of their own, linked by a short code, sealed to the server. */
import { after, MINUTE, type OfficerId, type Random } from "../kernel.ts";
import { macOf, seal, type ServerKeys } from "../vault/index.ts";
import type { Directory, DirectoryParts } from "./contract.ts";
import { dutyAddressLabel } from "./duty.ts";

const VALID = 15 * MINUTE;
const LENGTH = 8;
/** Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

type Offered = "contactsOf" | "linkContact" | "removeContact" | "newLinkCode" | "takeLinkCode";

export function createContacts({ store, server, random, clock }: DirectoryParts): Pick<Directory, Offered> {
  return {
    contactsOf: (officer) => store.contacts(officer),
    removeContact: (officer, channel) => store.removeContact(officer, channel),

    async linkContact(officer, channel, address) {
      const plain = new TextEncoder().encode(address);
      const sealed = await seal<"duty-address">([server.publicKey], dutyAddressLabel(officer), plain);
      await store.saveContact({ officer, channel, address: sealed });
    },

    async newLinkCode(officer) {
      const code = drawCode(random);
      await store.saveLinkCode(hashOf(server, code), officer, after(clock(), VALID));
      return code;
    },

    async takeLinkCode(code): Promise<OfficerId | undefined> {
      const written = asWritten(code);
      return written.length === LENGTH ? store.takeLinkCode(hashOf(server, written), clock()) : undefined;
    },
  };
}

/** 32 divides 256, so every letter is equally likely. */
const drawCode = (random: Random): string => [...random(LENGTH)].map((byte) => ALPHABET[byte % 32]).join("");

const asWritten = (code: string): string =>
  code.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");

/** Keyed: 40 bits would be counted through in a stolen table. */
const hashOf = (server: ServerKeys, code: string): string =>
  Buffer.from(macOf(server, "link-code", [code])).toString("hex");
