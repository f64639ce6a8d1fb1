/** The bot as WhatsApp keeps it: a device linked to the hotline's number, and the public keys it has uploaded. */
import { generateSignalPubKey, getBinaryNodeChildUInt, type BinaryNode } from "@whiskeysockets/baileys";
import type { Bundle } from "./signal.ts";
import { bytesIn, child, children, node } from "./stanzas.ts";

type OneTimeKey = { keyId: number; publicKey: Uint8Array };

export type LinkedDevice = {
  number: number;
  jid: string;
  lid: string;
  /** It logs in with this Noise key and no other. */
  noiseKey: Buffer;
  identity: Buffer;
  /** Resolves when keys have been uploaded: before that nobody can write to it. */
  reachable: Promise<void>;
  upload(iq: BinaryNode): void;
  rotate(iq: BinaryNode): void;
  /** How many one-time keys are left. */
  left(): number;
  /** What a contact starts a session from. */
  take(): Bundle;
};

export type NewDevice = Pick<LinkedDevice, "number" | "jid" | "lid" | "noiseKey" | "identity">;

export function linkDevice(device: NewDevice): LinkedDevice {
  const first = Promise.withResolvers<void>();
  const oneTime: OneTimeKey[] = [];
  let registrationId = 0;
  let signed: Bundle["signedPreKey"] | undefined;

  const keyIn = (parent: BinaryNode): OneTimeKey => ({
    keyId: getBinaryNodeChildUInt(parent, "id", 3) as number,
    publicKey: generateSignalPubKey(bytesIn(parent, "value")),
  });
  const takeSigned = (parent: BinaryNode) => {
    const skey = child(parent, "skey") ?? node("skey");
    signed = { ...keyIn(skey), signature: bytesIn(skey, "signature") };
  };
  return {
    ...device,
    reachable: first.promise,
    upload(iq) {
      registrationId = getBinaryNodeChildUInt(iq, "registration", 4) as number;
      takeSigned(iq);
      oneTime.push(...children(child(iq, "list"), "key").map(keyIn));
      first.resolve();
    },
    rotate: (iq) => takeSigned(child(iq, "rotate") ?? node("rotate")),
    left: () => oneTime.length,
    take() {
      if (signed === undefined) throw new Error("the bot has uploaded no keys");
      const preKey = oneTime.shift();
      const identityKey = generateSignalPubKey(device.identity);
      return { registrationId, identityKey, signedPreKey: signed, ...(preKey && { preKey }) };
    },
  };
}
