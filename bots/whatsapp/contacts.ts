/** Whom a value of the protocol's state is about: rules that read Baileys' own ids, and nothing else. */

/** Baileys' list of everyone it has a token for, in one value. Never kept: it would outlive every one of them. */
const LIST_OF_CONTACTS = "__index";

/** One value of the state, as Baileys names it. */
export type StateKey = { type: string; id: string };

/**
 * The user part (number or LID, without device or server) of the contact a value is about; undefined for what is the
 * account's own. Ids as of Baileys 7.0.0-rc14 (Signal/libsignal.js, lid-mapping.js, tc-token-utils.js).
 */
export function contactOf({ type, id }: StateKey): string | undefined {
  switch (type) {
    case "session":
    case "identity-key":
      // "628….0", and "1234_1.0" for a LID.
      return /^\d+/.exec(id)?.[0];
    case "lid-mapping":
      return id.replace(/_reverse$/, "");
    case "device-list":
      return id;
    case "tctoken":
    case "sender-key-memory":
      return userOf(id);
    case "sender-key":
      return userOf(id.split("::")[0] ?? id);
    default:
      return undefined;
  }
}

/** Whether a value is to be kept at all. */
export const isKept = ({ type, id }: StateKey): boolean => !(type === "tctoken" && id === LIST_OF_CONTACTS);

/** The user part of a jid: `628…:7@s.whatsapp.net` → `628…`. */
export const userOf = (jid: string): string => jid.split("@")[0]?.split(":")[0] ?? jid;
