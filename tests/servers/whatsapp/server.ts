/** Puts the peer together: one hotline number with its phone, the bot's line, and any number of contacts. */
import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import type { BinaryNode } from "@whiskeysockets/baileys";
import { WebSocketServer, type WebSocket } from "ws";
import { userOf } from "./answers.ts";
import { makeCertificate, ROOT_KEY } from "./certificate.ts";
import type { Addressing, Identity } from "./chat-phone.ts";
import { createContact, type Contact, type Person } from "./contact.ts";
import { createHotline } from "./hotline.ts";
import { createLine, type Line } from "./line.ts";
import { startMediaHost } from "./media.ts";
import { acceptNoise } from "./noise.ts";
import type { Pairing } from "./pairing.ts";
import { node, notification } from "./stanzas.ts";

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

export async function startWhatsAppPeer(options: WhatsAppPeerOptions = {}): Promise<WhatsAppPeer> {
  const { port = 0, qrRefs = 6, certificate: kind = "good" } = options;
  const certificate = makeCertificate(kind);
  const media = await startMediaHost();
  const sent: BinaryNode[] = [];
  const people: Person[] = [];
  const byUser = new Map<string, Person>();
  let door: "open" | "reset" | "unavailable" = "open";

  const record = (stanza: BinaryNode) => void sent.push(stanza);
  const hotline = createHotline({
    qrRefs,
    record,
    onReplaced: () => line.sessions.drop(401),
    onFewKeys: (left) => line.askForKeys(left),
  });
  const { pairing } = hotline;
  const line = createLine({
    device: hotline.device,
    unlink: hotline.unlink,
    record,
    mediaHost: media.host,
    find(user) {
      if (hotline.is(user)) return { signal: hotline.signal, lid: hotline.lid, own: true };
      const person = byUser.get(user);
      return person && { signal: person.phone.signal, lid: person.contact.lid, own: false };
    },
    async onMessage(stanza) {
      const person = byUser.get(userOf(stanza.attrs["to"] as string));
      if (person?.refuses()) return "463";
      await hotline.copy(stanza);
      await person?.phone.hear(stanza);
      return undefined;
    },
    onRetry(receipt) {
      const { to = "", participant = to } = receipt.attrs;
      void byUser.get(userOf(participant))?.phone.sendAgain(receipt);
    },
  });

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

  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    mediaUrl: `https://${media.host}`,
    certificateKey: ROOT_KEY,
    phone: {
      number: hotline.number,
      lid: hotline.lid,
      scanQr: pairing.scanQr,
      enterPairingCode: pairing.enterPairingCode,
      refreshSecret: pairing.refreshSecret,
      demandPasskey: pairing.demandPasskey,
      unlink() {
        hotline.unlink();
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
      copies: hotline.copies,
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
        device: hotline.reachable,
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
