/**
 * Hears a message before WhatsApp is told that it arrived. Baileys opens a message inside a transaction of the key
 * store, commits, sends the receipt, and only then tells us, up to half a minute later; whoever crashes in between has
 * lost it for good. So the opening is wrapped in that same transaction, and the message is kept before it commits: a
 * crash before the commit makes WhatsApp deliver it again, under the same id.
 */
import { instant, SECOND, type Clock, type Instant } from "../../api/kernel.ts";
import type { Account } from "./account.ts";
import {
  areJidsSameUser,
  DEFAULT_CONNECTION_CONFIG,
  isLidUser,
  isPnUser,
  jidNormalizedUser,
  MISSING_KEYS_ERROR_TEXT,
  proto,
  unpadRandomMax16,
  type BinaryNode,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
  type WASocket,
} from "./baileys.ts";

/** One message, opened; both addresses as far as they are known, without the device. */
export type Opened = {
  id: string;
  from: string;
  lid: string | undefined;
  phone: string | undefined;
  at: Instant;
  message: proto.IMessage;
};

export type Hearing = {
  /** A message was opened and nobody knows of it yet: it is kept when this resolves, or it counts as not opened. */
  onOpened(message: Opened): Promise<void>;
  /** Whether `onOpened` has kept it; a message of long ago may be forgotten. */
  wasOpened(from: string, id: string): boolean;
};

type Repository = ReturnType<SocketConfig["makeSignalRepository"]>;

export function hearBeforeAcknowledging(account: Account, clock: Clock, { onOpened, wasOpened }: Hearing) {
  /** The stanza in which these very bytes came. */
  const stanzas = new WeakMap<Uint8Array, BinaryNode>();

  async function hear(node: BinaryNode, decryptedFor: string, padded: Uint8Array): Promise<void> {
    const addresses = addressesOf(node, decryptedFor);
    if (addresses === undefined || isOurs(account, node)) return;
    const message = proto.Message.decode(unpadRandomMax16(padded));
    await onOpened({ ...addresses, id: node.attrs.id ?? "", at: timeOf(node.attrs.t, clock()), message });
  }

  /**
   * Its key is used up, yet nobody heard it. libsignal runs what waits for one address in the context of whoever came
   * first; when a connection breaks while another begins, a session is written past its transaction. Under its own
   * name Baileys would acknowledge this failure for good; under another it asks for the message anew, with its id.
   */
  function isLost({ attrs }: BinaryNode, { message }: Error): boolean {
    return message === MISSING_KEYS_ERROR_TEXT && !wasOpened(jidNormalizedUser(attrs.from), attrs.id ?? "");
  }

  const makeRepository: SocketConfig["makeSignalRepository"] = (auth, logger, lidsOf) => {
    const inner = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, lidsOf);
    const keys = auth.keys as SignalKeyStoreWithTransaction;
    const decrypt: Repository["decryptMessage"] = inner.decryptMessage.bind(inner);
    return Object.assign(inner, {
      decryptMessage: (sealed: Parameters<typeof decrypt>[0]) =>
        keys.transaction(async () => {
          const node = stanzas.get(sealed.ciphertext);
          const opened = await decrypt(sealed).catch((failure: Error) => {
            throw node !== undefined && isLost(node, failure) ? new Error("key_used_unheard") : failure;
          });
          if (node !== undefined) await hear(node, sealed.jid, opened);
          return opened;
        }, sealed.jid),
    });
  };

  function watch(sock: WASocket): void {
    sock.ws.prependListener("CB:message", (node: BinaryNode) => {
      if (!Array.isArray(node.content)) return;
      for (const { content } of node.content) if (content instanceof Uint8Array) stanzas.set(content, node);
    });
  }

  return { makeRepository, watch };
}

/** Undefined for groups, broadcasts, newsletters and whatever else is not one person. */
function addressesOf(
  { attrs }: BinaryNode,
  decryptedFor: string,
): Pick<Opened, "from" | "lid" | "phone"> | undefined {
  const from = attrs.from === undefined ? "" : jidNormalizedUser(attrs.from);
  if (!isLidUser(from) && !isPnUser(from)) return undefined;
  const others = [attrs.sender_lid, attrs.sender_pn, decryptedFor].flatMap((jid) =>
    jid ? jidNormalizedUser(jid) : [],
  );
  const all = [from, ...others];
  return { from, lid: all.find((jid) => isLidUser(jid)), phone: all.find((jid) => isPnUser(jid)) };
}

/** From another device of the account itself. */
function isOurs({ creds }: Account, { attrs }: BinaryNode): boolean {
  const { me } = creds;
  return (
    attrs.recipient !== undefined ||
    areJidsSameUser(attrs.from, me?.id) ||
    (me?.lid !== undefined && areJidsSameUser(attrs.from, me.lid))
  );
}

/** WhatsApp dates in whole seconds by its own clock; never later than ours. */
export function timeOf(seconds: unknown, now: Instant): Instant {
  const told = Number(seconds);
  return Number.isFinite(told) && told > 0 ? instant(Math.min(told * SECOND, now)) : now;
}
