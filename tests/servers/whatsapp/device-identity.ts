/** The signatures by which an account and its linked device vouch for each other (ADV). */
import { createRequire } from "node:module";
import {
  Curve,
  generateSignalPubKey,
  hmacSign,
  proto,
  WA_ADV_ACCOUNT_SIG_PREFIX,
  WA_ADV_DEVICE_SIG_PREFIX,
  type KeyPair,
} from "@whiskeysockets/baileys";

/** libsignal's own check: Baileys' `Curve.verify` says yes to everything. */
export const { verifySignature } = createRequire(import.meta.url)("libsignal/src/curve.js") as {
  verifySignature(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
};

/** `sealed` goes to the device; it believes it when the secret is the one it showed. */
export type SignedDevice = { details: Uint8Array; sealed: Uint8Array };

export function signDevice(
  number: number,
  companion: { identity: Buffer; secret: Buffer },
  account: KeyPair,
): SignedDevice {
  const timestamp = Math.floor(Date.now() / 1_000);
  const details = proto.ADVDeviceIdentity.encode({ rawId: number, timestamp, keyIndex: number }).finish();
  const message = Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, companion.identity]);
  const accountSignature = Curve.sign(account.private, message);
  const vouched = { details, accountSignatureKey: account.public, accountSignature };
  const bytes = proto.ADVSignedDeviceIdentity.encode(vouched).finish();
  const hmac = hmacSign(bytes, companion.secret);
  return { details, sealed: proto.ADVSignedDeviceIdentityHMAC.encode({ details: bytes, hmac }).finish() };
}

/** Whether `answer` holds the device's own signature over what the account signed. */
export function isSigned(
  answer: Buffer,
  { details }: SignedDevice,
  companion: { identity: Buffer },
  account: KeyPair,
): boolean {
  const { deviceSignature } = proto.ADVSignedDeviceIdentity.decode(answer);
  const message = Buffer.concat([WA_ADV_DEVICE_SIG_PREFIX, details, companion.identity, account.public]);
  const key = generateSignalPubKey(companion.identity);
  return verifySignature(key, message, Buffer.from(deviceSignature ?? []));
}
