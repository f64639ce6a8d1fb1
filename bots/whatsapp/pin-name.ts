/** Keeps Baileys from announcing us. */
import type { Account } from "./account.ts";
import type { WASocket } from "./baileys.ts";

/**
 * Baileys takes every update of the account that does not repeat its name for a change of name, and tells it to the
 * network as a presence without a type, which counts as "online". So every update repeats the name; and a name that
 * the phone tells of its owner is not taken over.
 */
export function pinName(sock: WASocket, account: Account): void {
  const emit = sock.ev.emit.bind(sock.ev);
  sock.ev.emit = (event, told) => {
    const { me } = account.creds;
    if (event !== "creds.update" || !me?.name) return emit(event, told);
    const update = told as Partial<Account["creds"]>;
    return emit("creds.update", { ...update, me: { ...me, ...update.me, name: me.name } });
  };
}
