import { afterEach, beforeEach, expect, test } from "vitest";
import { startWhatsAppPeer, type Contact, type WhatsAppPeer } from "../servers/whatsapp/index.ts";
import { linkedBot, type Bot } from "./bot.ts";

let peer: WhatsAppPeer;
let bot: Bot;
let contact: Contact;
let chat: string;
beforeEach(async () => {
  peer = await startWhatsAppPeer();
  ({ bot } = await linkedBot(peer));
  contact = peer.contact();
  await contact.write("halo");
  chat = (await bot.hears("halo")).message.key.remoteJid as string;
});
afterEach(() => peer.stop());

test("a contact reads what the bot writes, in order, and the hotline's phone shows it too", async () => {
  await bot.says(chat, "satu");
  await bot.says(chat, "dua");
  const read = [await contact.next(), await contact.next()];

  expect(read.map(({ text }) => text)).toEqual(["satu", "dua"]);
  expect(peer.phone.copies).toEqual(["satu", "dua"]);
});

test("a phone that has lost its session asks again and reads the same message", async () => {
  await bot.says(chat, "satu");
  await contact.next();
  contact.loseSession();

  const sent = await bot.says(chat, "dua");
  const read = await contact.next();

  expect(read).toMatchObject({ id: sent.key.id, text: "dua", sealed: "pkmsg" });
});

test("a contact that must not be reached out to gets nothing, and the bot is told 463", async () => {
  contact.blockReplies463();
  const told = Promise.withResolvers<unknown>();
  bot.sock.ev.on("messages.update", ([first]) => {
    if (first?.update.messageStubParameters) told.resolve(first.update.messageStubParameters[0]);
  });

  await bot.says(chat, "satu");

  expect(await told.promise).toBe("463");
  expect(contact.received).toEqual([]);
});

test("a restriction of the account is told, and lifted", async () => {
  peer.phone.restrict(60);
  const locked = await bot.until(() => bot.updates.findLast((one) => one.reachoutTimeLock)?.reachoutTimeLock);
  peer.phone.restrict(0);
  await bot.until(() => bot.updates.find((one) => one.reachoutTimeLock?.isActive === false));

  expect(locked).toMatchObject({ isActive: true });
});

test("deleting for everyone takes the line out of the chat; timers and expiry are read", async () => {
  const sent = await bot.says(chat, "salah kirim");
  await bot.sock.sendMessage(chat, { delete: sent.key });
  await bot.sock.sendMessage(chat, { disappearingMessagesInChat: 86_400 });
  await bot.says(chat, "hilang nanti", { ephemeralExpiration: 86_400 });
  await contact.waitsFor("hilang nanti");

  expect(contact.reads()).toEqual(["hilang nanti"]);
  expect(contact.received.map(({ kind }) => kind)).toEqual(["text", "revoke", "timer", "text"]);
  expect(contact.received[1]?.revoked).toBe(sent.key.id);
  expect(contact.received.slice(2).map(({ expiration }) => expiration)).toEqual([86_400, 86_400]);
});

test("a poll of the bot is seen as one", async () => {
  await bot.sock.sendMessage(chat, { poll: { name: "?", values: ["a", "b"], selectableCount: 1 } });

  expect((await contact.next()).kind).toBe("poll");
});

test("read receipts and presence are recorded; a bot that sends none shows none", async () => {
  const before = peer.shown();
  await bot.sock.readMessages([{ remoteJid: chat, id: "A1", fromMe: false }]);
  await bot.sock.sendPresenceUpdate("composing", chat);
  await bot.says(chat, "penutup");
  await contact.next();
  const { readReceipts, presences } = peer.shown();

  expect(before.readReceipts).toEqual([]);
  expect(readReceipts).toHaveLength(1);
  expect(presences.length).toBeGreaterThan(before.presences.length);
});
