import { afterEach, beforeEach, expect, test } from "vitest";
import { startWhatsAppPeer, type WhatsAppPeer } from "../servers/whatsapp/index.ts";
import { linkedBot } from "./bot.ts";

let peer: WhatsAppPeer;
beforeEach(async () => {
  peer = await startWhatsAppPeer();
});
afterEach(() => peer.stop());

test("a bot linked by QR code logs in, reads a contact, and its answer is read", async () => {
  const { bot } = await linkedBot(peer);
  const contact = peer.contact();

  await contact.write("halo");
  const { message, type } = await bot.hears("halo");
  await bot.says(message.key.remoteJid as string, "balasan");

  expect(type).toBe("notify");
  expect(message.key.remoteJid).toBe(contact.jid);
  expect((await contact.next()).text).toBe("balasan");
  expect(peer.phone.copies).toEqual(["balasan"]);
});

test.each([401, 408, 428, 440, 500, 503])(
  "a connection that the server ends with %i is seen as such",
  async (code) => {
    const { bot } = await linkedBot(peer);

    peer.sessions.drop(code);

    expect(await bot.closed()).toBe(code);
  },
);
