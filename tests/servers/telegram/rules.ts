/** What this project forbids itself at Telegram, beyond the Bot API: each broken rule is a sentence. */

type Params = Record<string, unknown>;
type Button = { text: string; callback_data?: string } & Params;
type Markup = { inline_keyboard?: Button[][]; keyboard?: Button[][] };

/** Methods that would fetch a reporter's file, or carry a report to where it was not meant to go. */
const NEVER = new Set(["getFile", "forwardMessage", "forwardMessages", "copyMessage", "copyMessages"]);
const ASKS_WHO = ["request_contact", "request_users", "request_chat"];
const WANTED = ["callback_query", "edited_message", "message", "my_chat_member"];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/i;
/** A number to call, or a group of a receipt code: what may be left unprotected, because it must be copied. */
const COPYABLE = /\d{3}/;

export function brokenRules(method: string, params: Params): string[] {
  const broken: string[] = [];
  if (NEVER.has(method)) broken.push("must never be called");
  if (method.startsWith("send") && method !== "sendChatAction") broken.push(...brokenBySend(params));
  if (method === "getUpdates" && params["timeout"] === 0) return broken;
  if (method === "getUpdates" || method === "setWebhook") {
    const asked = JSON.stringify([...((params["allowed_updates"] as string[] | undefined) ?? [])].toSorted());
    if (asked !== JSON.stringify(WANTED)) broken.push(`asks for updates ${asked}`);
  }
  if (method === "setWebhook" && typeof params["secret_token"] !== "string") broken.push("sets no secret");
  if (params["drop_pending_updates"] === true) broken.push("throws away what people wrote");
  return broken;
}

function brokenBySend(params: Params): string[] {
  const broken: string[] = [];
  if (params["protect_content"] !== true && !COPYABLE.test(String(params["text"]))) {
    broken.push("leaves unprotected what nobody needs to copy");
  }
  if (params["parse_mode"] !== undefined) broken.push("parses a person's words as formatting");
  if ((params["link_preview_options"] as Params | undefined)?.["is_disabled"] !== true)
    broken.push("previews links");
  const { inline_keyboard = [], keyboard = [] } = (params["reply_markup"] ?? {}) as Markup;
  for (const button of [...inline_keyboard, ...keyboard].flat()) {
    for (const question of ASKS_WHO)
      if (question in button) broken.push(`asks who somebody is (${question})`);
    if (UUID.test(button.callback_data ?? "")) broken.push("puts an id of ours into callback_data");
  }
  return broken;
}
