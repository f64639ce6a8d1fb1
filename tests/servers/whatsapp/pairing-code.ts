/** Pairing by eight letters: phone and bot agree on the secret that a QR code would have shown. */
import { randomBytes } from "node:crypto";
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  Curve,
  derivePairingCodeKey,
  getBinaryNodeChildString,
  hkdf,
  type BinaryNode,
  type KeyPair,
} from "@whiskeysockets/baileys";
import { bytesIn, child, node, notification, stanzaId } from "./stanzas.ts";

const BUNDLE = "link_code_pairing_key_bundle_encryption_key";

export type CodeParts = {
  letters: string;
  /** With what the bot began. */
  hello: BinaryNode;
  /** The phone's identity. */
  identity: KeyPair;
  send(stanza: BinaryNode): void;
  /** With what the bot answers the phone. */
  finish(): Promise<BinaryNode>;
};

/** The phone's part after the letters were typed; rejects when they are not those the bot shows. */
export async function agreeByCode({ letters, hello, identity, send, finish }: CodeParts) {
  const begun = child(hello, "link_code_companion_reg");
  const wrapped = bytesIn(begun, "link_code_pairing_wrapped_companion_ephemeral_pub");
  const codeKey = await derivePairingCodeKey(letters, wrapped.subarray(0, 32));
  const theirs = aesDecryptCTR(wrapped.subarray(48), codeKey, wrapped.subarray(32, 48));
  const ephemeral = Curve.generateKeyPair();
  const salt = randomBytes(32);
  const iv = randomBytes(16);
  const sealedKey = aesEncryptCTR(ephemeral.public, await derivePairingCodeKey(letters, salt), iv);
  send(
    notification("link_code_companion_reg", [
      node("link_code_companion_reg", { stage: "primary_hello" }, [
        node("link_code_pairing_ref", {}, Buffer.from(stanzaId())),
        node("link_code_pairing_wrapped_primary_ephemeral_pub", {}, Buffer.concat([salt, iv, sealedKey])),
        node("primary_identity_pub", {}, identity.public),
      ]),
    ]),
  );
  const finished = child(await finish(), "link_code_companion_reg");
  const companion = bytesIn(finished, "companion_identity_public");
  const sealed = bytesIn(finished, "link_code_pairing_wrapped_key_bundle");
  const shared = Curve.sharedKey(ephemeral.private, theirs);
  const key = Buffer.from(hkdf(shared, 32, { salt: sealed.subarray(0, 32), info: BUNDLE }));
  const bundle = open(sealed, key);
  if (!bundle.subarray(0, 32).equals(companion) || !bundle.subarray(32, 64).equals(identity.public))
    throw new Error("the key bundle names other identities");
  const secrets = [shared, Curve.sharedKey(identity.private, companion), bundle.subarray(64)];
  const secret = Buffer.from(hkdf(Buffer.concat(secrets), 32, { info: "adv_secret" }));
  return { noiseKey: bytesIn(begun, "companion_server_auth_key_pub"), identity: companion, secret };
}

/** WhatsApp refuses pairing by code to a device whose name is not that of an ordinary browser. */
export function isOrdinaryBrowser(hello: BinaryNode): boolean {
  const begun = child(hello, "link_code_companion_reg");
  const name = getBinaryNodeChildString(begun, "companion_platform_display") ?? "";
  return /^(Chrome|Edge|Firefox|Opera|Safari) \((Ubuntu|Linux|Mac OS|Windows)\)$/.test(name);
}

function open(sealed: Buffer, key: Buffer): Buffer {
  try {
    return aesDecryptGCM(sealed.subarray(44), key, sealed.subarray(32, 44), Buffer.alloc(0));
  } catch {
    throw new Error("wrong code");
  }
}
