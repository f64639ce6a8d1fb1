/** The Signal half of one phone: its identity, the keys it hands out, and its sessions with devices of the hotline. */
import {
  Curve,
  encodeBigEndian,
  generateRegistrationId,
  generateSignalPubKey,
  KEY_BUNDLE_TYPE,
  signedKeyPair,
  xmppPreKey,
  xmppSignedPreKey,
  type BinaryNode,
  type KeyPair,
} from "@whiskeysockets/baileys";
import { ProtocolAddress, SessionBuilder, SessionCipher, SessionRecord } from "libsignal";
import { quietly } from "./quiet.ts";

export type Ciphertext = { type: "pkmsg" | "msg"; bytes: Buffer };

/** What a session with a device is started from; with public keys as libsignal wants them, 33 bytes. */
export type Bundle = {
  registrationId: number;
  identityKey: Uint8Array;
  signedPreKey: { keyId: number; publicKey: Uint8Array; signature: Uint8Array };
  /** Left out when the device has no one-time keys left. */
  preKey?: { keyId: number; publicKey: Uint8Array };
};

export type SignalPhone = {
  identity: KeyPair;
  registrationId: number;
  /** Stanza children that let the hotline start a session: a fresh one-time key each time. */
  handOut(): BinaryNode[];
  /** The same without one-time key and registration, for the `keys` of a retry receipt. */
  keys(): BinaryNode[];
  hasSession(device: string): boolean;
  startSession(device: string, bundle: Bundle): Promise<void>;
  encrypt(device: string, plain: Uint8Array): Promise<Ciphertext>;
  /** Rejects when the session is not known or the message was read before. */
  decrypt(device: string, sealed: Ciphertext): Promise<Buffer>;
  forget(): void;
};

/** `owner` keeps sessions of different phones apart: libsignal has one queue of jobs per address in a process. */
export function createSignalPhone(owner: string): SignalPhone {
  const identity = Curve.generateKeyPair();
  const registrationId = generateRegistrationId();
  const signedPreKey = signedKeyPair(identity, 1);
  const preKeys = new Map<number, KeyPair>();
  const sessions = new Map<string, Uint8Array>();
  let lastPreKey = 0;

  const prefixed = (pair: KeyPair) => ({
    pubKey: Buffer.from(generateSignalPubKey(pair.public)),
    privKey: Buffer.from(pair.private),
  });
  const storage = {
    loadSession: async (id: string) => {
      const bytes = sessions.get(id);
      return bytes && SessionRecord.deserialize(bytes);
    },
    storeSession: async (id: string, record: SessionRecord) => void sessions.set(id, record.serialize()),
    isTrustedIdentity: () => true,
    loadPreKey: async (id: number | string) => {
      const pair = preKeys.get(Number(id));
      return pair && prefixed(pair);
    },
    removePreKey: (id: number) => void preKeys.delete(id),
    loadSignedPreKey: () => prefixed(signedPreKey.keyPair),
    getOurRegistrationId: () => registrationId,
    getOurIdentity: () => prefixed(identity),
  };
  const address = (device: string) => new ProtocolAddress(`${owner} with ${device.replaceAll(".", "_")}`, 0);
  const cipher = (device: string) => new SessionCipher(storage, address(device));
  const freshPreKey = () => {
    lastPreKey += 1;
    const pair = Curve.generateKeyPair();
    preKeys.set(lastPreKey, pair);
    return xmppPreKey(pair, lastPreKey);
  };
  const type = { tag: "type", attrs: {}, content: KEY_BUNDLE_TYPE };
  const identityNode = { tag: "identity", attrs: {}, content: identity.public };

  return {
    identity,
    registrationId,
    handOut: () => [
      { tag: "registration", attrs: {}, content: encodeBigEndian(registrationId) },
      type,
      identityNode,
      xmppSignedPreKey(signedPreKey),
      freshPreKey(),
    ],
    keys: () => [type, identityNode, freshPreKey(), xmppSignedPreKey(signedPreKey)],
    hasSession: (device) => sessions.has(address(device).toString()),
    startSession: (device, bundle) =>
      quietly(() => new SessionBuilder(storage, address(device)).initOutgoing(bundle as never)),
    encrypt: (device, plain) =>
      quietly(async () => {
        const { type: kind, body } = await cipher(device).encrypt(Buffer.from(plain));
        return { type: kind === 3 ? "pkmsg" : "msg", bytes: Buffer.from(body, "binary") };
      }),
    decrypt: (device, { type: kind, bytes }) =>
      quietly(() =>
        kind === "pkmsg"
          ? cipher(device).decryptPreKeyWhisperMessage(bytes)
          : cipher(device).decryptWhisperMessage(bytes),
      ),
    forget: () => sessions.clear(),
  };
}
