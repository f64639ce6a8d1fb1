/** A made-up person with WhatsApp: writes, presses, sends, blocks, and reads what the number wrote. */
import { readingOn } from "../waiting.ts";

export type GraphIdentity = { name: string; number: string; username?: string; userId?: string };

export type Sendable =
  | "image"
  | "video"
  | "audio"
  | "document"
  | "sticker"
  | "contacts"
  | "order"
  | "unsupported";

export type Line = {
  by: "number" | "person";
  text: string;
  choices: { id: string; label: string }[];
  place: boolean;
};

/** Each act resolves when its first posting to the webhook was answered. */
export type GraphPerson = {
  readonly identity: GraphIdentity;
  /** Meta's ids of everything this person sent. */
  readonly ids: string[];
  types(text: string): Promise<void>;
  /** Presses a button or a row by its label, of the newest message that has it. */
  presses(label: string): Promise<void>;
  /** The quick reply of a template. */
  pressesTemplate(text: string): Promise<void>;
  sends(kind: Sendable, caption?: string): Promise<void>;
  sharesPlace(latitude: number, longitude: number, name?: string): Promise<void>;
  reacts(emoji: string): Promise<void>;
  /** A notice of the chat itself. */
  changesNumber(): Promise<void>;
  blocks(): void;
  /** From now on Meta gives this person an opaque id as well, or instead of the number. */
  becomes(userId: string, numberIs: "told" | "hidden"): void;
  reads(): string[];
  sees(): Line[];
  /** Waits for a message not read by an earlier wait that matches; gives its text. */
  waitsFor(words: string | RegExp): Promise<string>;
};

export type Chat = {
  identity: GraphIdentity;
  numberHidden: boolean;
  blocked: boolean;
  /** When this person last wrote, by the server's clock (ms). */
  wroteAt: number | undefined;
  lines: Line[];
  watchers: Set<() => void>;
};

export type PersonParts = {
  chat: Chat;
  newId: (number: string) => string;
  clock: () => number;
  add: (value: Record<string, unknown>) => Promise<void>;
};

const MEDIA = {
  id: "media-id-never-to-be-fetched",
  mime_type: "x/y",
  sha256: "00",
  url: "https://lookaside.example/x",
};

export function createPerson({ chat, newId, clock, add }: PersonParts): GraphPerson {
  const { identity } = chat;
  const ids: string[] = [];
  const waitsFor = readingOn(chat, "number");

  function says(type: string, content: Record<string, unknown>, text = ""): Promise<void> {
    const id = newId(identity.number);
    ids.push(id);
    chat.wroteAt = clock();
    chat.lines.push({ by: "person", text, choices: [], place: false });
    const { userId, number, name, username } = identity;
    return add({
      contacts: [
        {
          profile: { name, ...(username === undefined ? {} : { username }) },
          ...(chat.numberHidden ? {} : { wa_id: number }),
          ...(userId === undefined ? {} : { user_id: userId }),
        },
      ],
      messages: [
        {
          ...(chat.numberHidden ? {} : { from: number }),
          ...(userId === undefined ? {} : { from_user_id: userId }),
          id,
          timestamp: String(Math.floor(clock() / 1_000)),
          type,
          ...content,
        },
      ],
    });
  }

  const fromNumber = () => chat.lines.filter(({ by }) => by === "number");

  return {
    identity,
    ids,
    types: (text) => says("text", { text: { body: text } }, text),
    presses(label) {
      const line = fromNumber().findLast(({ choices }) => choices.some((one) => one.label === label));
      const choice = line?.choices.find((one) => one.label === label);
      if (line === undefined || choice === undefined) throw new Error(`no choice "${label}" is shown`);
      const kind = line.choices.length <= 3 ? "button_reply" : "list_reply";
      const reply = { id: choice.id, title: label };
      return says("interactive", { interactive: { type: kind, [kind]: reply } }, label);
    },
    pressesTemplate: (text) => says("button", { button: { payload: text, text } }, text),
    sends(kind, caption) {
      const words = caption === undefined ? {} : { caption };
      const vcard = [{ name: { formatted_name: identity.name }, phones: [{ phone: identity.number }] }];
      const content =
        kind === "contacts" ? vcard : kind === "unsupported" ? undefined : { ...MEDIA, ...words };
      const errors = kind === "unsupported" ? { errors: [{ code: 131051, title: "unsupported" }] } : {};
      return says(kind, { ...(content === undefined ? {} : { [kind]: content }), ...errors }, caption);
    },
    sharesPlace(latitude, longitude, name) {
      const named = name === undefined ? {} : { name, address: "Jl. Pasar" };
      return says("location", { location: { latitude, longitude, ...named } });
    },
    reacts: (emoji) => says("reaction", { reaction: { message_id: "wamid.x", emoji } }),
    changesNumber() {
      const body = `${identity.name} changed from ${identity.number} to 6281`;
      return says("system", { system: { body, wa_id: "6281", type: "user_changed_number" } });
    },
    blocks() {
      chat.blocked = true;
    },
    becomes(userId, numberIs) {
      identity.userId = userId;
      chat.numberHidden = numberIs === "hidden";
    },
    reads: () => fromNumber().map(({ text }) => text),
    sees: () => chat.lines,
    waitsFor,
  };
}
