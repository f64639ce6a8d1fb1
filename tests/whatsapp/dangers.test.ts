import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { Curve } from "../../bots/whatsapp/baileys.ts";
import { createCollectingInbox } from "../contracts/collecting-inbox.ts";
import { startWhatsAppPeer } from "../servers/whatsapp/index.ts";
import { addressOf, freshlyKept, makeBot, openLinked } from "./bot.ts";

const ROOT = new URL("../..", import.meta.url).pathname;

/** What a process prints in which libsignal closes a session, as it does on an ordinary retry. */
function printed(before: string): string {
  const script = `${before}
    import record from "libsignal/src/session_record.js";
    const session = record.createEntry();
    session.registrationId = 1;
    session.currentRatchet = { ephemeralKeyPair: { privKey: "PRIVATE-KEY" }, rootKey: "ROOT-KEY" };
    session.indexInfo = { baseKey: Buffer.from("base"), closed: -1, used: 1, created: 1 };
    const all = new record();
    all.setSession(session);
    all.closeSession(session);
    console.info("our own line");`;
  return execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

test("libsignal prints private keys; through our door it prints nothing, and our own lines stay", () => {
  const plain = printed("");
  const muted = printed('import "./bots/whatsapp/baileys.ts";');

  expect(plain).toContain("PRIVATE-KEY");
  expect(muted).not.toMatch(/KEY|Closing session/);
  expect(muted).toContain("our own line");
});

test("a signature counts only when it is right", () => {
  const pair = Curve.generateKeyPair();
  const words = Buffer.from("words");
  const right = Curve.sign(pair.private, words);

  expect(Curve.verify(pair.public, words, right)).toBe(true);
  expect(Curve.verify(pair.public, Buffer.from("other words"), right)).toBe(false);
  expect(Curve.verify(pair.public, words, Buffer.alloc(64))).toBe(false);
  expect(Curve.verify(pair.public, words, Buffer.alloc(3))).toBe(false);
});

test("a server with a certificate that WhatsApp did not sign gets no line", async () => {
  const peer = await startWhatsAppPeer({ certificate: "forged" });
  const kept = freshlyKept();
  const bot = makeBot(peer, createCollectingInbox(), kept);
  await bot.whatsapp.start();

  await bot.whatsapp.ask({ ask: "qr" });
  const status = await bot.until(({ state }) => state === "unpaired");

  expect(status.qr).toBeUndefined();
  expect(status.code).toBeDefined();
  await bot.whatsapp.stop();
  await peer.stop();
});

test("no line of the log says a number, a LID, a name or a word", async () => {
  const inbox = createCollectingInbox();
  const { peer, bot, close } = await openLinked(inbox);
  const contact = peer.contact();
  inbox.failNext(2);
  await contact.write("kata-yang-rahasia", { undecryptableFirst: true });
  const [heard] = await inbox.hasHeard(1);
  contact.blockReplies463();
  await bot.whatsapp.say(addressOf(heard), { text: "jawaban-rahasia", choices: [], protect: true });
  peer.sessions.drop(428);
  await bot.until(({ state }) => state !== "open");

  const log = bot.logged.join("\n");
  expect(log).toContain("whatsapp_send_failed");
  expect(
    [contact.phone, contact.lid, contact.name, peer.phone.number, peer.phone.lid, "rahasia"].filter((one) =>
      log.includes(one),
    ),
  ).toEqual([]);
  await close();
});
