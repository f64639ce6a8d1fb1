/** Linking the bot to the hotline's number, from the hotline's own phone: by QR code and by eight letters. */
import { randomBytes } from "node:crypto";
import type { BinaryNode, KeyPair } from "@whiskeysockets/baileys";
import type { NewDevice } from "./device.ts";
import { isSigned, signDevice } from "./device-identity.ts";
import type { Wire } from "./noise.ts";
import { agreeByCode, isOrdinaryBrowser } from "./pairing-code.ts";
import { bytesIn, child, node, notification, SERVER, stanzaId } from "./stanzas.ts";
import { PATIENCE } from "../waiting.ts";
import { createWaiting, type Waiting } from "./waiting.ts";

/** A bot that waits to be linked. */
type Candidate = { wire: Wire; refs: string[]; asked: BinaryNode[]; waiting: Waiting };
/** What a phone must know of the device it links. */
type Companion = { noiseKey: Buffer; identity: Buffer; secret: Buffer };

export type PairingParts = {
  phoneNumber: string;
  /** The phone's identity key; the account's signature is made with it. */
  identity: KeyPair;
  qrRefs: number;
  /** Addresses of the next device. */
  nextDevice(): Pick<NewDevice, "number" | "jid" | "lid">;
  onLinked(device: NewDevice): void;
  record(stanza: BinaryNode): void;
};

export type Pairing = {
  /** Talks with a bot that is not linked, until the line is closed. */
  meet(wire: Wire): Promise<void>;
  /** Resolves when the bot is linked and told to connect anew; rejects with what the phone would show. */
  scanQr(text: string): Promise<void>;
  /** The same by the letters the bot shows; waits for the bot to ask for them. */
  enterPairingCode(code: string): Promise<void>;
  /** WhatsApp tells the bot that the secret in this QR code is not good any more. */
  refreshSecret(shown: string): void;
  /** From now on linking ends in a demand for a passkey. */
  demandPasskey(): void;
};

const stageOf = (iq: BinaryNode) => child(iq, "link_code_companion_reg")?.attrs["stage"];

export function createPairing(parts: PairingParts): Pairing {
  const { identity, phoneNumber } = parts;
  const retired = new Set<string>();
  let candidate: Candidate | undefined;
  let passkey = false;

  async function meet(wire: Wire): Promise<void> {
    const refs = Array.from({ length: parts.qrRefs }, () => `2@${randomBytes(24).toString("base64")}`);
    const mine: Candidate = { wire, refs, asked: [], waiting: createWaiting() };
    candidate = mine;
    const offered = refs.map((ref) => node("ref", {}, Buffer.from(ref)));
    wire.send(node("iq", { from: SERVER, type: "set", id: stanzaId() }, [node("pair-device", {}, offered)]));
    for (let stanza = await wire.next(); stanza !== undefined; stanza = await wire.next()) {
      parts.record(stanza);
      if (stanza.tag === "iq") answer(mine, stanza);
    }
    if (candidate === mine) candidate = undefined;
  }

  function answer({ wire, asked, waiting }: Candidate, iq: BinaryNode): void {
    asked.push(iq);
    waiting.changed();
    if (iq.attrs["type"] === "result") return;
    const answered = { from: SERVER, id: iq.attrs["id"] as string };
    const refused = stageOf(iq) === "companion_hello" && !isOrdinaryBrowser(iq);
    const error = node("error", { code: "400", text: "bad-request" });
    wire.send(
      refused
        ? node("iq", { ...answered, type: "error" }, [error])
        : node("iq", { ...answered, type: "result" }),
    );
  }

  const present = (): Candidate => {
    if (candidate === undefined) throw new Error("no bot waits to be linked");
    return candidate;
  };
  const asks = ({ asked, waiting }: Candidate, isIt: (iq: BinaryNode) => boolean, wanted: string) =>
    waiting.until(
      () => asked.findLast(isIt),
      PATIENCE,
      () => wanted,
    );

  /** Signs for the device and tells it; resolves when the device has signed too. */
  async function link(to: Candidate, companion: Companion): Promise<void> {
    if (passkey) {
      const challenge = randomBytes(32).toString("base64url");
      const options = Buffer.from(JSON.stringify({ rpId: "whatsapp.com", challenge }));
      const told = [node("passkey_request_options", {}, options)];
      to.wire.send(notification("passkey_prologue_request", told));
      throw new Error("this account asks for a passkey");
    }
    const device = parts.nextDevice();
    const signed = signDevice(device.number, companion, identity);
    to.wire.send(
      node("iq", { from: SERVER, type: "set", id: stanzaId() }, [
        node("pair-success", {}, [
          node("device-identity", {}, signed.sealed),
          node("device", { jid: device.jid, lid: device.lid }),
          node("platform", { name: "android" }),
        ]),
      ]),
    );
    const iq = await asks(to, (one) => child(one, "pair-device-sign") !== undefined, "the bot's signature");
    if (!isSigned(bytesIn(child(iq, "pair-device-sign"), "device-identity"), signed, companion, identity))
      throw new Error("the bot's signature over its device is not its own");
    parts.onLinked({ ...device, noiseKey: companion.noiseKey, identity: companion.identity });
    to.wire.send(node("stream:error", { code: "515" }));
    to.wire.close();
  }

  return {
    meet,
    async scanQr(text) {
      const to = present();
      const [ref = "", ...fields] = text.split("#").at(-1)?.split(",") ?? [];
      const [noiseKey, companion, secret] = fields.map((field) => Buffer.from(field, "base64"));
      if (!to.refs.includes(ref)) throw new Error("this QR code is not valid any more");
      if (retired.has(fields[2] ?? "")) throw new Error("this QR code holds a retired secret");
      if (!noiseKey?.equals(to.wire.staticKey) || companion === undefined || secret === undefined)
        throw new Error("this QR code is of another connection");
      await link(to, { noiseKey, identity: companion, secret });
    },
    async enterPairingCode(code) {
      const to = present();
      const hello = await asks(to, (iq) => stageOf(iq) === "companion_hello", "the bot to ask for a code");
      if (!isOrdinaryBrowser(hello)) throw new Error("WhatsApp has refused the bot's wish for a code");
      if (child(hello, "link_code_companion_reg")?.attrs["jid"] !== `${phoneNumber}@s.whatsapp.net`)
        throw new Error("this code is for another number");
      const letters = code.replaceAll("-", "").toUpperCase();
      const companion = await agreeByCode({
        letters,
        hello,
        identity,
        send: to.wire.send,
        finish: () => asks(to, (iq) => stageOf(iq) === "companion_finish", "the bot to finish"),
      });
      await link(to, companion);
    },
    refreshSecret(shown) {
      retired.add(shown.split(",")[3] ?? "");
      present().wire.send(notification("companion_reg_refresh", [node("pair-device-rotate-qr")]));
    },
    demandPasskey() {
      passkey = true;
    },
  };
}
