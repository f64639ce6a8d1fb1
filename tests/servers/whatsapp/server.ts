/** Puts the peer together: one hotline number with its phone, the bot's line, and any number of contacts. */
import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import { proto, unpadRandomMax16, type BinaryNode } from "@whiskeysockets/baileys";
import { WebSocketServer, type WebSocket } from "ws";
import { userOf } from "./answers.ts";
import { makeCertificate, ROOT_KEY } from "./certificate.ts";
import { createContact, type Addressing, type Contact, type ContactPhone, type Identity } from "./contact.ts";
import { linkDevice, type LinkedDevice } from "./device.ts";
import { createLine, type Line } from "./line.ts";
import { startMediaHost } from "./media.ts";
import { acceptNoise } from "./noise.ts";
import { createPairing, type Pairing } from "./pairing.ts";
import { createSignalPhone } from "./signal.ts";
import { child, children, node, notification } from "./stanzas.ts";

export type WhatsAppPeerOptions = {
  port?: number;
  /** How many QR codes a bot may show before it must connect anew. */
  qrRefs?: number;
  /** "forged": not signed by the root that the bot trusts. */
  certificate?: "good" | "forged";
};

/** The hotline's own phone. */
export type Phone = Omit<Pairing, "meet"> & {
  /** Its number, digits only. */
  number: string;
  lid: string;
  /** Removes the bot from the phone's linked devices. */
  unlink(): void;
  /** WhatsApp restricts the account: no new chats for so many seconds; 0 lifts it. */
  restrict(seconds: number): void;
  /** Texts of the bot's messages as they also show on this phone. */
  readonly copies: readonly string[];
};

export type WhatsAppPeer = {
  /** For `waWebSocketUrl`. */
  url: string;
  mediaUrl: string;
  /** Hex of the root key: what WHATSAPP_PEER_ROOT holds for a bot in a process of its own. */
  certificateKey: string;
  phone: Phone;
  sessions: Line["sessions"] & {
    /**
     * Nobody gets in until the door is open again: connections are reset, or answered with HTTP 503, which Baileys
     * never notices by itself.
     */
    closeDoor(how?: "reset" | "unavailable"): void;
    openDoor(): void;
  };
  contact(who?: Partial<Identity> & { addressing?: Addressing; bare?: boolean }): Contact;
  /** Every stanza of the bot, in order. */
  readonly sent: readonly BinaryNode[];
  /** What would show a reporter that somebody reads or is there: must stay empty, but for "unavailable". */
  shown(): { readReceipts: BinaryNode[]; presences: string[] };
  mediaTouched(): number;
  stop(): Promise<void>;
};

const HOTLINE = { number: "6280000000000", lid: "177000000000000" };

export async function startWhatsAppPeer(options: WhatsAppPeerOptions = {}): Promise<WhatsAppPeer> {
  const { port = 0, qrRefs = 6, certificate: kind = "good" } = options;
  const certificate = makeCertificate(kind);
  const media = await startMediaHost();
  const sent: BinaryNode[] = [];
  const own = createSignalPhone(HOTLINE.lid);
  const copies: string[] = [];
  const people: ContactPhone[] = [];
  const byUser = new Map<string, ContactPhone>();
  let device: LinkedDevice | undefined;
  let devices = 0;
  let linked = Promise.withResolvers<LinkedDevice>();
  let door: "open" | "reset" | "unavailable" = "open";

  const record = (stanza: BinaryNode) => void sent.push(stanza);
  const unlink = () => {
    device = undefined;
    linked = Promise.withResolvers();
  };

  const pairing = createPairing({
    phoneNumber: HOTLINE.number,
    identity: own.identity,
    qrRefs,
    record,
    nextDevice() {
      devices += 1;
      const jid = `${HOTLINE.number}:${devices}@s.whatsapp.net`;
      return { number: devices, jid, lid: `${HOTLINE.lid}:${devices}@lid` };
    },
    onLinked(fresh) {
      if (device !== undefined) line.sessions.drop(401);
      device = linkDevice(fresh);
      linked.resolve(device);
    },
  });

  const line = createLine({
    device: () => device,
    unlink,
    record,
    mediaHost: media.host,
    find(user) {
      if (user === HOTLINE.lid || user === HOTLINE.number)
        return { signal: own, lid: HOTLINE.lid, own: true };
      const person = byUser.get(user);
      return person && { signal: person.signal, lid: person.contact.lid, own: false };
    },
    async onMessage(stanza) {
      const person = byUser.get(userOf(stanza.attrs["to"] as string));
      if (person?.refuses()) return "463";
      await copyToOwnPhone(stanza);
      await person?.hear(stanza);
      return undefined;
    },
    onRetry: (receipt) => {
      const { to = "", participant = to } = receipt.attrs;
      void byUser.get(userOf(participant))?.sendAgain(receipt);
    },
  });

  /** The bot writes to the hotline's own phone too, so that the chat looks the same there. */
  async function copyToOwnPhone(stanza: BinaryNode): Promise<void> {
    const copy = children(child(stanza, "participants"), "to").find(
      ({ attrs }) => byUser.get(userOf(attrs["jid"] as string)) === undefined,
    );
    const enc = child(copy, "enc");
    if (enc === undefined || device === undefined) return;
    const sealed = { type: enc.attrs["type"] as "pkmsg" | "msg", bytes: enc.content as Buffer };
    const plain = await own.decrypt(device.jid, sealed);
    const { deviceSentMessage } = proto.Message.decode(unpadRandomMax16(plain));
    const { conversation, extendedTextMessage } = deviceSentMessage?.message ?? {};
    copies.push(conversation ?? extendedTextMessage?.text ?? "");
  }

  async function serve(socket: WebSocket): Promise<void> {
    const wire = await acceptNoise(socket, certificate);
    await (wire.payload.devicePairingData ? pairing.meet(wire) : line.meet(wire));
  }

  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  http.on("upgrade", (request, socket, head) => {
    if (door === "reset") socket.destroy();
    else if (door === "unavailable") socket.end("HTTP/1.1 503 Service Unavailable\r\n\r\n");
    else
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        serve(webSocket).catch(() => webSocket.terminate());
      });
  });
  await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));

  async function reachableDevice(): Promise<LinkedDevice> {
    const here = device ?? (await linked.promise);
    await here.reachable;
    const take = () => {
      const bundle = here.take();
      if (here.left() < 5) line.askForKeys(here.left());
      return bundle;
    };
    return { ...here, take };
  }

  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    mediaUrl: `https://${media.host}`,
    certificateKey: ROOT_KEY,
    phone: {
      number: HOTLINE.number,
      lid: HOTLINE.lid,
      scanQr: pairing.scanQr,
      enterPairingCode: pairing.enterPairingCode,
      refreshSecret: pairing.refreshSecret,
      demandPasskey: pairing.demandPasskey,
      unlink() {
        unlink();
        line.sessions.drop(401);
      },
      restrict(forSeconds) {
        const ends = String(Math.floor(Date.now() / 1_000) + forSeconds);
        const lock = {
          is_active: forSeconds > 0,
          time_enforcement_ends: ends,
          enforcement_type: "BIZ_QUALITY",
        };
        const told = Buffer.from(JSON.stringify({ data: { xwa2_notify_account_reachout_timelock: lock } }));
        const update = { op_name: "NotificationUserReachoutTimelockUpdate" };
        line.deliver(notification("mex", [node("update", update, told)]));
      },
      copies,
    },
    sessions: {
      ...line.sessions,
      closeDoor(how = "reset") {
        door = how;
      },
      openDoor() {
        door = "open";
      },
    },
    contact(who = {}) {
      const number = people.length + 1;
      const { addressing = "lid", bare = false, ...identity } = who;
      const person = createContact({
        identity: { ...madeUp(number), ...identity },
        addressing,
        bare,
        mediaHost: media.host,
        device: reachableDevice,
        deliver: (stanza) => line.deliver(stanza),
      });
      people.push(person);
      byUser.set(person.contact.lid, person);
      byUser.set(person.contact.phone, person);
      return person.contact;
    },
    sent,
    shown() {
      const ofTag = (tag: string) => sent.filter((stanza) => stanza.tag === tag);
      return {
        readReceipts: ofTag("receipt").filter(({ attrs }) => /^(read|played)/.test(attrs["type"] ?? "")),
        presences: [...ofTag("presence"), ...ofTag("chatstate")].map(
          ({ tag, attrs }) => attrs["type"] ?? tag,
        ),
      };
    },
    mediaTouched: media.touched,
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await media.close();
    },
  };
}

/** Numbers and names that can be searched for, and are nobody's. */
const madeUp = (number: number): Identity => ({
  phone: `6281${String(number).padStart(9, "0")}`,
  lid: `188${String(number).padStart(12, "0")}`,
  name: `Namakontak${number}`,
});
