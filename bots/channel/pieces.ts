/** Sending a message that needs several sendings, so that a try after a failure goes on where the last one stopped. */
import { createHash } from "node:crypto";
import type { Address } from "../channel.ts";

/** Half-sent messages remembered; beyond that the oldest is forgotten and would be repeated from its start. */
const MOST_HALF_SENT = 1_000;

type Sent<Fault> = { ok: true; value: string } | { ok: false; fault: Fault };

/** Gives the platform's id of every piece, in order, also of those that an earlier try has sent. */
export type SendPieces<Piece, Fault> = (
  address: Address,
  pieces: readonly Piece[],
) => Promise<{ ok: true; ids: string[] } | { ok: false; fault: Fault }>;

/** What arrived is remembered in this process only, by address and a hash of the whole: never the words. */
export function createSendPieces<Piece, Fault>(
  send: (address: Address, piece: Piece) => Promise<Sent<Fault>>,
): SendPieces<Piece, Fault> {
  const halfSent = new Map<Address, { message: string; ids: string[] }>();

  function remember(address: Address, message: string, ids: string[]): void {
    halfSent.set(address, { message, ids });
    const [oldest] = halfSent.keys();
    if (halfSent.size > MOST_HALF_SENT && oldest !== undefined) halfSent.delete(oldest);
  }

  return async (address, pieces) => {
    const fingerprint = createHash("sha256").update(JSON.stringify(pieces)).digest("base64");
    const earlier = halfSent.get(address);
    halfSent.delete(address);
    const ids = earlier?.message === fingerprint ? earlier.ids : [];
    for (const piece of pieces.slice(ids.length)) {
      const sent = await send(address, piece);
      if (!sent.ok) {
        if (ids.length > 0) remember(address, fingerprint, ids);
        return sent;
      }
      ids.push(sent.value);
    }
    return { ok: true, ids };
  };
}
