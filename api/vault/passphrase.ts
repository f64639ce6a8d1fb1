/**
 * An officer's passphrase: made by us, never chosen, shown once. Six words out of 1,296 give 6 × log2 1296 =
 * 62 bits, behind argon2id and the pepper. Unlocking the key is the check of the passphrase; no hash of it is kept.
 */
import type { PrivateKey, Random } from "../kernel.ts";
import { decrypt, encrypt } from "./aes-gcm.ts";
import { bytesOf, join, textOf } from "./bytes.ts";
import { PASSPHRASE_WORDS } from "./passphrase-words.ts";
import type { SlowHash } from "./slow-hash.ts";
import type { Pepper } from "./words.ts";

const WORDS = 6;
const PURPOSE = bytesOf("officer-key/1");

/** Six words of the list, each equally likely, with spaces between. */
export const newPassphrase = (random: Random): string =>
  Array.from({ length: WORDS }, () => randomWord(random)).join(" ");

/** Locks a private key under a passphrase with a fresh salt. */
export async function lockPrivateKey(
  parts: { hash: SlowHash; pepper: Pepper; random: Random },
  passphrase: string,
  key: PrivateKey,
): Promise<{ lockedKey: Uint8Array<ArrayBuffer>; salt: Uint8Array<ArrayBuffer> }> {
  const salt = join(parts.random(16));
  const lock = await parts.hash(bytesOf(asTyped(passphrase)), salt, parts.pepper, 32);
  return { lockedKey: encrypt(lock, parts.random, PURPOSE, bytesOf(key)), salt };
}

/** The private key; undefined for a wrong passphrase. Case, extra spaces and dashes do not matter. */
export async function unlockPrivateKey(
  parts: { hash: SlowHash; pepper: Pepper },
  passphrase: string,
  lockedKey: Uint8Array,
  salt: Uint8Array,
): Promise<PrivateKey | undefined> {
  const lock = await parts.hash(bytesOf(asTyped(passphrase)), salt, parts.pepper, 32);
  const key = decrypt(lock, PURPOSE, lockedKey);
  return key && (textOf(key) as PrivateKey);
}

const asTyped = (passphrase: string): string =>
  passphrase
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "")
    .join(" ");

/** Rejects the last, incomplete round of 16-bit numbers, so that no word is likelier than another. */
function randomWord(random: Random): string {
  const fair = 0x10000 - (0x10000 % PASSPHRASE_WORDS.length);
  for (;;) {
    const [high = 0, low = 0] = random(2);
    const drawn = high * 256 + low;
    const word = drawn < fair ? PASSPHRASE_WORDS[drawn % PASSPHRASE_WORDS.length] : undefined;
    if (word !== undefined) return word;
  }
}
