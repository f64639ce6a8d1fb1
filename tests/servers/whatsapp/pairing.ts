/** Linking the bot to the hotline's number, seen from the hotline's own phone: by QR code and by eight letters. */
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  Curve,
  derivePairingCodeKey,
  generateSignalPubKey,
  getBinaryNodeChildString,
  hkdf,
  hmacSign,
  proto,
  WA_ADV_ACCOUNT_SIG_PREFIX,
  WA_ADV_DEVICE_SIG_PREFIX,
  type BinaryNode,
  type KeyPair,
} from "@whiskeysockets/baileys";
import type { NewDevice } from "./device.ts";
import type { Wire } from "./noise.ts";
import { bytesIn, child, node, notification, SERVER, stanzaId } from "./stanzas.ts";
import { createWaiting } from "./waiting.ts";

/** Baileys' own `Curve.verify` says yes to everything. */
const { verifySignature } = createRequire(import.meta.url)("libsignal/src/curve.js") as {
  verifySignature(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
};

/** A bot that waits to be linked. */
type Candidate = {
  wire: Wire;
  refs: string[];
  /** What the bot sent to begin pairing by code. */
  hello: BinaryNode | "refused" | undefined;
  answered: { finish?: (iq: BinaryNode) => void; signed?: (iq: BinaryNode) => void };
};

export type PairingParts = {
  phoneNumber: string;
  /** The phone's identity key; the account's signature is made with it. */
  identity: KeyPair;
  qrRefs: number;
  /** Addresses of the next device. */
  nextDevice(): Pick<NewDevice, "number" | "jid" | "lid">;
  onLinked(device: NewDevice): void;
  /** Keeps what the bot sent. */
  record(stanza: BinaryNode): void;
};

export type Pairing = {
  meet(wire: Wire): Promise<void>;
  /** Resolves when the bot waits to be linked. */
  scanQr(text: string): Promise<void>;
  /** Waits for the bot to ask for a code. */
  enterPairingCode(code: string): Promise<void>;
  refreshSecret(shown: string): void;
  demandPasskey(): void;
};

export function createPairing(parts: PairingParts): Pairing {
  const { identity, phoneNumber } = parts;
  const retired = new Set<string>();
  let candidate: Candidate | undefined;
  let passkey = false;
  const asked = createWaiting();

  async function meet(wire: Wire): Promise<void> {
    const refs = Array.from({ length: parts.qrRefs }, () => `2@${randomBytes(24).toString("base64")}`);
    const mine: Candidate = { wire, refs, hello: undefined, answered: {} };
    candidate = mine;
    const offered = refs.map((ref) => node("ref", {}, Buffer.from(ref)));
    wire.send(node("iq", { from: SERVER, type: "set", id: stanzaId() }, [node("pair-device", {}, offered)]));
    for (let stanza = await wire.next(); stanza !== undefined; stanza = await wire.next()) {
      parts.record(stanza);
      if (stanza.tag === "iq") hearIq(mine, stanza);
    }
    if (candidate === mine) candidate = undefined;
  }

  function hearIq(from: Candidate, iq: BinaryNode): void {
    const stage = child(iq, "link_code_companion_reg")?.attrs["stage"];
    if (child(iq, "pair-device-sign")) from.answered.signed?.(iq);
    if (iq.attrs["type"] === "result") return;
    const answer = { from: SERVER, id: iq.attrs["id"] as string };
    if (stage === "companion_hello" && !isOrdinaryBrowser(iq)) {
      from.hello = "refused";
      asked.changed();
      const refused = [node("error", { code: "400", text: "bad-request" })];
      return from.wire.send(node("iq", { ...answer, type: "error" }, refused));
    }
    if (stage === "companion_hello") from.hello = iq;
    asked.changed();
    from.wire.send(node("iq", { ...answer, type: "result" }));
    if (stage === "companion_finish") from.answered.finish?.(iq);
  }

  const waiting = (): Candidate => {
    if (candidate === undefined) throw new Error("no bot waits to be linked");
    return candidate;
  };

  /** Signs for the device and tells it; resolves when the device has signed too. */
  async function link(to: Candidate, companion: { noiseKey: Buffer; identity: Buffer; secret: Buffer }) {
    if (passkey) {
      const options = JSON.stringify({
        rpId: "whatsapp.com",
        challenge: randomBytes(32).toString("base64url"),
      });
      to.wire.send(
        notification("passkey_prologue_request", [node("passkey_request_options", {}, Buffer.from(options))]),
      );
      throw new Error("this account asks for a passkey");
    }
    const addresses = parts.nextDevice();
    const { number, jid, lid } = addresses;
    const timestamp = Math.floor(Date.now() / 1_000);
    const details = proto.ADVDeviceIdentity.encode({ rawId: number, timestamp, keyIndex: number }).finish();
    const signed = [details, companion.identity];
    const accountSignature = Curve.sign(
      identity.private,
      Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, ...signed]),
    );
    const account = { details, accountSignatureKey: identity.public, accountSignature };
    const deviceIdentity = proto.ADVSignedDeviceIdentity.encode(account).finish();
    const hmac = hmacSign(deviceIdentity, companion.secret);
    const sealed = proto.ADVSignedDeviceIdentityHMAC.encode({ details: deviceIdentity, hmac }).finish();
    const answer = new Promise<BinaryNode>((resolve) => void (to.answered.signed = resolve));
    to.wire.send(
      node("iq", { from: SERVER, type: "set", id: stanzaId() }, [
        node("pair-success", {}, [
          node("device-identity", {}, sealed),
          node("device", { jid, lid }),
          node("platform", { name: "android" }),
        ]),
      ]),
    );
    const sign = child(await answer, "pair-device-sign");
    const { deviceSignature } = proto.ADVSignedDeviceIdentity.decode(bytesIn(sign, "device-identity"));
    const message = Buffer.concat([WA_ADV_DEVICE_SIG_PREFIX, ...signed, identity.public]);
    const key = generateSignalPubKey(companion.identity);
    if (!verifySignature(key, message, Buffer.from(deviceSignature ?? [])))
      throw new Error("the bot's signature over its device is not its own");
    parts.onLinked({ ...addresses, noiseKey: companion.noiseKey, identity: companion.identity });
    to.wire.send(node("stream:error", { code: "515" }));
    to.wire.close();
  }

  return {
    meet,
    async scanQr(text) {
      const to = waiting();
      const [ref = "", noise = "", companion = "", secret = ""] = text.split("#").at(-1)?.split(",") ?? [];
      if (!to.refs.includes(ref)) throw new Error("this QR code is not valid any more");
      if (retired.has(secret)) throw new Error("this QR code holds a retired secret");
      const [noiseKey, identityKey, key] = [noise, companion, secret].map((part) =>
        Buffer.from(part, "base64"),
      );
      if (!noiseKey?.equals(to.wire.staticKey)) throw new Error("this QR code is of another connection");
      await link(to, { noiseKey, identity: identityKey as Buffer, secret: key as Buffer });
    },
    async enterPairingCode(code) {
      const to = waiting();
      const heard = await asked.until(
        () => to.hello,
        5_000,
        () => "the bot to ask for a code",
      );
      const hello = heard === "refused" ? undefined : child(heard, "link_code_companion_reg");
      if (hello === undefined) throw new Error("WhatsApp has refused the bot's wish for a code");
      if (hello.attrs["jid"] !== `${phoneNumber}@s.whatsapp.net`)
        throw new Error("this code is for another number");
      await link(to, await agreeByCode(to, hello, code.replaceAll("-", "").toUpperCase()));
    },
    refreshSecret(shown) {
      retired.add(shown.split(",")[3] ?? "");
      waiting().wire.send(notification("companion_reg_refresh", [node("pair-device-rotate-qr")]));
    },
    demandPasskey() {
      passkey = true;
    },
  };

  /** The phone's part after the letters were typed: both sides agree on the secret that a QR code would have shown. */
  async function agreeByCode(to: Candidate, hello: BinaryNode, code: string) {
    const wrapped = bytesIn(hello, "link_code_pairing_wrapped_companion_ephemeral_pub");
    const codeKey = await derivePairingCodeKey(code, wrapped.subarray(0, 32));
    const theirs = aesDecryptCTR(wrapped.subarray(48), codeKey, wrapped.subarray(32, 48));
    const ephemeral = Curve.generateKeyPair();
    const salt = randomBytes(32);
    const iv = randomBytes(16);
    const sealedKey = aesEncryptCTR(ephemeral.public, await derivePairingCodeKey(code, salt), iv);
    const finished = new Promise<BinaryNode>((resolve) => void (to.answered.finish = resolve));
    to.wire.send(
      notification("link_code_companion_reg", [
        node("link_code_companion_reg", { stage: "primary_hello" }, [
          node("link_code_pairing_ref", {}, Buffer.from(stanzaId())),
          node("link_code_pairing_wrapped_primary_ephemeral_pub", {}, Buffer.concat([salt, iv, sealedKey])),
          node("primary_identity_pub", {}, identity.public),
        ]),
      ]),
    );
    const finish = child(await finished, "link_code_companion_reg");
    const companion = bytesIn(finish, "companion_identity_public");
    const sealed = bytesIn(finish, "link_code_pairing_wrapped_key_bundle");
    const shared = Curve.sharedKey(ephemeral.private, theirs);
    const info = "link_code_pairing_key_bundle_encryption_key";
    const key = Buffer.from(hkdf(shared, 32, { salt: sealed.subarray(0, 32), info }));
    const bundle = open(sealed, key);
    if (!bundle.subarray(0, 32).equals(companion) || !bundle.subarray(32, 64).equals(identity.public))
      throw new Error("the key bundle names other identities");
    const secrets = [shared, Curve.sharedKey(identity.private, companion), bundle.subarray(64)];
    const secret = Buffer.from(hkdf(Buffer.concat(secrets), 32, { info: "adv_secret" }));
    return { noiseKey: bytesIn(hello, "companion_server_auth_key_pub"), identity: companion, secret };
  }

  function open(sealed: Buffer, key: Buffer): Buffer {
    try {
      return aesDecryptGCM(sealed.subarray(44), key, sealed.subarray(32, 44), Buffer.alloc(0));
    } catch {
      throw new Error("wrong code");
    }
  }
}

/** WhatsApp refuses pairing by code to a device whose name is not that of an ordinary browser. */
function isOrdinaryBrowser(iq: BinaryNode): boolean {
  const name =
    getBinaryNodeChildString(child(iq, "link_code_companion_reg"), "companion_platform_display") ?? "";
  return /^(Chrome|Edge|Firefox|Opera|Safari) \((Ubuntu|Linux|Mac OS|Windows)\)$/.test(name);
}
