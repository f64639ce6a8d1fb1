/**
 * From a message of the protocol to what was said, in one place. Names, quoted texts, thumbnails, previews, forwarding,
 * media keys and addresses of files are never read here, and so go no further; a file is refused by its kind.
 */
import type { Said } from "../channel.ts";
import { normalizeMessageContent, proto } from "./baileys.ts";

type Content = proto.IMessage;
type Unreadable = (Said & { kind: "unreadable" })["what"];

/** What one message says. `expiration`: seconds of the chat's disappearing messages as the message tells, 0 for none. */
export type Read = {
  said: Said[];
  expiration: number | undefined;
  /** Set for pictures sent together: they are refused once. */
  album?: string;
};

const NOTHING: Read = { said: [], expiration: undefined };
const { REVOKE, MESSAGE_EDIT, EPHEMERAL_SETTING } = proto.Message.ProtocolMessage.Type;

/** Reads one message; what nobody said (reactions, votes, keys) reads as nothing. */
export function readMessage(message: proto.IMessage): Read {
  const content = normalizeMessageContent(message);
  if (!content) return NOTHING;
  if (content.protocolMessage) return readNotice(content.protocolMessage);
  const said = saidIn(content);
  const album = message.messageContextInfo?.messageAssociation?.parentMessageKey?.id;
  return {
    said,
    expiration: said.length === 0 ? undefined : expirationOf(content),
    ...(album ? { album } : {}),
  };
}

function readNotice(notice: proto.Message.IProtocolMessage): Read {
  switch (notice.type) {
    case MESSAGE_EDIT: {
      const words = wordsOf(normalizeMessageContent(notice.editedMessage) ?? {});
      return words === ""
        ? NOTHING
        : { said: [{ kind: "text", text: words, edited: true }], expiration: undefined };
    }
    case EPHEMERAL_SETTING:
      return { said: [], expiration: notice.ephemeralExpiration ?? 0 };
    case REVOKE: {
      const mark = notice.key?.id ?? "";
      return mark === "" ? NOTHING : { said: [{ kind: "taken_back", mark }], expiration: undefined };
    }
    default:
      return NOTHING;
  }
}

function saidIn(content: Content): Said[] {
  const words = wordsOf(content);
  const spot = content.locationMessage ?? content.liveLocationMessage;
  if (spot) return placeIn(spot, content.locationMessage);
  const kind = kindOf(content);
  if (kind === undefined) return words === "" ? [] : [{ kind: "text", text: words }];
  const refusal: Said = { kind: "unreadable", what: kind };
  // The words under a picture are the person's own: kept, and the picture refused.
  return words === "" ? [refusal] : [{ kind: "text", text: words }, refusal];
}

function placeIn(
  {
    degreesLatitude,
    degreesLongitude,
  }: { degreesLatitude?: number | null; degreesLongitude?: number | null },
  named: proto.Message.ILocationMessage | null | undefined,
): Said[] {
  const words = [named?.name, named?.address].filter((one) => one).join(", ");
  const text: Said[] = words === "" ? [] : [{ kind: "text", text: words }];
  if (typeof degreesLatitude !== "number" || typeof degreesLongitude !== "number") return text;
  return [{ kind: "place", latitude: degreesLatitude, longitude: degreesLongitude }, ...text];
}

/** Text, or the words under a file. */
const wordsOf = (content: Content): string =>
  content.conversation ||
  content.extendedTextMessage?.text ||
  content.imageMessage?.caption ||
  content.videoMessage?.caption ||
  content.documentMessage?.caption ||
  "";

const KINDS: readonly (readonly [keyof Content, Unreadable])[] = [
  ["imageMessage", "picture"],
  ["videoMessage", "video"],
  ["ptvMessage", "video"],
  ["audioMessage", "voice"],
  ["documentMessage", "file"],
  ["stickerMessage", "sticker"],
  ["lottieStickerMessage", "sticker"],
  ["stickerPackMessage", "sticker"],
  ["contactMessage", "contact"],
  ["contactsArrayMessage", "contact"],
  ["call", "call"],
  ["bcallMessage", "call"],
  ["callLogMesssage", "call"],
];

/** What the protocol sends along or by itself: nobody said anything. What is not listed counts as said. */
const SILENT: ReadonlySet<string> = new Set<keyof Content>([
  "conversation",
  "extendedTextMessage",
  "messageContextInfo",
  "senderKeyDistributionMessage",
  "fastRatchetKeySenderKeyDistributionMessage",
  "deviceSentMessage",
  "reactionMessage",
  "encReactionMessage",
  "pollUpdateMessage",
  "keepInChatMessage",
  "pinInChatMessage",
  "albumMessage",
  "placeholderMessage",
  "chat",
]);

function kindOf(content: Content): Unreadable | undefined {
  const listed = KINDS.find(([field]) => content[field])?.[1];
  if (listed !== undefined) return listed;
  return Object.entries(content).some(([field, value]) => value && !SILENT.has(field)) ? "other" : undefined;
}

/** A message without a timer says so: the chat has none. */
function expirationOf(content: Content): number {
  const parts = [
    content.extendedTextMessage,
    content.imageMessage,
    content.videoMessage,
    content.audioMessage,
  ];
  const found = [...parts, content.documentMessage, content.stickerMessage, content.locationMessage].find(
    (one) => one,
  );
  return found?.contextInfo?.expiration ?? 0;
}
