/** A street with Telegram on it: the scripted Bot API server posts to a route, as Telegram does, over real HTTP. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { createTelegram, SECRET_HEADER, type Telegram } from "../../bots/telegram/index.ts";
import { openStreet } from "./street.ts";
import { createTelegramServer } from "./telegram/index.ts";

export type TelegramStreet = Awaited<ReturnType<typeof openTelegramStreet>>;

/** Updates come by webhook, so that a person's act is in the inbox when it resolves. */
export async function openTelegramStreet() {
  const server = await createTelegramServer();
  const route = await openTelegramRoute(() => bot);
  let bot: Telegram | undefined;
  let handed = 0;
  const street = await openStreet({
    channels: (inbox, log, clock) => {
      const counting = {
        async receive(heard: Parameters<typeof inbox.receive>[0]) {
          const received = await inbox.receive(heard);
          handed += 1;
          return received;
        },
      };
      const { token, apiRoot } = server;
      bot = createTelegram({
        token,
        apiRoot,
        mode: "webhook",
        webhook: route.webhook,
        log,
        inbox: counting,
        clock,
        async wait() {
          await setImmediate();
        },
      });
      return [bot];
    },
  });
  await bot?.start();

  return {
    ...street,
    server,
    secrets: [server.token, route.webhook.secret],
    /** How many messages the inbox was handed, repetitions included. */
    handed: () => handed,
    async close() {
      await bot?.stop();
      await route.close();
      await street.close();
      await server.close();
    },
  };
}

/** What the web part does: one route that hands each request to the channel. */
export async function openTelegramRoute(bot: () => Telegram | undefined) {
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    const answer = async () => {
      const header = request.headers[SECRET_HEADER];
      const secretHeader = typeof header === "string" ? header : undefined;
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      const answered = await bot()?.webhook?.({ secretHeader, body });
      response.writeHead(answered?.status ?? 503).end();
    };
    request.on("end", () => void answer());
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    webhook: {
      secret: "a-secret-of-this-test-only",
      url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
