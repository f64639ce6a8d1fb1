/** The chain by which a bot knows the server: root signs intermediate, intermediate signs the server's Noise key. */
import { Curve, proto, WA_CERT_DETAILS, type KeyPair } from "@whiskeysockets/baileys";

export type Certificate = { serverKey: KeyPair; chain: Uint8Array };

/** One root for all peers of this process, since a process can trust only one. */
const root = Curve.generateKeyPair();

/** Hex of the root's public key, for a bot in a process of its own: see `preload.ts`. */
export const ROOT_KEY = Buffer.from(root.public).toString("hex");

/** Makes this process trust certificates signed by `rootKey` (hex) instead of WhatsApp's own. */
export function trustRoot(rootKey: string): void {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootKey, "hex");
}

/** "forged" is signed by another root, as by somebody who sits in the line. */
export function makeCertificate(kind: "good" | "forged" = "good"): Certificate {
  const signer = kind === "good" ? root : Curve.generateKeyPair();
  const intermediateKey = Curve.generateKeyPair();
  const serverKey = Curve.generateKeyPair();
  const day = 24 * 60 * 60;
  const now = Math.floor(Date.now() / 1_000);
  const validity = { notBefore: now - day, notAfter: now + day };
  const { NoiseCertificate } = proto.CertChain;
  const signed = (details: proto.CertChain.NoiseCertificate.IDetails, by: KeyPair) => {
    const bytes = NoiseCertificate.Details.encode(details).finish();
    return { details: bytes, signature: Curve.sign(by.private, bytes) };
  };
  const intermediate = { serial: 1, issuerSerial: WA_CERT_DETAILS.SERIAL, key: intermediateKey.public };
  const leaf = { serial: 2, issuerSerial: 1, key: serverKey.public };
  const chain = proto.CertChain.encode({
    intermediate: signed({ ...intermediate, ...validity }, signer),
    leaf: signed({ ...leaf, ...validity }, intermediateKey),
  }).finish();
  return { serverKey, chain };
}
