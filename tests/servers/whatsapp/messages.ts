/** What people put into messages, and what can be read out of a message of the bot. */
import { randomBytes } from "node:crypto";
import { normalizeMessageContent, proto, toNumber } from "@whiskeysockets/baileys";

export type Offer =
  | "image"
  | "video"
  | "audio"
  | "voice"
  | "document"
  | "sticker"
  | "contact"
  | "location"
  | "poll";

export type Extras = {
  /** Seconds until the message disappears. */
  expiration?: number;
  quoted?: { id: string; text: string };
  forwarded?: boolean;
  /** A preview of a link, with a thumbnail. */
  preview?: boolean;
};

/** A message of the bot as a person sees it. */
export type Received = {
  id: string;
  kind: "text" | "revoke" | "timer" | "poll" | "other";
  text?: string;
  /** Id of the message that is taken back. */
  revoked?: string;
  /** Seconds until it disappears, or for "timer" the chat's new setting (0: off). */
  expiration?: number;
  /** "pkmsg" opens a new session. */
  sealed: "pkmsg" | "msg";
  message: proto.IMessage;
};

const { Type } = proto.Message.ProtocolMessage;
const PICTURE = Buffer.from("ffd8ffe000104a464946", "hex");

export function textMessage(text: string, extras: Extras = {}): proto.IMessage {
  const { expiration, quoted, forwarded, preview } = extras;
  if ([expiration, quoted, forwarded, preview].every((extra) => extra === undefined))
    return { conversation: text };
  const contextInfo: proto.IContextInfo = {
    ...(expiration === undefined ? {} : { expiration }),
    ...(quoted && { stanzaId: quoted.id, quotedMessage: { conversation: quoted.text } }),
    ...(forwarded && { isForwarded: true, forwardingScore: 1 }),
  };
  const shown = preview ? { title: "Pratinjau", jpegThumbnail: PICTURE } : {};
  return { extendedTextMessage: { text, contextInfo, ...shown } };
}

/** `host` is where the sender says the bytes lie. Every picture brings its thumbnail along, as real ones do. */
export function offerMessage(kind: Offer, host: string, id: string): proto.IMessage {
  const directPath = `/v/t62/${id}?ccb=11`;
  const bytes = {
    url: `https://${host}${directPath}`,
    directPath,
    mediaKey: randomBytes(32),
    fileSha256: randomBytes(32),
    fileEncSha256: randomBytes(32),
    fileLength: 4_096,
  };
  switch (kind) {
    case "image":
      return { imageMessage: { ...bytes, mimetype: "image/jpeg", caption: "Lihat", jpegThumbnail: PICTURE } };
    case "video":
      return { videoMessage: { ...bytes, mimetype: "video/mp4", seconds: 3, jpegThumbnail: PICTURE } };
    case "audio":
      return { audioMessage: { ...bytes, mimetype: "audio/mpeg", seconds: 3, ptt: false } };
    case "voice":
      return { audioMessage: { ...bytes, mimetype: "audio/ogg; codecs=opus", seconds: 3, ptt: true } };
    case "document":
      return {
        documentMessage: {
          ...bytes,
          mimetype: "application/pdf",
          fileName: "surat.pdf",
          jpegThumbnail: PICTURE,
        },
      };
    case "sticker":
      return { stickerMessage: { ...bytes, mimetype: "image/webp", pngThumbnail: PICTURE } };
    case "contact":
      return {
        contactMessage: { displayName: "Kenalan", vcard: "BEGIN:VCARD\nVERSION:3.0\nFN:Kenalan\nEND:VCARD" },
      };
    case "location":
      return { locationMessage: { degreesLatitude: -6.9, degreesLongitude: 109.73, jpegThumbnail: PICTURE } };
    case "poll":
      return {
        messageContextInfo: { messageSecret: randomBytes(32) },
        pollCreationMessage: {
          name: "Mana?",
          options: [{ optionName: "A" }, { optionName: "B" }],
          selectableOptionsCount: 1,
        },
      };
  }
}

/** The key by which a person names a message of her own. */
const own = (chat: string, id: string) => ({ remoteJid: chat, fromMe: true, id });

export const revokeMessage = (chat: string, id: string): proto.IMessage => ({
  protocolMessage: { key: own(chat, id), type: Type.REVOKE },
});

export const editMessage = (chat: string, id: string, text: string): proto.IMessage => ({
  protocolMessage: {
    key: own(chat, id),
    type: Type.MESSAGE_EDIT,
    editedMessage: { conversation: text },
    timestampMs: Date.now(),
  },
});

export const timerMessage = (ephemeralExpiration: number): proto.IMessage => ({
  protocolMessage: { type: Type.EPHEMERAL_SETTING, ephemeralExpiration },
});

/** How a stanza names what it holds. */
export function stanzaType(message: proto.IMessage): string {
  if (message.pollCreationMessage) return "poll";
  const words = message.conversation || message.extendedTextMessage || message.protocolMessage;
  return words ? "text" : "media";
}

export function readMessage(id: string, message: proto.IMessage, sealed: Received["sealed"]): Received {
  const content = normalizeMessageContent(message) ?? {};
  const { protocolMessage: protocol, extendedTextMessage: extended } = content;
  const as = (kind: Received["kind"], more: Partial<Received>) => ({ id, kind, sealed, message, ...more });
  if (protocol?.type === Type.REVOKE && protocol.key?.id) return as("revoke", { revoked: protocol.key.id });
  if (protocol?.type === Type.EPHEMERAL_SETTING)
    return as("timer", { expiration: toNumber(protocol.ephemeralExpiration ?? 0) });
  if (content.pollCreationMessage ?? content.pollCreationMessageV3) return as("poll", {});
  const text = content.conversation ?? extended?.text ?? undefined;
  const expiration = extended?.contextInfo?.expiration ?? undefined;
  if (text === undefined) return as("other", {});
  return as("text", { text, ...(expiration ? { expiration } : {}) });
}
