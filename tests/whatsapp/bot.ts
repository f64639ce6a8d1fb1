/** The bot under test, opened against the WhatsApp Web peer of tests/servers/whatsapp. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instant } from "../../api/kernel.ts";
import { createLogger, logTo } from "../../api/log.ts";
import type { PeriodKeys } from "../../api/vault/index.ts";
import type { Address, Heard, Inbox } from "../../bots/channel.ts";
import {
  createWhatsapp,
  type LineStatus,
  type Whatsapp,
  type WhatsappParts,
} from "../../bots/whatsapp/index.ts";
import type { StateRows } from "../../bots/whatsapp/ports.ts";
import type { ContractPerson } from "../contracts/channel.ts";
import { createFakeStateRows } from "../fakes/whatsapp-state.ts";
import { random } from "../servers/database.ts";
import { startWhatsAppPeer, trustRoot, type Contact, type WhatsAppPeer } from "../servers/whatsapp/index.ts";

/** What stays when the bot is stopped or killed. */
export type Kept = { rows: StateRows; periods: PeriodKeys; folder: string };

export type Bot = {
  whatsapp: Whatsapp;
  logged: string[];
  statuses: LineStatus[];
  /** The first status that fits, now or later. */
  until(fits: (status: LineStatus) => boolean): Promise<LineStatus>;
};

export const freshlyKept = (rows: StateRows = createFakeStateRows()): Kept => ({
  rows,
  periods: { current: "2026-11-22", keys: new Map([["2026-11-22", random(32)]]) },
  folder: mkdtempSync(join(tmpdir(), "whatsapp-")),
});

/** Not started yet. */
export function makeBot(
  peer: WhatsAppPeer,
  inbox: Inbox,
  kept: Kept,
  more: Pick<WhatsappParts, "pairingSocket"> = {},
): Bot {
  trustRoot(peer.certificateKey);
  const logged: string[] = [];
  const statuses: LineStatus[] = [];
  const watchers = new Set<() => void>();
  const whatsapp = createWhatsapp({
    name: "Lapor Aman",
    url: peer.url,
    version: [2, 3000, 1_043_857_760],
    perMinute: 1_000_000,
    spoolPath: join(kept.folder, "whatsapp.spool"),
    rows: kept.rows,
    inbox,
    periods: () => kept.periods,
    clock: () => instant(Date.now()),
    random,
    log: logTo(createLogger("debug", { write: (line) => void logged.push(line) })),
    onStatus(status) {
      statuses.push(status);
      for (const watcher of watchers) watcher();
    },
    backoff: { first: 20, most: 200 },
    ...more,
  });
  return {
    whatsapp,
    logged,
    statuses,
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = [whatsapp.status()].find(fits);
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
  };
}

export const isOpen = ({ state }: LineStatus): boolean => state === "open";

/** Links the account by QR and waits until the line is open. */
export async function link(peer: WhatsAppPeer, bot: Bot): Promise<void> {
  await bot.whatsapp.ask({ ask: "qr" });
  const { qr } = await bot.until((status) => status.qr !== undefined);
  await peer.phone.scanQr(qr ?? "");
  await bot.until(isOpen);
  await peer.sessions.online();
}

/** A linked bot, started, and the peer it is linked with. */
export async function openLinked(inbox: Inbox, kept: Kept = freshlyKept()) {
  const peer = await startWhatsAppPeer();
  const bot = makeBot(peer, inbox, kept);
  await bot.whatsapp.start();
  await link(peer, bot);
  return {
    peer,
    bot,
    kept,
    async close() {
      await bot.whatsapp.stop();
      await peer.stop();
      rmSync(kept.folder, { recursive: true, force: true });
    },
  };
}

/** Where to answer. */
export function addressOf(heard: Heard | undefined): Address {
  if (heard === undefined) throw new Error("nothing was heard");
  return heard.address;
}

/** A person of the peer as the channel contract wants one. */
export function contractPerson(contact: Contact): ContractPerson {
  const typed: string[] = [];
  return {
    async types(text) {
      await contact.write(text);
      typed.push(text);
    },
    sends: {
      video: async () => void (await contact.offer("video")),
      voice: async () => void (await contact.offer("voice")),
      file: async () => void (await contact.offer("document")),
      sticker: async () => void (await contact.offer("sticker")),
      contact: async () => void (await contact.offer("contact")),
      other: async () => void (await contact.offer("poll")),
    },
    reads: () => contact.reads(),
    sees: () => [...typed, ...contact.reads()],
    // The LID is the chat's address, as a chat id is on other networks.
    identity: [contact.phone, contact.name],
  };
}
