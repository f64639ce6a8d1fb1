import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { instant } from "../../api/kernel.ts";
import { createTelegram } from "../../bots/telegram/index.ts";
import { createCollectingInbox, type CollectingInbox } from "../contracts/collecting-inbox.ts";
import { createTelegramServer, type TelegramServer } from "../servers/telegram/index.ts";
import { openBot, SECRET, type OpenedBot } from "./bot.ts";

let server: TelegramServer;
let inbox: CollectingInbox;
let opened: OpenedBot;

beforeEach(async () => {
  server = await createTelegramServer();
  inbox = createCollectingInbox();
  opened = await openBot(server, "webhook", inbox);
  await opened.bot.start();
});
afterEach(() => opened.close());

const update = (text: string) => ({
  update_id: 5,
  message: { message_id: 1, date: 1_700_000_000, chat: { id: 42, type: "private" }, text },
});
const post = (body: unknown, secretHeader: string | undefined = SECRET) =>
  opened.bot.webhook?.({ secretHeader, body });

test.each([
  ["no secret", undefined],
  ["an empty secret", { secret: "", url: "https://lapor.example/telegram" }],
  ["a secret that can be guessed", { secret: "rahasia", url: "https://lapor.example/telegram" }],
  [
    "a secret Telegram would refuse",
    { secret: "kata sandi yang panjang", url: "https://lapor.example/telegram" },
  ],
  ["no address", { secret: SECRET, url: "" }],
])("with %s the webhook is not even built", (_what, webhook) => {
  const build = () =>
    createTelegram({
      token: "1:t",
      mode: "webhook",
      ...(webhook && { webhook }),
      inbox,
      clock: () => instant(0),
      log: () => {},
    });

  expect(build).toThrow(/webhook/);
});

test("Telegram is told the address, the secret and what we want to hear", () => {
  const call = server.calls.find(({ method }) => method === "setWebhook");

  expect(call?.params).toMatchObject({
    secret_token: SECRET,
    allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
  });
});

test.each([[undefined], [""], ["wrong"], [`${SECRET}x`]])(
  "a post with the secret %j is refused and not heard",
  async (secret) => {
    const answered = await opened.bot.webhook?.({ secretHeader: secret, body: update("palsu") });

    expect(answered?.status).toBe(401);
    expect(inbox.deliveries).toEqual([]);
  },
);

test("200 is said only once the inbox has it", async () => {
  const order: string[] = [];
  const hold = inbox.holdNext();
  const posted = post(update("halo"))?.then(({ status }) => order.push(`answered ${status}`));
  await hold.reached;
  await setImmediate();

  order.push("inbox");
  hold.release();
  await posted;

  expect(order).toEqual(["inbox", "answered 200"]);
  expect(inbox.heard).toHaveLength(1);
});

test("when the inbox fails, 503 asks Telegram to come again", async () => {
  inbox.failNext(1);

  expect(await post(update("halo"))).toEqual({ status: 503 });
  expect(await post(update("halo"))).toEqual({ status: 200 });
  expect(inbox.heard).toHaveLength(1);
});

test("what we do not want is taken and dropped; what is no update is refused", async () => {
  expect(await post({ update_id: 6, channel_post: { text: "halo" } })).toEqual({ status: 200 });
  expect(await post({ update_id: 6, message: { malformed: true } })).toEqual({ status: 200 });
  expect(await post("halo")).toEqual({ status: 400 });
  expect(inbox.heard).toEqual([]);
});

test("a stopped bot asks Telegram to come again", async () => {
  await opened.bot.stop();

  expect(await post(update("halo"))).toEqual({ status: 503 });
});

test("in polling mode there is no webhook to be posted to", async () => {
  const elsewhere = await createTelegramServer();
  const polling = await openBot(elsewhere, "polling", inbox);

  expect(polling.bot.webhook).toBeUndefined();
  await polling.close();
});
