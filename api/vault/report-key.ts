/** A report's key, epoch by epoch, and the copies by which bodies and the reporter open it. */
import type { CaseId, PrivateKey, PublicKey } from "../kernel.ts";
import { bytesOf, textOf } from "./bytes.ts";
import { SwappedKeyError } from "./errors.ts";
import { generateKeyPair } from "./key-pair.ts";
import {
  BODY_KEY,
  bodyKeyFields,
  checkMac,
  EPOCH_KEY,
  epochFields,
  macOf,
  RECEIPT_KEY,
  receiptFields,
} from "./mac.ts";
import { addServerLayer, open, removeServerLayer, seal } from "./seal.ts";
import type { EpochKey, Holder, KeyCopy, Label, ServerKeys } from "./words.ts";

/** A fresh key pair for everything that a report gets from now on; the private half lives only in its copies. */
export async function newEpoch(
  server: ServerKeys,
  id: CaseId,
  epoch: number,
): Promise<{ key: EpochKey; privateKey: PrivateKey }> {
  const { publicKey, privateKey } = await generateKeyPair();
  const mac = macOf(server, EPOCH_KEY, epochFields(id, epoch, publicKey));
  return { key: { epoch, publicKey, mac }, privateKey };
}

/** Whether this server made the epoch's key; checked before anything is sealed to it. */
export const checkEpoch = (server: ServerKeys, id: CaseId, { epoch, publicKey, mac }: EpochKey): boolean =>
  checkMac(server, EPOCH_KEY, epochFields(id, epoch, publicKey), mac);

/**
 * The epoch's private key sealed to one holder. With `outer` it is sealed once more to the server, for bodies of
 * the chain whose turn has not come: then neither the body alone nor the server alone can open it.
 * Throws SwappedKeyError when the server never vouched for the holder's key.
 */
export async function copyFor(
  server: ServerKeys,
  id: CaseId,
  epoch: number,
  privateKey: PrivateKey,
  holder: { holder: Holder; publicKey: PublicKey; mac: Uint8Array },
  outer: boolean,
): Promise<KeyCopy> {
  if (!isVouchedFor(server, id, holder)) throw new SwappedKeyError(holder.holder);
  const label = copyLabel(id, epoch);
  const inner = await seal<"report-key">([holder.publicKey], label, bytesOf(privateKey));
  const sealed = outer ? await addServerLayer(server.publicKey, label, inner) : inner;
  return { holder: holder.holder, epoch, outer, sealed };
}

/** The epoch's private key. Throws OpeningError: `wrong_key` also while the outer layer is on. */
export async function openCopy(id: CaseId, holderPrivateKey: PrivateKey, copy: KeyCopy): Promise<PrivateKey> {
  return textOf(await open(holderPrivateKey, copyLabel(id, copy.epoch), copy.sealed)) as PrivateKey;
}

/** Takes the outer layer off: escalation has reached the holder. A copy without one comes back as it is. */
export async function unveilCopy(server: ServerKeys, id: CaseId, copy: KeyCopy): Promise<KeyCopy> {
  if (!copy.outer) return copy;
  const sealed = await removeServerLayer(server.privateKey, copyLabel(id, copy.epoch), copy.sealed);
  return { ...copy, outer: false, sealed };
}

const copyLabel = (owner: CaseId, epoch: number): Label => ({ owner, kind: "report-key", epoch });

function isVouchedFor(
  server: ServerKeys,
  id: CaseId,
  { holder, publicKey, mac }: { holder: Holder; publicKey: PublicKey; mac: Uint8Array },
): boolean {
  return holder === "reporter"
    ? checkMac(server, RECEIPT_KEY, receiptFields(id, publicKey), mac)
    : checkMac(server, BODY_KEY, bodyKeyFields(holder, publicKey), mac);
}
