/** What each method does to the chats. A method without an effect of its own answers `true`, as most do. */
import type { TelegramMessage, TelegramUser } from "@gramio/types/objects";
import { isRefused, type Button, type Chat, type Chats, type Line } from "./chats.ts";
import type { Refused } from "./faults.ts";
import type { Updates } from "./updates.ts";

type Params = Record<string, unknown>;
type World = { chats: Chats; updates: Updates; bot: TelegramUser; left: number[] };
type Outcome = { result: unknown } | Refused;

/** Carries out a call that has passed the schema. `gone` aborts when the caller hangs up. */
export async function perform(
  world: World,
  method: string,
  params: Params,
  gone: AbortSignal,
): Promise<Outcome> {
  switch (method) {
    case "getMe":
      return {
        result: {
          ...world.bot,
          can_join_groups: false,
          can_read_all_group_messages: false,
          supports_inline_queries: false,
        },
      };
    case "getUpdates": {
      const polled = await world.updates.poll(params, gone);
      if (polled !== "conflict") return { result: polled };
      return { status: 409, description: "Conflict: terminated by other getUpdates request or webhook" };
    }
    case "setWebhook":
      world.updates.setWebhook(
        { url: String(params["url"]), secret: params["secret_token"] as string | undefined },
        params["allowed_updates"] as string[] | undefined,
      );
      return { result: true };
    case "deleteWebhook":
      world.updates.deleteWebhook();
      return { result: true };
    case "sendMessage":
      return sendMessage(world, params);
    case "editMessageReplyMarkup":
      return editMarkup(world, params);
    case "answerCallbackQuery":
      return answerPress(world, params);
    case "deleteMessages":
      return deleteMessages(world, params["chat_id"], params["message_ids"] as number[]);
    case "deleteMessage":
      return deleteMessages(world, params["chat_id"], [params["message_id"] as number]);
    case "leaveChat":
      world.left.push(Number(params["chat_id"]));
      return { result: true };
    default:
      return { result: true };
  }
}

function sendMessage({ chats, bot }: World, params: Params): Outcome {
  const chat = chats.reachable(params["chat_id"]);
  if (isRefused(chat)) return chat;
  const text = String(params["text"]).trim();
  if (text === "") return { status: 400, description: "Bad Request: text must be non-empty" };
  const markup = (params["reply_markup"] ?? {}) as {
    inline_keyboard?: Button[][];
    keyboard?: Button[][];
    remove_keyboard?: true;
  };
  const line: Line = {
    id: chats.nextLine(),
    date: Math.floor(Date.now() / 1_000),
    by: "bot",
    text,
    buttons: (markup.inline_keyboard ?? []).flat(),
    keyboard: markup.remove_keyboard ? "remove" : markup.keyboard?.flat(),
    protected: params["protect_content"] === true,
    deleted: false,
    old: false,
  };
  chat.lines.push(line);
  for (const watcher of chat.watchers) watcher();
  return { result: messageOf(chat, line, bot) };
}

/** A line of the bot as the Message Telegram makes of it. */
export function messageOf(chat: Chat, line: Line, bot: TelegramUser): TelegramMessage {
  return {
    message_id: line.id,
    from: bot,
    chat: chat.chat,
    date: line.date,
    text: line.text,
    ...(line.buttons.length > 0
      ? { reply_markup: { inline_keyboard: line.buttons.map((button) => [button]) } }
      : {}),
  };
}

function editMarkup({ chats, bot }: World, params: Params): Outcome {
  const chat = chats.reachable(params["chat_id"]);
  if (isRefused(chat)) return chat;
  const line = chat.lines.find(({ id, deleted }) => id === params["message_id"] && !deleted);
  if (line === undefined) return { status: 400, description: "Bad Request: message to edit not found" };
  const markup = params["reply_markup"] as { inline_keyboard: Button[][] } | undefined;
  const buttons = (markup?.inline_keyboard ?? []).flat();
  if (JSON.stringify(buttons) === JSON.stringify(line.buttons)) {
    return { status: 400, description: "Bad Request: message is not modified" };
  }
  line.buttons = buttons;
  return { result: messageOf(chat, line, bot) };
}

function answerPress({ chats }: World, params: Params): Outcome {
  const press = chats.presses.get(String(params["callback_query_id"]));
  if (press === undefined || press.answered) {
    return {
      status: 400,
      description: "Bad Request: query is too old and response timeout expired or query ID is invalid",
    };
  }
  press.answered = true;
  return { result: true };
}

/** All or nothing: a message that may not be deleted any more makes the whole call fail; unknown ids are skipped. */
function deleteMessages({ chats }: World, chatId: unknown, ids: number[]): Outcome {
  const chat = chats.chats.get(Number(chatId));
  if (chat === undefined) return { status: 400, description: "Bad Request: chat not found" };
  const lines = chat.lines.filter(({ id }) => ids.includes(id));
  if (lines.some(({ old }) => old))
    return { status: 400, description: "Bad Request: message can't be deleted for everyone" };
  for (const line of lines) line.deleted = true;
  return { result: true };
}
