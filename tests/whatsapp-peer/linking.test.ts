import { afterEach, beforeEach, expect, test } from "vitest";
import { Browsers } from "@whiskeysockets/baileys";
import { startWhatsAppPeer, type WhatsAppPeer } from "../servers/whatsapp/index.ts";
import { connect, freshState } from "./bot.ts";

const ORDINARY = { browser: Browsers.ubuntu("Chrome") };
let peer: WhatsAppPeer;
beforeEach(async () => {
  peer = await startWhatsAppPeer({ qrRefs: 2 });
});
afterEach(() => peer.stop());

/** The QR code with another secret in it. */
const withSecret = (qr: string, secret: string) =>
  qr
    .split(",")
    .map((field, index) => (index === 3 ? secret : field))
    .join(",");

test("a QR code links the bot, which must connect anew and is then let in", async () => {
  const state = freshState();
  const bot = await connect(peer, state);

  await peer.phone.scanQr(await bot.qr());
  const code = await bot.closed();
  const again = await connect(peer, state);
  await again.open();

  expect(code).toBe(515);
  expect(state.creds.me?.id).toBe(`${peer.phone.number}:1@s.whatsapp.net`);
  expect(peer.sessions.logins()).toBe(1);
});

test("eight letters typed on the phone link the bot", async () => {
  const state = freshState();
  const bot = await connect(peer, state, ORDINARY);
  await bot.qr();

  const letters = await bot.sock.requestPairingCode(peer.phone.number);
  await peer.phone.enterPairingCode(`${letters.slice(0, 4)}-${letters.slice(4)}`);
  const code = await bot.closed();
  const again = await connect(peer, state, ORDINARY);
  await again.open();

  expect(code).toBe(515);
  expect(peer.sessions.logins()).toBe(1);
});

test.each([
  ["wrong letters", ORDINARY, "6280000000000", "ABCD1235", "wrong code"],
  ["letters for another number", ORDINARY, "628999", "ABCD1234", "another number"],
  ["a bot with a name of its own", {}, "6280000000000", "ABCD1234", "refused"],
])("%s link nothing", async (_name, settings, number, typed, refusal) => {
  const own = { browser: ["Hotline", "Server", "1"] as [string, string, string] };
  const bot = await connect(peer, freshState(), { ...own, ...settings });
  await bot.qr();
  await bot.sock.requestPairingCode(number, "ABCD1234");

  const entered = peer.phone.enterPairingCode(typed);

  await expect(entered).rejects.toThrow(refusal);
  expect(peer.sessions.logins()).toBe(0);
});

test("after a refresh the code on the screen is dead, and one with a new secret links", async () => {
  const state = freshState();
  const bot = await connect(peer, state);
  const shown = await bot.qr();
  const told = bot.notified("companion_reg_refresh");

  peer.phone.refreshSecret(shown);
  await told;
  const dead = peer.phone.scanQr(shown);
  await expect(dead).rejects.toThrow("retired secret");
  state.creds.advSecretKey = Buffer.alloc(32, 7).toString("base64");
  await peer.phone.scanQr(withSecret(shown, state.creds.advSecretKey));

  expect(await bot.closed()).toBe(515);
});

test("an account that asks for a passkey says so, and is not linked", async () => {
  const bot = await connect(peer, freshState());
  const told = bot.notified("passkey_prologue_request");
  peer.phone.demandPasskey();

  const scanned = peer.phone.scanQr(await bot.qr());

  await expect(scanned).rejects.toThrow("passkey");
  await told;
});

test("when all QR codes have been shown the connection ends with 408", async () => {
  const bot = await connect(peer, freshState(), { qrTimeout: 20 });

  const code = await bot.closed();

  expect(code).toBe(408);
  expect(bot.updates.filter(({ qr }) => qr !== undefined)).toHaveLength(2);
});
