/**
 * The reporter's receipt: whoever has the code opens the thread from any channel, and nobody else does, we
 * included. argon2id gives 64 bytes; half is stored to verify, half unwraps the receipt's private key.
 */
import { timingSafeEqual } from "node:crypto";
import type { CaseId, PrivateKey, Random } from "../kernel.ts";
import { decrypt, encrypt } from "./aes-gcm.ts";
import { bytesOf, join, lengthPrefixed, textOf } from "./bytes.ts";
import { generateKeyPair } from "./key-pair.ts";
import { receiptMac } from "./mac.ts";
import { newReceiptParts, writeReceiptCode } from "./receipt-code.ts";
import type { SlowHash } from "./slow-hash.ts";
import type { Pepper, ServerKeys, StoredReceipt } from "./words.ts";

const HALF = 32;

/**
 * A new code with what is kept of it. There are 100,000 locators: when the store knows the locator already, the
 * caller mints again.
 */
export async function mintReceipt(parts: {
  hash: SlowHash;
  pepper: Pepper;
  server: ServerKeys;
  random: Random;
  case: CaseId;
}): Promise<{ code: string; stored: StoredReceipt }> {
  const { server, random, case: id } = parts;
  const digits = newReceiptParts(random);
  const salt = join(random(16));
  const halves = await parts.hash(bytesOf(digits.secret), salt, parts.pepper, 2 * HALF);
  const { publicKey, privateKey } = await generateKeyPair();
  const stored: StoredReceipt = {
    locator: digits.locator,
    salt,
    verifier: join(halves.subarray(0, HALF)),
    wrappedKey: encrypt(halves.subarray(HALF), random, alongside(digits.locator, id), bytesOf(privateKey)),
    publicKey,
    mac: receiptMac(server, id, publicKey),
    case: id,
  };
  return { code: writeReceiptCode(digits), stored };
}

/** The receipt's private key; undefined for a wrong secret or an altered row, never said apart. */
export async function openReceipt(
  parts: { hash: SlowHash; pepper: Pepper },
  stored: StoredReceipt,
  secret: string,
): Promise<PrivateKey | undefined> {
  const halves = await parts.hash(bytesOf(secret), stored.salt, parts.pepper, 2 * HALF);
  const verifier = halves.subarray(0, HALF);
  if (stored.verifier.length !== HALF || !timingSafeEqual(verifier, stored.verifier)) return undefined;
  const privateKey = decrypt(
    halves.subarray(HALF),
    alongside(stored.locator, stored.case),
    stored.wrappedKey,
  );
  return privateKey && (textOf(privateKey) as PrivateKey);
}

const alongside = (locator: string, id: CaseId): Uint8Array =>
  join(...["receipt/1", locator, id].map((field) => lengthPrefixed(bytesOf(field))));
