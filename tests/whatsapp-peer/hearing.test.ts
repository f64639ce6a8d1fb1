import { afterEach, beforeEach, expect, test } from "vitest";
import { getContentType, normalizeMessageContent, proto } from "@whiskeysockets/baileys";
import { startWhatsAppPeer, type Offer, type WhatsAppPeer } from "../servers/whatsapp/index.ts";
import { connect, linkedBot, textOf, type Bot, type State } from "./bot.ts";

const { CIPHERTEXT } = proto.WebMessageInfo.StubType;
const { REVOKE, MESSAGE_EDIT, EPHEMERAL_SETTING } = proto.Message.ProtocolMessage.Type;

let peer: WhatsAppPeer;
let bot: Bot;
let state: State;
beforeEach(async () => {
  peer = await startWhatsAppPeer();
  ({ bot, state } = await linkedBot(peer));
});
afterEach(() => peer.stop());

test("a contact comes with LID and number, a bare one with its LID only", async () => {
  const open = peer.contact();
  const bare = peer.contact({ bare: true });

  await open.write("satu");
  await bare.write("dua");
  const [first, second] = [await bot.hears("satu"), await bot.hears("dua")];

  expect(first.message.key.remoteJid).toBe(`${open.lid}@lid`);
  expect(first.message.key.remoteJidAlt).toBe(`${open.phone}@s.whatsapp.net`);
  expect(first.message.pushName).toBe(open.name);
  expect(second.message.key.remoteJid).toBe(`${bare.lid}@lid`);
  expect(second.message.key.remoteJidAlt).toBeUndefined();
});

test("a chat that changes from number to LID goes on in one Signal session, both ways", async () => {
  const contact = peer.contact({ addressing: "pn" });
  await contact.write("satu");
  const before = await bot.hears("satu");
  await bot.says(before.message.key.remoteJid as string, "jawab satu");
  await contact.waitsFor("jawab satu");

  contact.flips("lid");
  await contact.write("dua");
  const after = await bot.hears("dua");
  await bot.says(after.message.key.remoteJid as string, "jawab dua");
  const answered = await contact.next();

  expect(before.message.key.remoteJid).toBe(`${contact.phone}@s.whatsapp.net`);
  expect(after.message.key.remoteJid).toBe(`${contact.lid}@lid`);
  expect(answered).toMatchObject({ text: "jawab dua", sealed: "msg" });
});

test("what is written while the bot is away comes at the next login, marked as having waited", async () => {
  const contact = peer.contact();
  await contact.write("sebelum");
  await bot.hears("sebelum");
  await peer.sessions.settled();
  peer.sessions.drop();
  await bot.closed();
  await contact.write("selama");

  const again = await connect(peer, state);
  const { type } = await again.hears("selama");
  await peer.sessions.settled();

  expect(type).toBe("append");
  expect(again.texts()).toEqual(["selama"]);
});

test("a message sealed twice is emitted twice under one id", async () => {
  const contact = peer.contact();

  const id = await contact.write("ganda", { duplicate: true });
  await peer.sessions.settled();
  await bot.until(() => (bot.heard.length === 2 ? true : undefined));

  expect(bot.heard.map(({ message }) => [message.key.id, textOf(message.message)])).toEqual([
    [id, "ganda"],
    [id, "ganda"],
  ]);
});

test("one id is emitted three times: as it was, as what cannot be read, and sealed anew", async () => {
  const contact = peer.contact();
  await contact.write("pembuka");
  const opened = await bot.hears("pembuka");
  await bot.says(opened.message.key.remoteJid as string, "ya");
  await contact.next();

  const id = await contact.write("tiga kali", { replayed: true });
  const three = await bot.until(() => {
    const all = bot.heard.filter(({ message }) => message.key.id === id);
    return all.length === 3 ? all : undefined;
  });

  expect(three.map(({ message }) => textOf(message.message))).toEqual(["tiga kali", undefined, "tiga kali"]);
  expect(three[1]?.message.messageStubType).toBe(CIPHERTEXT);
});

test("a damaged message is asked for again and then read", async () => {
  const contact = peer.contact();

  const id = await contact.write("rusak", { undecryptableFirst: true });
  const { message } = await bot.hears("rusak");

  expect(message.key.id).toBe(id);
  expect(bot.heard[0]?.message.messageStubType).toBe(CIPHERTEXT);
});

test("a bot that has lost its session asks again, and the same message arrives", async () => {
  const contact = peer.contact();
  await contact.write("pembuka");
  const opened = await bot.hears("pembuka");
  await bot.says(opened.message.key.remoteJid as string, "ya");
  await contact.next();
  peer.sessions.drop();
  await bot.closed();
  for (const key of state.rows.keys()) if (key.startsWith("session ")) state.rows.delete(key);

  const again = await connect(peer, state);
  await again.open();
  await contact.write("masih ada");
  const { message } = await again.hears("masih ada");
  await again.says(message.key.remoteJid as string, "ada");

  expect((await contact.next()).text).toBe("ada");
});

test("an offer of every kind arrives as what it is, and nobody has fetched a byte", async () => {
  const contact = peer.contact();
  const types: Record<Offer, string> = {
    image: "imageMessage",
    video: "videoMessage",
    audio: "audioMessage",
    voice: "audioMessage",
    document: "documentMessage",
    sticker: "stickerMessage",
    contact: "contactMessage",
    location: "locationMessage",
    poll: "pollCreationMessage",
  };

  const arrived: Record<string, string | undefined> = {};
  for (const kind of Object.keys(types) as Offer[]) {
    const id = await contact.offer(kind);
    const { message } = await bot.until(() => bot.heard.find((one) => one.message.key.id === id));
    arrived[kind] = getContentType(normalizeMessageContent(message.message));
  }

  expect(arrived).toEqual(types);
  expect(peer.mediaTouched()).toBe(0);
});

test("whoever fetches from the place that an offer names is noted", async () => {
  await fetch(peer.mediaUrl).catch(() => undefined);

  expect(peer.mediaTouched()).toBe(1);
});

test("taking back, correcting and the chat's timer arrive as WhatsApp tells them", async () => {
  const contact = peer.contact();
  const id = await contact.write("salah");
  await contact.edit(id, "benar");
  await contact.revoke(id);
  await contact.setTimer(86_400);
  await contact.write("hilang nanti");
  const last = await bot.hears("hilang nanti");

  const told = bot.heard.flatMap(({ message }) => message.message?.protocolMessage ?? []);

  expect(told.map(({ type }) => type)).toEqual([MESSAGE_EDIT, REVOKE, EPHEMERAL_SETTING]);
  expect(told[0]?.editedMessage?.conversation).toBe("benar");
  expect(told[1]?.key?.id).toBe(id);
  expect(last.message.message?.extendedTextMessage?.contextInfo?.expiration).toBe(86_400);
});

test("quotes, forwards and previews bring what an adapter has to strip", async () => {
  const contact = peer.contact();

  await contact.write("lihat ini", {
    quoted: { id: "A1", text: "pesan orang lain" },
    forwarded: true,
    preview: true,
  });
  const { message } = await bot.hears("lihat ini");
  const { contextInfo, jpegThumbnail } = message.message?.extendedTextMessage ?? {};

  expect(contextInfo?.quotedMessage?.conversation).toBe("pesan orang lain");
  expect(contextInfo?.isForwarded).toBe(true);
  expect(jpegThumbnail?.length).toBeGreaterThan(0);
});

test("a call rings and ends; a message in a group names group and writer", async () => {
  const contact = peer.contact();
  const calls: string[] = [];
  bot.sock.ev.on("call", (events) => calls.push(...events.map(({ status }) => status)));

  await contact.call();
  await contact.write("di grup", { group: "120363000000000000@g.us" });
  const { message } = await bot.hears("di grup");

  expect(calls).toEqual(["offer", "timeout"]);
  expect(message.key.remoteJid).toBe("120363000000000000@g.us");
  expect(message.key.participant).toBe(`${contact.lid}@lid`);
});
