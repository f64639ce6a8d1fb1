import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import type { Address } from "../../bots/channel.ts";
import { createCollectingInbox } from "../contracts/collecting-inbox.ts";
import { createTelegramServer, type Fault, type TelegramServer } from "../servers/telegram/index.ts";
import { openBot, SECRET, type OpenedBot } from "./bot.ts";

let opened: OpenedBot | undefined;
afterEach(() => opened?.close());

const WORDS = "kataRahasiaPelapor";
const REPLY = "kataRahasiaPetugas";
const FAULTS: Fault[] = [
  { kind: "refused", status: 403, description: `Forbidden: bot was blocked by the user ${REPLY}` },
  { kind: "refused", status: 400, description: `Bad Request: can't parse "${REPLY}"` },
  { kind: "refused", status: 400, description: `Bad Request: can't parse "${REPLY}"` },
  { kind: "refused", status: 500, description: REPLY },
  { kind: "page", status: 502 },
  { kind: "drop" },
  { kind: "deliver-then-drop" },
];

async function everythingGoesWrong(
  server: TelegramServer,
  mode: "polling" | "webhook",
): Promise<{ id: number; who: string[] }> {
  const inbox = createCollectingInbox();
  opened = await openBot(server, mode, inbox);
  server.fault("getMe", { kind: "drop" });
  if (mode === "polling") server.fault("getUpdates", { kind: "page", status: 502 });
  await opened.bot.start();
  const citizen = server.person();
  inbox.failNext(2);
  await citizen.types(WORDS);
  await inbox.hasHeard(1);
  const address = String(citizen.id) as Address;
  await opened.bot.say(address, {
    text: REPLY,
    choices: [{ token: "token-of-choice", label: "Ya" }],
    protect: true,
  });
  server.fault("answerCallbackQuery", { kind: "deliver-then-drop" });
  server.fault("editMessageReplyMarkup", { kind: "page", status: 502 });
  await citizen.presses("Ya");
  await inbox.hasHeard(2);
  for (const fault of FAULTS) {
    server.fault("sendMessage", fault);
    await opened.bot.say(address, { text: REPLY, choices: [], protect: true });
  }
  for (let batch = 0; batch < 2; batch += 1) server.fault("deleteMessages", { kind: "drop" });
  await opened.bot.erase?.(address, ["1", "2"]);
  await opened.bot.stop();
  const { first_name, last_name, username, phone } = citizen.identity;
  return { id: citizen.id, who: [first_name, last_name, username, phone] };
}

test.each(["polling", "webhook"] as const)(
  "when everything fails by %s, no log line says a word, a name, an id or a secret",
  async (mode) => {
    const server = await createTelegramServer();

    const { id, who } = await everythingGoesWrong(server, mode);

    const log = opened?.logged.join("") ?? "";
    for (const code of [
      "telegram_open_failed",
      "telegram_inbox_failed",
      "telegram_send_failed",
      "telegram_erase_failed",
    ]) {
      expect(log).toContain(code);
    }
    const secrets = [
      WORDS,
      REPLY,
      ...who,
      String(id),
      server.token,
      SECRET,
      server.apiRoot,
      "token-of-choice",
    ];
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  },
);

test("an error that leaves the channel has neither the token nor a cause that has it", async () => {
  const server = await createTelegramServer();
  opened = await openBot(server, "polling", createCollectingInbox());
  server.fault("getMe", { kind: "refused", status: 404, description: `Not Found ${server.token}` });

  const failure: unknown = await opened.bot.start().catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(Error);
  expect(inspect(failure, { depth: undefined, showHidden: true })).not.toContain(server.token);
});
