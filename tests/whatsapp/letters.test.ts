import { expect, test } from "vitest";
import { proto } from "../../bots/whatsapp/baileys.ts";
import { readMessage } from "../../bots/whatsapp/letters.ts";

const read = (message: proto.IMessage) => readMessage(proto.Message.fromObject(message));
const refused = (what: string) => ({ kind: "unreadable", what });

test.each<[string, proto.IMessage, string]>([
  ["a picture", { imageMessage: { url: "https://127.0.0.1/x" } }, "picture"],
  ["a picture to be seen once", { viewOnceMessageV2: { message: { imageMessage: {} } } }, "picture"],
  ["a moving picture", { videoMessage: { gifPlayback: true } }, "video"],
  ["a round video", { ptvMessage: {} }, "video"],
  ["a voice note", { audioMessage: { ptt: true } }, "voice"],
  ["a file", { documentMessage: { fileName: "nama-orang.pdf" } }, "file"],
  ["a sticker", { stickerMessage: {} }, "sticker"],
  ["a contact card", { contactMessage: { displayName: "Seseorang", vcard: "TEL:0812" } }, "contact"],
  ["several contact cards", { contactsArrayMessage: { contacts: [] } }, "contact"],
  ["a poll", { pollCreationMessageV3: { name: "?" } }, "other"],
  ["something nobody has seen yet", { eventMessage: { name: "x" } }, "other"],
])("%s is refused by its kind", (_what, message, what) => {
  expect(read(message)).toEqual({ said: [refused(what)], expiration: 0 });
});

test.each<[string, proto.IMessage]>([
  ["a reaction", { reactionMessage: { text: "👍" } }],
  ["a vote", { pollUpdateMessage: {} }],
  ["keys of a group", { senderKeyDistributionMessage: { groupId: "1@g.us" } }],
  ["the head of an album", { albumMessage: { expectedImageCount: 2 } }],
  ["nothing", {}],
])("%s says nothing", (_what, message) => {
  expect(read(message).said).toEqual([]);
});

test("a text is unwrapped from whatever it comes in, with the chat's timer", () => {
  const text = { extendedTextMessage: { text: "halo", contextInfo: { expiration: 604_800 } } };

  expect(read({ ephemeralMessage: { message: text } })).toEqual({
    said: [{ kind: "text", text: "halo" }],
    expiration: 604_800,
  });
});

test("pictures that were sent together are known to be", () => {
  const messageAssociation = { parentMessageKey: { id: "3EBALBUM" } };

  expect(read({ imageMessage: {}, messageContextInfo: { messageAssociation } }).album).toBe("3EBALBUM");
});

test("a place has its point and, where it has one, its name", () => {
  const place = { degreesLatitude: -6.9, degreesLongitude: 109.7, name: "Pasar", address: "Jalan Melati" };

  expect(read({ locationMessage: place }).said).toEqual([
    { kind: "place", latitude: -6.9, longitude: 109.7 },
    { kind: "text", text: "Pasar, Jalan Melati" },
  ]);
});
