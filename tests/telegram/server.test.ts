/** The server that the bot is tested against must itself be able to say no. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { botApi, createTelegramServer, type TelegramServer } from "../servers/telegram/index.ts";

let server: TelegramServer;
beforeEach(async () => {
  server = await createTelegramServer();
});
afterEach(async () => {
  server.takeViolations();
  await server.close();
});

type Reply = { ok: boolean; error_code?: number; result?: unknown; parameters?: object };
async function call(method: string, params: object = {}, token = server.token): Promise<Reply> {
  const response = await fetch(`${server.apiRoot}/bot${token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Reply;
}
const GOOD = { text: "Kami membaca.", protect_content: true, link_preview_options: { is_disabled: true } };
const WANTED = ["message", "edited_message", "callback_query", "my_chat_member"];
const button = (callback_data: string) => ({
  reply_markup: { inline_keyboard: [[{ text: "Ya", callback_data }]] },
});

test("the schema is the whole Bot API, with the limits that only its prose states", () => {
  const api = botApi();

  expect(api.methods.size).toBeGreaterThan(180);
  expect(api.limits).toBeGreaterThan(100);
  expect(api.methods).toContain("sendMessage");
});

test.each<[string, string, object]>([
  ["a method that is none", "sendMassage", {}],
  [
    "a misspelt parameter, which Telegram would silently ignore",
    "sendMessage",
    { ...GOOD, protect_contents: true },
  ],
  ["a missing field", "sendMessage", { ...GOOD, text: undefined }],
  ["a wrong type", "sendMessage", { ...GOOD, protect_content: "yes" }],
  ["4097 characters", "sendMessage", { ...GOOD, text: "a".repeat(4_097) }],
  ["a token of 65 bytes", "sendMessage", { ...GOOD, ...button(`${"é".repeat(32)}a`) }],
  ["a parameter of a method that has none", "getMe", { verbose: true }],
  [
    "a callback answer of 201 characters",
    "answerCallbackQuery",
    { callback_query_id: "1", text: "a".repeat(201) },
  ],
  [
    "101 messages to delete",
    "deleteMessages",
    { message_ids: Array.from({ length: 101 }, (_, index) => index) },
  ],
  ["a file that is fetched", "getFile", { file_id: "f" }],
  ["a report that is forwarded", "forwardMessage", { from_chat_id: 1, message_id: 1 }],
  ["a message without protection", "sendMessage", { ...GOOD, protect_content: false }],
  ["words read as formatting", "sendMessage", { ...GOOD, parse_mode: "HTML" }],
  ["a link that is previewed", "sendMessage", { ...GOOD, link_preview_options: undefined }],
  [
    "a case id in a button",
    "sendMessage",
    { ...GOOD, ...button("see 3f2b8a34-5d1e-4c19-9a57-0c5f2f6f0d11") },
  ],
  [
    "a question for the phone number",
    "sendMessage",
    { ...GOOD, reply_markup: { keyboard: [[{ text: "Nomor", request_contact: true }]] } },
  ],
  ["a webhook without secret", "setWebhook", { url: "https://lapor.example", allowed_updates: WANTED }],
  ["a poll that does not say what it wants", "getUpdates", { timeout: 1 }],
])("%s is found", async (_what, method, params) => {
  const chat = ["sendMessage", "deleteMessages", "forwardMessage"].includes(method) ? { chat_id: 5 } : {};
  const waiting = server.person();
  await waiting.types("agar jajak pendapat tidak menunggu");

  await call(method, { ...chat, ...params });

  expect(server.takeViolations().join("\n")).toContain(`${method}: `);
});

test("what is right is not complained about, the number to call may be copied, and close is quiet", async () => {
  const citizen = server.person();
  await citizen.opens("kota");

  await call("sendMessage", { ...GOOD, chat_id: citizen.id, ...button("child-1:yes") });
  await call("sendMessage", { ...GOOD, chat_id: citizen.id, text: "SAPA 129", protect_content: false });

  expect(citizen.reads()).toEqual(["Kami membaca.", "SAPA 129"]);
  expect(server.takeViolations()).toEqual([]);
});

test("close reports a press that nobody answered", async () => {
  const other = await createTelegramServer();
  const citizen = other.person();
  await citizen.types("halo");
  await citizen.forgesPress("apa saja");
  const url = `${other.apiRoot}/bot${other.token}/getUpdates`;
  const headers = { "content-type": "application/json" };
  for (const offset of [0, 999_999]) {
    await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify({ offset, timeout: 0, allowed_updates: WANTED }),
    });
  }

  await expect(other.close()).rejects.toThrow("never answered");
});

const poll = async (offset?: number) =>
  (await call("getUpdates", { offset, allowed_updates: WANTED })).result;

describe("polling", () => {
  test("an update is told again until an offset confirms it", async () => {
    const citizen = server.person();
    await citizen.types("satu");

    const [first, again] = [await poll(), await poll()] as { update_id: number }[][];
    const after = await poll((first?.[0]?.update_id ?? 0) + 1);

    expect(again).toEqual(first);
    expect(after).toEqual([]);
  });

  test("an update Telegram would never send is refused by the server itself", async () => {
    await expect(server.tell({ message: { text: "tanpa pengirim" } as never })).rejects.toThrow("never send");
  });
});

test("who never wrote cannot be written to, who blocked neither, and a stranger's token opens nothing", async () => {
  const silent = server.person();
  const blocking = server.person();
  await blocking.types("halo");
  await blocking.blocks();

  const codes = [
    (await call("sendMessage", { ...GOOD, chat_id: silent.id })).error_code,
    (await call("sendMessage", { ...GOOD, chat_id: blocking.id })).error_code,
    (await call("sendMessage", { ...GOOD, chat_id: 1 })).error_code,
    (await call("getMe", {}, "1:other")).error_code,
  ];

  expect(codes).toEqual([403, 403, 400, 401]);
});
