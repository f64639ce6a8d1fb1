/** The few messages that come without a seal, or with the phone's help: Baileys tells of them after it acknowledged. */
import type { Clock } from "../../api/kernel.ts";
import { isLidUser, isPnUser, jidNormalizedUser, type WAMessage } from "./baileys.ts";
import { timeOf, type Opened } from "./hear-first.ts";

/**
 * Undefined for our own, for groups and the like, and for the stub that stands for a message which did not open: that
 * one comes again under the same id, and must not count as heard.
 */
export function openedFrom(
  { key, message, messageTimestamp, messageStubType }: WAMessage,
  clock: Clock,
): Opened | undefined {
  if (!message || messageStubType || key.fromMe || !key.id || !key.remoteJid) return undefined;
  const from = jidNormalizedUser(key.remoteJid);
  if (!isLidUser(from) && !isPnUser(from)) return undefined;
  const all = [from, key.remoteJidAlt ? jidNormalizedUser(key.remoteJidAlt) : ""];
  return {
    id: key.id,
    from,
    lid: all.find((jid) => isLidUser(jid)),
    phone: all.find((jid) => isPnUser(jid)),
    at: timeOf(messageTimestamp, clock()),
    message,
  };
}
