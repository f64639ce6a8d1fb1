import { afterEach, beforeEach, expect, test } from "vitest";
import { Curve, generateSignalPubKey } from "@whiskeysockets/baileys";
import { verifySignature } from "../servers/whatsapp/device-identity.ts";
import { PATIENCE } from "../servers/waiting.ts";
import { startWhatsAppPeer, trustRoot, type WhatsAppPeer } from "../servers/whatsapp/index.ts";
import { connect, freshState, linkedBot } from "./bot.ts";

let peer: WhatsAppPeer;
beforeEach(async () => {
  peer = await startWhatsAppPeer();
});
afterEach(() => peer.stop());

test("a session that WhatsApp ends is seen to end with its code, whichever it is", async () => {
  const { state } = await linkedBot(peer);
  const seen: number[] = [];

  for (const code of [401, 408, 411, 428, 440, 500, 503, 515]) {
    const bot = await connect(peer, state);
    await bot.open();
    peer.sessions.drop(code);
    seen.push(await bot.closed());
  }

  expect(seen).toEqual([401, 408, 411, 428, 440, 500, 503, 515]);
});

test("a login that WhatsApp refuses is seen to fail with its reason, and the next one passes", async () => {
  const { state } = await linkedBot(peer);
  const reasons = [401, 402, 403, 405, 406, 409, 411, 500, 503];
  const seen: number[] = [];

  for (const reason of reasons) peer.sessions.failNextLogin(reason);
  for (const _ of reasons) seen.push(await (await connect(peer, state)).closed());
  const bot = await connect(peer, state);
  await bot.open();

  expect(seen).toEqual(reasons);
});

test("of two bots with one state the newer stays and the older is told 440", async () => {
  const { bot: older, state } = await linkedBot(peer);

  const newer = await connect(peer, state);
  await newer.open();

  expect(await older.closed()).toBe(440);
  expect(peer.sessions.connected()).toBe(true);
});

test("a bot that was unlinked on the phone is cut off and not let in again", async () => {
  const { bot, state } = await linkedBot(peer);

  peer.phone.unlink();
  const cut = await bot.closed();
  const again = await connect(peer, state);

  expect([cut, await again.closed()]).toEqual([401, 401]);
});

test("a line that falls silent leaves questions without an answer", async () => {
  const { bot } = await linkedBot(peer);
  const ping = (withinMs: number) =>
    bot.sock.query({ tag: "iq", attrs: { xmlns: "w:p", to: "s.whatsapp.net", type: "get" } }, withinMs);
  const before = await ping(PATIENCE);

  peer.sessions.goSilent();
  const after = await ping(200).catch((failure: Error) => failure.message);

  expect(before.tag).toBe("iq");
  expect(after).toBe("Timed Out");
});

test("a closed door turns the bot away, an open one lets it in", async () => {
  const { bot, state } = await linkedBot(peer);
  peer.sessions.closeDoor();
  peer.sessions.drop();
  await bot.closed();

  const turnedAway = await (await connect(peer, state)).closed();
  peer.sessions.openDoor();
  const again = await connect(peer, state);
  await again.open();

  expect(turnedAway).toBe(408);
});

test("a stranger's certificate is refused by a bot whose signature check is a real one", async () => {
  const stranger = await startWhatsAppPeer({ certificate: "forged" });
  trustRoot(peer.certificateKey);
  const accepts = Curve.verify;
  Curve.verify = (key, message, signature) => verifySignature(generateSignalPubKey(key), message, signature);

  const refused = await (await connect(stranger, freshState())).closed();
  const qr = await (await connect(peer, freshState())).qr();
  Curve.verify = accepts;
  await stranger.stop();

  expect(refused).toBe(400);
  expect(qr).toContain("2@");
});
