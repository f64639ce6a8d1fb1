/** A made-up person with a phone: writes, presses, sends, blocks, and reads what the bot wrote. */
import type { TelegramMessage, TelegramUser } from "@gramio/types/objects";
import { messageOf } from "./methods.ts";
import type { Chat, Chats, Line } from "./chats.ts";
import type { NewUpdate } from "./updates.ts";
import { readingOn } from "../waiting.ts";

export type Sendable =
  | "photo"
  | "video"
  | "video_note"
  | "animation"
  | "voice"
  | "audio"
  | "document"
  | "sticker"
  | "contact"
  | "dice"
  | "poll";

/** Everything that says who this person is; none of it may get past the adapter. */
export type Identity = {
  first_name: string;
  last_name: string;
  username: string;
  phone: string;
  language_code: string;
};

/** Each act resolves when the update waits to be polled, or when its first posting to the webhook was answered. */
export type Person = {
  readonly id: number;
  readonly identity: Identity;
  opens(payload?: string): Promise<void>;
  types(text: string, extra?: Partial<TelegramMessage>): Promise<void>;
  /** Corrects what was typed last. */
  corrects(text: string): Promise<void>;
  /** Presses the newest button with this label; throws when none is shown. */
  presses(label: string): Promise<void>;
  /** A press that a changed client makes up. */
  forgesPress(token: string): Promise<void>;
  sends(kind: Sendable, caption?: string, extra?: Partial<TelegramMessage>): Promise<void>;
  sharesPlace(latitude: number, longitude: number): Promise<void>;
  forwards(text: string): Promise<void>;
  blocks(): Promise<void>;
  unblocks(): Promise<void>;
  /** The bot's messages that still stand in the chat, oldest first. */
  reads(): string[];
  /** All lines that still stand, the person's own too. */
  sees(): Line[];
  /** Labels of the buttons now shown. */
  buttons(): string[];
  /** Whether a button to send the location is shown. */
  isAskedForPlace(): boolean;
  /** Waits for a message of the bot, not read by an earlier wait, that matches; gives its text. */
  waitsFor(words: string | RegExp, withinMs?: number): Promise<string>;
};

export type PersonParts = {
  id: number;
  identity: Identity;
  chats: Chats;
  bot: TelegramUser;
  add: (update: NewUpdate) => Promise<void>;
};

const FILE = { file_id: "file-id-never-to-be-fetched", file_unique_id: "unique", file_size: 4_096 };
const MEDIA: Record<Sendable, (identity: Identity) => Partial<TelegramMessage>> = {
  photo: () => ({ photo: [{ ...FILE, width: 90, height: 60 }] }),
  video: () => ({ video: { ...FILE, width: 90, height: 60, duration: 2 } }),
  video_note: () => ({ video_note: { ...FILE, length: 90, duration: 2 } }),
  animation: () => ({ animation: { ...FILE, width: 90, height: 60, duration: 2 }, document: FILE }),
  voice: () => ({ voice: { ...FILE, duration: 2 } }),
  audio: () => ({ audio: { ...FILE, duration: 2 } }),
  document: () => ({ document: { ...FILE, file_name: "surat.pdf" } }),
  sticker: () => ({
    sticker: { ...FILE, type: "regular", width: 90, height: 90, is_animated: false, is_video: false },
  }),
  contact: ({ phone, first_name }) => ({ contact: { phone_number: phone, first_name } }),
  dice: () => ({ dice: { emoji: "🎲", value: 3 } }),
  poll: () => ({
    poll: {
      id: "1",
      question: "?",
      options: [],
      total_voter_count: 0,
      is_closed: false,
      is_anonymous: true,
      type: "regular",
      allows_multiple_answers: false,
    } as unknown as NonNullable<TelegramMessage["poll"]>,
  }),
};

const now = () => Math.floor(Date.now() / 1_000);

const memberOf = (user: TelegramUser, status: string | undefined) => ({
  status,
  user,
  ...(status === "kicked" ? { until_date: 0 } : {}),
});

export function createPerson({ id, identity, chats, bot, add }: PersonParts): Person {
  const { phone: _, ...names } = identity;
  const user: TelegramUser = { id, is_bot: false, ...names };
  const chat: Chat = {
    user,
    chat: {
      id,
      type: "private",
      first_name: identity.first_name,
      last_name: identity.last_name,
      username: identity.username,
    },
    opened: false,
    blocked: false,
    lines: [],
    watchers: new Set(),
  };
  chats.chats.set(id, chat);
  const waitsFor = readingOn(chat, "bot");
  let presses = 0;

  function says(text: string, content: Partial<TelegramMessage>): Promise<void> {
    chat.opened = true;
    const line: Line = {
      id: chats.nextLine(),
      date: now(),
      by: "person",
      text,
      buttons: [],
      keyboard: undefined,
      protected: false,
      deleted: false,
      old: false,
    };
    chat.lines.push(line);
    const message = { message_id: line.id, from: user, chat: chat.chat, date: line.date, ...content };
    return add({ message: message });
  }
  function press(token: string, line: Line | undefined): Promise<void> {
    presses += 1;
    const query = `${id}${presses}`;
    chats.presses.set(query, { id: query, chat: id, answered: false });
    return add({
      callback_query: {
        id: query,
        from: user,
        chat_instance: `${id}`,
        data: token,
        ...(line === undefined ? {} : { message: messageOf(chat, line, bot) }),
      },
    });
  }
  function membership(status: "member" | "kicked"): Promise<void> {
    chat.blocked = status === "kicked";
    const [old, current] = status === "kicked" ? ["member", "kicked"] : ["kicked", "member"];
    return add({
      my_chat_member: {
        chat: chat.chat,
        from: user,
        date: now(),
        old_chat_member: memberOf(bot, old),
        new_chat_member: memberOf(bot, current),
      },
    } as NewUpdate);
  }
  const standing = () => chat.lines.filter(({ deleted }) => !deleted);
  const fromBot = () => standing().filter(({ by }) => by === "bot");
  const shownButtons = () => fromBot().flatMap((line) => line.buttons.map((button) => ({ line, button })));

  return {
    id,
    identity,
    opens(payload) {
      const text = payload === undefined ? "/start" : `/start ${payload}`;
      return says(text, { text, entities: [{ type: "bot_command", offset: 0, length: 6 }] });
    },
    types: (text, extra = {}) => says(text, { text, ...extra }),
    corrects(text) {
      const line = chat.lines.findLast(({ by }) => by === "person");
      if (line === undefined) throw new Error("nothing was typed that could be corrected");
      line.text = text;
      const message = {
        message_id: line.id,
        from: user,
        chat: chat.chat,
        date: line.date,
        edit_date: now(),
        text,
      };
      return add({ edited_message: message });
    },
    presses(label) {
      const shown = shownButtons().findLast(({ button }) => button.text === label);
      if (shown?.button.callback_data === undefined) {
        throw new Error(`no button "${label}" is shown, only: ${this.buttons().join(", ") || "none"}`);
      }
      return press(shown.button.callback_data, shown.line);
    },
    forgesPress: (token) => press(token, fromBot().at(-1)),
    sends(kind, caption, extra = {}) {
      const words = caption === undefined ? {} : { caption };
      return says(caption ?? "", { ...MEDIA[kind](identity), ...words, ...extra });
    },
    sharesPlace: (latitude, longitude) => says("", { location: { latitude, longitude } }),
    forwards(text) {
      return says(text, { text, forward_origin: { type: "user", date: now(), sender_user: user } });
    },
    blocks: () => membership("kicked"),
    unblocks: () => membership("member"),
    reads: () => fromBot().map(({ text }) => text),
    sees: standing,
    buttons: () => shownButtons().map(({ button }) => button.text),
    isAskedForPlace() {
      const keyboard = fromBot().findLast((line) => line.keyboard !== undefined)?.keyboard;
      return Array.isArray(keyboard) && keyboard.some((button) => button.request_location === true);
    },
    waitsFor,
  };
}
