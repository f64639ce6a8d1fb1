/** AES-256-GCM (NIST SP 800-38D) as nonce ‖ ciphertext ‖ tag; nonces are 12 random bytes, a key seals far below 2^32. */
import { createCipheriv, createDecipheriv } from "node:crypto";
import type { Random } from "../kernel.ts";
import { join } from "./bytes.ts";

const NONCE = 12;
const TAG = 16;

export function encrypt(
  key: Uint8Array,
  random: Random,
  alongside: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const nonce = random(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(alongside);
  return join(nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
}

/** Undefined when key, bytes or `alongside` are not the ones it was encrypted with. */
export function decrypt(key: Uint8Array, alongside: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(alongside)
    .setAuthTag(sealed.subarray(-TAG));
  try {
    return join(decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final());
  } catch {
    return undefined;
  }
}
