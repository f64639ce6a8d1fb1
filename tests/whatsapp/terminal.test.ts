import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTexts } from "../../locales/index.ts";
import { pairInTerminal, type PairingWish } from "../../bots/whatsapp/index.ts";
import { createCollectingInbox } from "../contracts/collecting-inbox.ts";
import { startWhatsAppPeer, type WhatsAppPeer } from "../servers/whatsapp/index.ts";
import { freshlyKept, isOpen, link, makeBot, type Bot, type Kept } from "./bot.ts";

let peer: WhatsAppPeer;
let kept: Kept;
let bot: Bot;
let socketPath: string;

beforeEach(async () => {
  peer = await startWhatsAppPeer();
  kept = freshlyKept();
  socketPath = join(kept.folder, "whatsapp.sock");
  bot = makeBot(peer, createCollectingInbox(), kept, { pairingSocket: socketPath });
  await bot.whatsapp.start();
});
afterEach(async () => {
  await bot.whatsapp.stop();
  await peer.stop();
  rmSync(kept.folder, { recursive: true });
});

function run(wish: PairingWish | undefined) {
  const output = new PassThrough();
  let printed = "";
  output.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  return {
    ended: pairInTerminal({ socketPath, wish, output, texts: createTexts() }),
    printed: () => printed,
  };
}

test("draws the QR code, and ends when the phone has linked", async () => {
  const { ended, printed } = run({ ask: "qr" });
  const { qr } = await bot.until((status) => status.qr !== undefined);
  await peer.phone.scanQr(qr ?? "");

  expect(await ended).toBe("done");
  expect(printed()).toMatch(/[█▀▄]{5}/);
  expect(printed()).toContain("Tersambung");
});

test("shows the letters to type", async () => {
  const { ended, printed } = run({ ask: "code", number: peer.phone.number });
  const { pairingCode = "" } = await bot.until((status) => status.pairingCode !== undefined);
  await peer.phone.enterPairingCode(pairingCode);

  expect(await ended).toBe("done");
  expect(printed()).toContain(`${pairingCode.slice(0, 4)}-${pairingCode.slice(4)}`);
});

test("says to use the Cloud API where a passkey is demanded", async () => {
  peer.phone.demandPasskey();
  const { ended, printed } = run({ ask: "qr" });
  const { qr } = await bot.until((status) => status.qr !== undefined);
  await peer.phone.scanQr(qr ?? "").catch(() => undefined);

  expect(await ended).toBe("failed");
  expect(printed()).toContain("Cloud API");
});

test("shows how the line is, and asks for nothing", async () => {
  const { ended, printed } = run(undefined);

  expect(await ended).toBe("done");
  expect(printed().trim()).toBe("Belum ditautkan");
  expect(bot.whatsapp.status()).toEqual({ state: "unpaired" });
});

test("unlinks, and says when it is done", async () => {
  await link(peer, bot);

  expect(await run({ ask: "unpair" }).ended).toBe("done");
  expect(isOpen(bot.whatsapp.status())).toBe(false);
});

test("without a server it says so", async () => {
  await bot.whatsapp.stop();

  expect(await run({ ask: "qr" }).ended).toBe("no_server");
});

test("nobody else on the machine may connect", () => {
  expect(statSync(socketPath).mode & 0o077).toBe(0);
});
