/** Chats as Telegram keeps them: who may be written to, what stands there, which presses wait for an answer. */
import type { TelegramChat, TelegramUser } from "@gramio/types/objects";
import type { Refused } from "./faults.ts";

export type Button = { text: string; callback_data?: string; request_location?: boolean };
export type Line = {
  id: number;
  date: number;
  by: "bot" | "person";
  text: string;
  buttons: Button[];
  /** The reply keyboard this line brought, or "remove". */
  keyboard: Button[] | "remove" | undefined;
  protected: boolean;
  deleted: boolean;
  /** Over 48 hours old: a bot may not delete it. */
  old: boolean;
};
export type Chat = {
  user: TelegramUser;
  chat: TelegramChat;
  /** A bot may write only to who has written first. */
  opened: boolean;
  blocked: boolean;
  lines: Line[];
  /** Called after each line of the bot. */
  watchers: Set<() => void>;
};
export type Press = { id: string; chat: number; answered: boolean };

export type Chats = {
  chats: Map<number, Chat>;
  presses: Map<string, Press>;
  nextLine(): number;
  /** The chat a bot may write to, or Telegram's own refusal. */
  reachable(id: unknown): Chat | Refused;
};

export const isRefused = (value: object): value is Refused => "description" in value && "status" in value;

export function createChats(): Chats {
  const chats = new Map<number, Chat>();
  let line = 0;
  return {
    chats,
    presses: new Map(),
    nextLine() {
      line += 1;
      return line;
    },
    reachable(id) {
      const chat = chats.get(Number(id));
      if (chat === undefined) return { status: 400, description: "Bad Request: chat not found" };
      if (chat.blocked) return { status: 403, description: "Forbidden: bot was blocked by the user" };
      if (!chat.opened)
        return { status: 403, description: "Forbidden: bot can't initiate conversation with a user" };
      return chat;
    },
  };
}
