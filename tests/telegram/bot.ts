/** The bot under test, opened against the Bot API server of tests/servers/telegram. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { instant } from "../../api/kernel.ts";
import { createLogger, logTo } from "../../api/log.ts";
import type { Inbox } from "../../bots/channel.ts";
import { createTelegram, SECRET_HEADER, type Telegram } from "../../bots/telegram/index.ts";
import type { Person, TelegramServer } from "../servers/telegram/index.ts";
import type { ContractPerson } from "../contracts/channel.ts";

export const SECRET = "a-secret-of-this-test-only";

export type OpenedBot = { bot: Telegram; logged: string[]; pauses: number[]; close(): Promise<void> };

/** Pauses of the bot are noted, not passed; every line of its log is kept. The bot is not started yet. */
export async function openBot(
  server: TelegramServer,
  mode: "polling" | "webhook",
  inbox: Inbox,
): Promise<OpenedBot> {
  const logged: string[] = [];
  const pauses: number[] = [];
  const route = mode === "webhook" ? await openRoute(() => bot) : undefined;
  const bot = createTelegram({
    token: server.token,
    apiRoot: server.apiRoot,
    mode,
    ...(route === undefined ? {} : { webhook: { secret: SECRET, url: route.url } }),
    inbox,
    clock: () => instant(Date.now()),
    log: logTo(createLogger("debug", { write: (line) => void logged.push(line) })),
    async wait(ms) {
      pauses.push(ms);
      await setImmediate();
    },
  });
  return {
    bot,
    logged,
    pauses,
    async close() {
      await bot.stop();
      await route?.close();
      await server.close();
    },
  };
}

/** What the web part does: one route that hands the request to the channel. */
async function openRoute(bot: () => Telegram) {
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    const take = async () => {
      const header = request.headers[SECRET_HEADER];
      const secretHeader = typeof header === "string" ? header : undefined;
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      const answered = await bot().webhook?.({ secretHeader, body });
      response.writeHead(answered?.status ?? 404).end();
    };
    request.on("end", () => void take());
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

export function contractPerson(person: Person): ContractPerson {
  const { first_name, last_name, username, phone } = person.identity;
  return {
    types: (text) => person.types(text),
    presses: (label) => person.presses(label),
    blocks: () => person.blocks(),
    reads: () => person.reads(),
    sees: () => person.sees().map(({ text }) => text),
    identity: [first_name, last_name, username, phone],
    sends: {
      picture: () => person.sends("photo"),
      video: () => person.sends("video"),
      voice: () => person.sends("voice"),
      file: () => person.sends("document"),
      sticker: () => person.sends("sticker"),
      contact: () => person.sends("contact"),
      other: () => person.sends("dice"),
    },
  };
}
