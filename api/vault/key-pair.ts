/** Key pairs of officers, bodies, reports, receipts and the server: all are age X25519 identities. */
import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import type { PrivateKey, PublicKey } from "../kernel.ts";
import type { KeyPair } from "./words.ts";

/** A new pair, `AGE-SECRET-KEY-1…` and `age1…`; age draws its randomness from the system itself. */
export async function generateKeyPair(): Promise<KeyPair> {
  const privateKey = (await generateX25519Identity()) as PrivateKey;
  return { privateKey, publicKey: await publicKeyOf(privateKey) };
}

/** Throws on anything that is not an age identity. */
export async function publicKeyOf(privateKey: PrivateKey): Promise<PublicKey> {
  return (await identityToRecipient(privateKey)) as PublicKey;
}

/** Whether this is an age X25519 recipient (`age1…`, checksum included) that something can be sealed to. */
export function isPublicKey(text: string): text is PublicKey {
  if (!/^age1[a-z0-9]{58}$/.test(text)) return false;
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}
