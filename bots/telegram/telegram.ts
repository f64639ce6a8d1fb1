/** The Telegram channel, put together: opening the way in (polling or webhook), closing it, and saying. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import { SECOND, type Clock } from "../../api/kernel.ts";
import type { Log } from "../../api/log.ts";
import type { Channel, Inbox } from "../channel.ts";
import { answerOf, createClient, type Fault } from "./calls.ts";
import { createErase } from "./erase.ts";
import { TELEGRAM, WANTED } from "./hear.ts";
import { pauseAfter, poll, type Wait } from "./poll.ts";
import { createSay } from "./say.ts";
import { createTake } from "./take.ts";
import { checkAddress, createWebhook, type WebhookAddress, type WebhookRequest } from "./webhook.ts";

export type { WebhookRequest };

export type TelegramParts = {
  /** The bot's token. It is part of every request's address and never appears in a log or an error of ours. */
  token: string;
  /** Telegram's own server when left out; `http://host:port` of a local Bot API server otherwise. */
  apiRoot?: string;
  mode: "polling" | "webhook";
  /** Needed for `mode: "webhook"`: the public https address of the web part's route, and the secret to know Telegram by. */
  webhook?: WebhookAddress;
  inbox: Inbox;
  clock: Clock;
  log: Log;
  /** How time is passed between attempts; real time when left out. */
  wait?: Wait;
};

export type Telegram = Channel & {
  /** For the web part's route; there in webhook mode only. */
  webhook?: (request: WebhookRequest) => Promise<{ status: number }>;
  /** The bot's public name without "@", once Telegram has told it. */
  username(): string | undefined;
};

/** Telegram allows about one message a second to one chat (Bots FAQ, "My bot is hitting limits"). */
const PAUSE = SECOND;

/**
 * Throws at once when webhook mode lacks a proper secret. `start` rejects when Telegram refuses the token; when
 * Telegram cannot be reached, it resolves and goes on trying in the background.
 */
export function createTelegram(parts: TelegramParts): Telegram {
  const { token, apiRoot = "https://api.telegram.org", mode, inbox, clock, log, wait = waitInTime } = parts;
  const posted = mode === "webhook" ? checkAddress(parts.webhook) : undefined;
  const client = createClient(token, apiRoot);
  const { take, settled } = createTake({ client, inbox, clock, log });
  const taking = new Set<Promise<void>>();
  let username: string | undefined;
  let running: { stopping: AbortController; ended: Promise<void> } | undefined;

  /** Remembers what is being taken in, so that a stop can await it. */
  function takeCounted(update: Update): Promise<void> {
    const taken = take(update).finally(() => taking.delete(taken));
    taking.add(taken);
    return taken;
  }

  /** Learns the bot's name and tells Telegram where updates go; what waits there is kept. */
  async function open(): Promise<Fault | undefined> {
    const me = await answerOf(client.getMe());
    if (!me.ok) return me.fault;
    username = me.value.username;
    const way = await answerOf(
      posted === undefined
        ? client.deleteWebhook({ drop_pending_updates: false })
        : client.setWebhook({ url: posted.url, secret_token: posted.secret, allowed_updates: WANTED }),
    );
    return way.ok ? undefined : way.fault;
  }

  async function run(fault: Fault | undefined, signal: AbortSignal): Promise<void> {
    for (let failures = 1; fault !== undefined && !signal.aborted; failures += 1) {
      log("warn", "telegram_open_failed", { code: fault.code, failures });
      await wait(pauseAfter(failures), signal);
      if (!signal.aborted) fault = await open();
    }
    if (mode === "polling") await poll({ client, take: takeCounted, wait, log }, signal);
  }

  return {
    name: TELEGRAM,
    abilities: { buttons: true, pauseMs: PAUSE },
    say: createSay({ client, log }),
    erase: createErase({ client, log }),
    username: () => username,
    ...(posted === undefined
      ? {}
      : {
          webhook: createWebhook({
            secret: posted.secret,
            take: takeCounted,
            isOpen: () => running !== undefined,
            log,
          }),
        }),

    async start() {
      if (running !== undefined) return;
      const stopping = new AbortController();
      // Open before Telegram learns the address: its first post may arrive before its answer to us.
      running = { stopping, ended: Promise.resolve() };
      const fault = await open();
      if (fault?.kind === "refused" && (fault.status === 401 || fault.status === 404)) {
        running = undefined;
        const refused = new Error(`telegram refused the token (${fault.status})`);
        // The code is what the operator reads; messages of errors are never shown.
        throw Object.assign(refused, { code: "TELEGRAM_BOT_TOKEN_refused" });
      }
      if (!stopping.signal.aborted) running.ended = run(fault, stopping.signal);
      log("info", "telegram_started", { mode });
    },

    async stop() {
      if (running === undefined) return;
      const { stopping, ended } = running;
      running = undefined;
      stopping.abort();
      await ended;
      await Promise.allSettled(taking);
      await settled();
      log("info", "telegram_stopped", { mode });
    },
  };
}

const waitInTime: Wait = async (ms, signal) => {
  // An aborted sleep rejects; being woken early is all that matters here.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
};
