import { afterEach, beforeEach, expect, test } from "vitest";
import type { Address, Message } from "../../bots/channel.ts";
import { createCollectingInbox } from "../contracts/collecting-inbox.ts";
import {
  createTelegramServer,
  type Fault,
  type Person,
  type TelegramServer,
} from "../servers/telegram/index.ts";
import { openBot, type OpenedBot } from "./bot.ts";

let server: TelegramServer;
let opened: OpenedBot;
let citizen: Person;
let address: Address;

beforeEach(async () => {
  server = await createTelegramServer();
  opened = await openBot(server, "polling", createCollectingInbox());
  citizen = server.person();
  await citizen.types("halo");
  address = String(citizen.id) as Address;
});
afterEach(() => opened.close());

const message = (text: string, rest: Partial<Message> = {}): Message => ({
  text,
  choices: [],
  protect: true,
  ...rest,
});
const LONG = Array.from({ length: 900 }, (_, index) => `Kalimat ${index} selesai.`).join(" ");

test.each<[string, Fault, object]>([
  [
    "too many requests",
    { kind: "refused", status: 429, retryAfter: 17 },
    { kind: "later", afterMs: 17_000, code: "429" },
  ],
  ["a fault of Telegram", { kind: "refused", status: 500 }, { kind: "later", afterMs: 5_000, code: "500" }],
  [
    "a blocked bot",
    { kind: "refused", status: 403, description: "Forbidden: bot was blocked by the user" },
    { kind: "gone", code: "403_blocked" },
  ],
  [
    "a closed account",
    { kind: "refused", status: 403, description: "Forbidden: user is deactivated" },
    { kind: "gone", code: "403_deactivated" },
  ],
  [
    "an unknown chat",
    { kind: "refused", status: 400, description: "Bad Request: chat not found" },
    { kind: "gone", code: "400_chat_not_found" },
  ],
  [
    "a withdrawn token",
    { kind: "refused", status: 401, description: "Unauthorized" },
    { kind: "later", afterMs: 900_000, code: "401" },
  ],
  ["a lost connection", { kind: "drop" }, { kind: "unsure", code: "ECONNRESET" }],
  ["a lost answer", { kind: "deliver-then-drop" }, { kind: "unsure", code: "ECONNRESET" }],
  ["a gateway's page", { kind: "page", status: 502 }, { kind: "unsure" }],
])("%s means %o", async (_what, fault, delivery) => {
  server.fault("sendMessage", fault);

  const said = await opened.bot.say(address, message("Kami membaca."));

  expect(said).toMatchObject(delivery);
});

test("a refusal of our text does not mark the person as gone", async () => {
  const refusal: Fault = { kind: "refused", status: 400, description: "Bad Request: can't parse something" };
  server.fault("sendMessage", refusal, 2);

  const said = await opened.bot.say(address, message("Kami membaca."));

  expect(said).toEqual({ kind: "later", afterMs: 900_000, code: "400" });
});

test("when Telegram refuses the buttons, the question arrives with its numbers", async () => {
  server.fault("sendMessage", {
    kind: "refused",
    status: 400,
    description: "Bad Request: BUTTON_DATA_INVALID",
  });

  const said = await opened.bot.say(address, message("Lanjut?", { choices: [{ token: "go", label: "Ya" }] }));

  expect(said.kind).toBe("delivered");
  expect(citizen.reads()).toEqual(["Lanjut?\n\n1. Ya"]);
});

test("buttons that cannot be built are left out and logged; the words arrive with their numbers", async () => {
  const said = await opened.bot.say(
    address,
    message("Lanjut?", { choices: [{ token: "t".repeat(65), label: "Ya" }] }),
  );

  expect(said.kind).toBe("delivered");
  expect(citizen.reads()).toEqual(["Lanjut?\n\n1. Ya"]);
  expect(opened.logged.join("")).toContain("telegram_buttons_unfit");
});

test("no connection at all means later: nothing has left", async () => {
  const elsewhere = await createTelegramServer();
  const { bot } = await openBot(elsewhere, "polling", createCollectingInbox());
  await elsewhere.close();

  const said = await bot.say(address, message("Kami membaca."));

  expect(said).toEqual({ kind: "later", afterMs: 5_000, code: "ECONNREFUSED" });
});

test("a long message that stopped half-way goes on where it stopped, and is erased whole", async () => {
  const whole = await opened.bot.say(address, message(LONG));
  const pieces = citizen.reads();
  expect(pieces.length).toBeGreaterThan(2);
  server.fault("sendMessage", { kind: "none" });
  server.fault("sendMessage", { kind: "refused", status: 429, retryAfter: 1 });

  const first = await opened.bot.say(address, message(LONG));
  const second = await opened.bot.say(address, message(LONG));

  expect([whole.kind, first.kind, second.kind]).toEqual(["delivered", "later", "delivered"]);
  expect(citizen.reads()).toEqual([...pieces, ...pieces]);
  const traces = [whole, second].flatMap((said) =>
    said.kind === "delivered" && said.trace ? [said.trace] : [],
  );
  await opened.bot.erase?.(address, traces);
  expect(citizen.reads()).toEqual([]);
});

test("a hundred and more messages are erased in batches, around one that Telegram will not let go", async () => {
  const traces: string[] = [];
  const say = async (text: string) => {
    const said = await opened.bot.say(address, message(text));
    if (said.kind === "delivered" && said.trace !== undefined) traces.push(said.trace);
  };
  await say("terlalu lama");
  server.grow48HoursOlder();
  for (let count = 0; count < 104; count += 1) await say(`pesan ke-${count}`);

  await opened.bot.erase?.(address, traces);

  expect(citizen.reads()).toEqual(["terlalu lama"]);
});
