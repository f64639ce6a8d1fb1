/**
 * From an update to what was heard, in one place. `from`, names, usernames, language, forward origin, quotes and file
 * ids are never read here, and so go no further; a file is refused by its kind and never fetched.
 */
import type { CallbackQuery, Message, MessageEntity, Update } from "grammy/types";
import { instant, LOCALES, SECOND, type Instant } from "../../api/kernel.ts";
import type { Address, ChannelName, Heard, Said } from "../channel.ts";

export const TELEGRAM = "telegram" as ChannelName;

/** What we ask to be told; anything else never leaves Telegram. */
export const WANTED = ["message", "edited_message", "callback_query", "my_chat_member"] as const;

/** What an update means: what was heard, and what we owe Telegram for it. */
export type Reading = {
  heard: Heard[];
  /** A pressed button: its query waits for an answer, its message still shows the buttons. */
  press?: { query: string; message: { chat: number; id: number } | undefined };
  /** A group or channel that somebody put us into. Reports belong into private chats only. */
  leave?: number;
};

const NOTHING: Reading = { heard: [] };

/** Any JSON as an update; undefined when it is not one. Only the id is certain, everything else may be missing. */
export function asUpdate(body: unknown): Update | undefined {
  const id = (body as { update_id?: unknown } | null | undefined)?.update_id;
  return Number.isSafeInteger(id) ? (body as Update) : undefined;
}

/** Reads one update. `now` stamps what Telegram does not date, and bounds what it does. */
export function readUpdate(update: Update, now: Instant): Reading {
  if (update.message) return readMessage(update.update_id, update.message, now, saidIn(update.message));
  if (update.edited_message) {
    return readMessage(update.update_id, update.edited_message, now, correctedIn(update.edited_message));
  }
  if (update.callback_query) return readPress(update.update_id, update.callback_query, now);
  if (update.my_chat_member) {
    const { chat, new_chat_member: current, date } = update.my_chat_member;
    if (chat.type !== "private") {
      return current.status === "left" || current.status === "kicked"
        ? NOTHING
        : { heard: [], leave: chat.id };
    }
    if (current.status !== "kicked") return NOTHING;
    return { heard: [heardOf(`${update.update_id}`, chat.id, { kind: "left" }, timeOf(date, now))] };
  }
  return NOTHING;
}

function readMessage(update: number, message: Message, now: Instant, said: Said[]): Reading {
  if (message.chat.type !== "private") return NOTHING;
  const at = timeOf(message.edit_date ?? message.date, now);
  const trace = String(message.message_id);
  return {
    heard: said.map((one, index) => ({
      ...heardOf(externalIdOf(update, index, one, message), message.chat.id, one, at),
      ...localeOf(one),
      trace,
    })),
  };
}

/**
 * The update's id; `.1` for a second thing said in it. The pictures of one album share an id for their refusal, so
 * that ten pictures are refused once.
 */
function externalIdOf(update: number, index: number, said: Said, { media_group_id: album }: Message): string {
  if (said.kind === "unreadable" && album !== undefined) return `album.${album}`;
  return index === 0 ? `${update}` : `${update}.${index}`;
}

function readPress(update: number, { id, data, message }: CallbackQuery, now: Instant): Reading {
  const press = { query: id, message: message && { chat: message.chat.id, id: message.message_id } };
  if (data === undefined || message?.chat.type !== "private") return { heard: [], press };
  return { heard: [heardOf(`${update}`, message.chat.id, { kind: "choice", token: data }, now)], press };
}

const heardOf = (externalId: string, chat: number, said: Said, at: Instant): Heard => ({
  channel: TELEGRAM,
  externalId,
  address: String(chat) as Address,
  said,
  at,
});

/** Telegram dates in whole seconds by its own clock; never later than ours. */
const timeOf = (seconds: number, now: Instant): Instant => instant(Math.min(seconds * SECOND, now));

/** The phone's language is part of `from` and not read; a deep link `?start=en` is a wish for a language. */
function localeOf(said: Said): Pick<Heard, "locale"> {
  if (said.kind !== "opened") return {};
  const locale = LOCALES.find((known) => known === said.payload);
  return locale === undefined ? {} : { locale };
}

// ── What a message says ──────────────────────────────────────────────────────────────────────────────
function saidIn(message: Message): Said[] {
  const words = wordsOf(message);
  if (message.text !== undefined) return [opening(words) ?? { kind: "text", text: commandWord(words) }];
  if (message.venue) {
    const { location, title, address } = message.venue;
    return [placeOf(location), { kind: "text", text: `${title}, ${address}` }];
  }
  if (message.location) return [placeOf(message.location)];
  if (SERVICE.some((notice) => message[notice] !== undefined)) return [];
  const refusal: Said = { kind: "unreadable", what: kindOf(message) };
  // The words under a picture are the person's own: kept, and the picture refused.
  return words === "" ? [refusal] : [{ kind: "text", text: words }, refusal];
}

/** Words that were corrected. A moving live location and a swapped picture say nothing new that we could read. */
function correctedIn(message: Message): Said[] {
  const words = wordsOf(message);
  return words === "" ? [] : [{ kind: "text", text: words, edited: true }];
}

const placeOf = ({ latitude, longitude }: { latitude: number; longitude: number }): Said => ({
  kind: "place",
  latitude,
  longitude,
});

/** Text or caption; an address hidden behind words of it ("text link") is written out, or it would be lost. */
function wordsOf({ text, caption, entities, caption_entities }: Message): string {
  const hidden = [...(entities ?? []), ...(caption_entities ?? [])].filter(
    (entity): entity is MessageEntity.TextLinkMessageEntity => entity.type === "text_link",
  );
  return [text ?? caption ?? "", ...hidden.map(({ url }) => url)].join("\n");
}

/** `/start`, alone or with the payload of a deep link (64 characters of A–Z a–z 0–9 _ -). */
function opening(text: string): Said | undefined {
  const match = /^\/start(?:@\w+)?(?:\s+([\w-]{1,64}))?$/i.exec(text);
  if (match === null) return undefined;
  return match[1] === undefined ? { kind: "opened" } : { kind: "opened", payload: match[1] };
}

/** `/hapus` and `/hapus@our_bot` are the word "hapus": the slash is Telegram's custom, not the person's word. */
function commandWord(text: string): string {
  return /^\/([a-z]\w*)(?:@\w+)?$/i.exec(text)?.[1] ?? text;
}

/** Notices of the chat itself: nobody said anything. What is not listed counts as said, and is refused aloud. */
const SERVICE = [
  "pinned_message",
  "message_auto_delete_timer_changed",
  "chat_background_set",
  "write_access_allowed",
  "connected_website",
  "proximity_alert_triggered",
  "successful_payment",
  "refunded_payment",
  "users_shared",
  "chat_shared",
  "web_app_data",
  "gift",
  "unique_gift",
  "gift_upgrade_sent",
  "forum_topic_created",
  "forum_topic_edited",
  "forum_topic_closed",
  "forum_topic_reopened",
] as const satisfies readonly (keyof Message)[];

type Unreadable = (Said & { kind: "unreadable" })["what"];

/** First match wins: an animation also carries `document`. */
const KINDS: readonly (readonly [keyof Message, Unreadable])[] = [
  ["photo", "picture"],
  ["live_photo", "picture"],
  ["animation", "video"],
  ["video", "video"],
  ["video_note", "video"],
  ["voice", "voice"],
  ["audio", "voice"],
  ["document", "file"],
  ["sticker", "sticker"],
  ["contact", "contact"],
];

const kindOf = (message: Message): Unreadable =>
  KINDS.find(([field]) => message[field] !== undefined)?.[1] ?? "other";
