import { afterEach, beforeEach, expect, test } from "vitest";
import { createCollectingInbox, type CollectingInbox } from "../contracts/collecting-inbox.ts";
import { createTelegramServer, type TelegramServer } from "../servers/telegram/index.ts";
import { openBot, type OpenedBot } from "./bot.ts";

let server: TelegramServer;
let inbox: CollectingInbox;
let opened: OpenedBot;

beforeEach(async () => {
  server = await createTelegramServer();
  inbox = createCollectingInbox();
  opened = await openBot(server, "polling", inbox);
});
afterEach(() => opened.close());

test("an update is confirmed only after the inbox has it", async () => {
  const hold = inbox.holdNext();
  await opened.bot.start();
  await server.person().types("halo");
  await hold.reached;

  const offsetsBefore = server.calls
    .filter(({ method }) => method === "getUpdates")
    .map(({ params }) => params["offset"]);
  const confirmed = server.called("getUpdates");
  hold.release();
  await inbox.hasHeard(1);
  await opened.bot.stop();
  await confirmed;

  expect(offsetsBefore).toEqual([undefined]);
  expect(server.waiting()).toBe(0);
});

test("what waited before the bot was started is heard", async () => {
  await server.person().types("ditulis tadi malam");

  await opened.bot.start();
  const [heard] = await inbox.hasHeard(1);

  expect(heard?.said).toEqual({ kind: "text", text: "ditulis tadi malam" });
});

test("a webhook that was set before is taken away, since Telegram does not serve both", async () => {
  await opened.bot.start();

  expect(server.calls.map(({ method }) => method).slice(0, 2)).toEqual(["getMe", "deleteWebhook"]);
  expect(opened.bot.username()).toBe(server.botName);
});

test("a refused token stops the start, and the error does not say the token", async () => {
  server.fault("getMe", { kind: "refused", status: 401, description: "Unauthorized" });

  await expect(opened.bot.start()).rejects.toThrow("telegram refused the token (401)");
});

test("when Telegram cannot be reached, the bot starts all the same and hears as soon as it can", async () => {
  server.fault("getMe", { kind: "drop" }, 3);
  await opened.bot.start();

  await server.person().types("halo");
  await inbox.hasHeard(1);

  expect(opened.pauses.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
});

test("polls that fail are repeated after growing pauses, or after the pause Telegram asks for", async () => {
  server.fault("getUpdates", { kind: "refused", status: 502 }, 2);
  server.fault("getUpdates", { kind: "refused", status: 429, retryAfter: 9 });
  await opened.bot.start();

  await server.person().types("halo");
  await inbox.hasHeard(1);

  expect(opened.pauses).toEqual([1_000, 2_000, 9_000]);
});

test("while the inbox fails, the bot backs off instead of asking without end", async () => {
  inbox.failNext(7);
  await opened.bot.start();

  await server.person().types("halo");
  await inbox.hasHeard(1);

  expect(opened.pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test("a press is answered at once, its buttons go, and a second press finds none", async () => {
  await opened.bot.start();
  const citizen = server.person();
  await citizen.types("halo");
  const [first] = await inbox.hasHeard(1);
  if (first === undefined) throw new Error("unheard");
  await opened.bot.say(first.address, {
    text: "Lanjut?",
    choices: [{ token: "go:1", label: "Ya" }],
    protect: true,
  });
  const answered = server.called("answerCallbackQuery");
  const cleared = server.called("editMessageReplyMarkup");

  await citizen.presses("Ya");
  await Promise.all([answered, cleared]);

  expect(citizen.buttons()).toEqual([]);
});

test("while the inbox fails, a press is answered but its buttons stay to be pressed again", async () => {
  await opened.bot.start();
  const citizen = server.person();
  await citizen.types("halo");
  const [first] = await inbox.hasHeard(1);
  if (first === undefined) throw new Error("unheard");
  await opened.bot.say(first.address, {
    text: "Lanjut?",
    choices: [{ token: "go:1", label: "Ya" }],
    protect: true,
  });
  const hold = inbox.holdNext();

  await citizen.presses("Ya");
  await hold.reached;

  expect(citizen.buttons()).toEqual(["Ya"]);
  hold.release();
  await inbox.hasHeard(2);
});

test("a press is heard although Telegram is slow to take our answer to it, and a stop waits for that answer", async () => {
  await opened.bot.start();
  const citizen = server.person();
  await citizen.types("halo");
  const [first] = await inbox.hasHeard(1);
  if (first === undefined) throw new Error("unheard");
  await opened.bot.say(first.address, { text: "Lanjut?", choices: [], protect: true });
  const slow = server.slow("answerCallbackQuery");

  await citizen.forgesPress("basi:1");
  const heard = await inbox.hasHeard(2);
  await slow.reached;
  const stopped = opened.bot.stop();
  slow.release();
  await stopped;

  expect(heard[1]?.said).toEqual({ kind: "choice", token: "basi:1" });
  expect(server.calls.map(({ method }) => method)).toContain("answerCallbackQuery");
});

test("a group is left and never heard", async () => {
  await opened.bot.start();
  const left = server.called("leaveChat");
  const group = { id: -1_001, type: "supergroup" as const, title: "Warga" };
  const bot = { id: 700_001, is_bot: true, first_name: "Bot" };
  const from = { id: 9, is_bot: false, first_name: "Namadepan" };
  const date = 1_700_000_000;

  await server.tell({
    my_chat_member: {
      chat: group,
      from,
      date,
      old_chat_member: { status: "left", user: bot },
      new_chat_member: { status: "member", user: bot },
    },
  });
  await server.tell({ message: { message_id: 1, chat: group, from, date, text: "halo semua" } });
  await left;
  await opened.bot.stop();

  expect(server.left).toEqual([-1_001]);
  expect(inbox.heard).toEqual([]);
});
