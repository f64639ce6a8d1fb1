/** Who gets a report's private keys: of a new epoch, and of earlier ones when a body's turn has come. */
import type { Actor, CaseId, PrivateKey, PublicKey } from "../kernel.ts";
import { copyFor, unveilCopy, type KeyCopy, type ServerKeys } from "../vault/index.ts";
import { readersOfNewEpoch } from "./decide-sharing.ts";
import { copiesFor } from "./keys.ts";
import type { Cases } from "./ports.ts";
import type { BodyKey, Share } from "./words.ts";

/** The public half of the report's receipt, with its MAC. */
export type ReceiptKey = { publicKey: PublicKey; mac: Uint8Array };

/**
 * Copies for all readers among `shares` whose key is in `bodyKeys`; bodies of the chain whose turn has not come get
 * theirs under the server's layer. Throws SwappedKeyError when a key was not vouched for by this server.
 */
export async function copiesOfEpoch(
  server: ServerKeys,
  id: CaseId,
  { epoch, privateKey }: { epoch: number; privateKey: PrivateKey },
  shares: readonly Share[],
  bodyKeys: readonly BodyKey[],
  receipt: ReceiptKey,
): Promise<KeyCopy[]> {
  const keys = new Map([[epoch, privateKey]]);
  const copies = readersOfNewEpoch(shares).flatMap(({ agency, outer }) => {
    const bodyKey = bodyKeys.find((one) => one.agency === agency);
    return bodyKey === undefined ? [] : [copiesFor(server, id, keys, bodyKey, outer)];
  });
  const reporter = copyFor(server, id, epoch, privateKey, { holder: "reporter", ...receipt }, false);
  return [...(await Promise.all(copies)).flat(), await reporter];
}

const BY_SERVER: Actor = { kind: "system", task: "copies" };

/** Copies of bodies whose turn has come, without the server's layer. */
export async function unveiledCopies(
  { cases, server }: { cases: Pick<Cases, "copies">; server: ServerKeys },
  id: CaseId,
  arrived: readonly Share[],
): Promise<KeyCopy[]> {
  const copies = await Promise.all(arrived.map(({ agency }) => cases.copies(BY_SERVER, id, agency)));
  return Promise.all(copies.flat().map((copy) => unveilCopy(server, id, copy)));
}
