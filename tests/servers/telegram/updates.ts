/**
 * Updates on their way to the bot, as Telegram's own server handles them (tdlib/telegram-bot-api): by long polling
 * they are told again until an offset confirms them; by webhook they are posted in order within a queue, and every
 * answer but 2xx is tried again. Messages, presses and membership of one person have queues of their own.
 */
import type { TelegramUpdate } from "@gramio/types/objects";

export type NewUpdate = Omit<TelegramUpdate, "update_id">;
export type WebhookTarget = { url: string; secret: string | undefined };

type Pending = {
  update: TelegramUpdate;
  queue: string;
  /** How many more times it comes although it was confirmed. */
  again: number;
  tried: PromiseWithResolvers<void>;
};

export type Updates = ReturnType<typeof createUpdates>;

/** What Telegram tells a bot that never named `allowed_updates`; members and reactions are left out. */
const BY_DEFAULT = (type: string) =>
  !["chat_member", "message_reaction", "message_reaction_count"].includes(type);

export function createUpdates({ retryMs, reach }: { retryMs: number; reach: (url: string) => string }) {
  let nextId = 700_001;
  let pending: Pending[] = [];
  let webhook: WebhookTarget | undefined;
  let allowed: readonly string[] = [];
  let poller: { wake: () => void; replace: () => void } | undefined;
  let duplicates = 0;
  const busy = new Set<string>();
  const closing = new AbortController();
  let emptied = Promise.withResolvers<void>();

  const settle = (done: Pending) => {
    pending = pending.filter((one) => one !== done);
    if (pending.length > 0) return;
    emptied.resolve();
    emptied = Promise.withResolvers();
  };

  /** Posts what waits in one queue, in order, until it is empty, the webhook goes, or the server closes. */
  async function drive(queue: string): Promise<void> {
    if (busy.has(queue)) return;
    busy.add(queue);
    for (let failures = 0; ; ) {
      const target = webhook;
      const next = pending.find((one) => one.queue === queue);
      if (target === undefined || next === undefined || closing.signal.aborted) break;
      const accepted = await post(target, next.update);
      next.tried.resolve();
      if (!accepted) await pause(Math.min(20 * retryMs, retryMs * 2 ** failures));
      failures = accepted ? 0 : failures + 1;
      if (accepted && next.again === 0) settle(next);
      else if (accepted) next.again -= 1;
    }
    busy.delete(queue);
  }

  async function post({ url, secret }: WebhookTarget, update: TelegramUpdate): Promise<boolean> {
    const headers = {
      "content-type": "application/json",
      ...(secret === undefined ? {} : { "x-telegram-bot-api-secret-token": secret }),
    };
    const body = JSON.stringify(update);
    const posted = await fetch(reach(url), { method: "POST", headers, body, signal: closing.signal }).catch(
      () => undefined,
    );
    await posted?.arrayBuffer().catch(() => undefined);
    return posted?.ok === true;
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      closing.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });

  const driveAll = () => {
    for (const queue of new Set(pending.map((one) => one.queue))) void drive(queue);
  };

  return {
    /** Puts an update on its way. Resolves when it waits to be polled, or when its first posting was answered. */
    async add(body: NewUpdate): Promise<void> {
      const type = Object.keys(body)[0] as string;
      if (allowed.length > 0 ? !allowed.includes(type) : !BY_DEFAULT(type)) return;
      const one: Pending = {
        update: { update_id: nextId, ...body },
        queue: queueOf(body),
        again: duplicates > 0 ? 1 : 0,
        tried: Promise.withResolvers<void>(),
      };
      nextId += 1;
      duplicates = Math.max(0, duplicates - 1);
      pending.push(one);
      poller?.wake();
      if (webhook === undefined) return;
      void drive(one.queue);
      await Promise.race([
        one.tried.promise,
        new Promise<void>((resolve) => closing.signal.addEventListener("abort", () => resolve())),
      ]);
    },

    /** Long polling. "conflict" when a webhook is set, or when a newer poll takes this one's place. */
    async poll(
      {
        offset,
        limit = 100,
        timeout = 0,
        allowed_updates,
      }: { offset?: number; limit?: number; timeout?: number; allowed_updates?: readonly string[] },
      gone: AbortSignal,
    ): Promise<TelegramUpdate[] | "conflict"> {
      if (webhook !== undefined) return "conflict";
      if (allowed_updates !== undefined) allowed = allowed_updates;
      for (const one of pending.filter(({ update }) => offset !== undefined && update.update_id < offset)) {
        if (one.again === 0) settle(one);
        else one.again -= 1;
      }
      poller?.replace();
      if (pending.length === 0 && timeout > 0) {
        const woken = await new Promise<"woken" | "replaced">((resolve) => {
          const timer = setTimeout(() => resolve("woken"), timeout * 1_000);
          const end = (how: "woken" | "replaced") => () => {
            clearTimeout(timer);
            poller = undefined;
            resolve(how);
          };
          poller = { wake: end("woken"), replace: end("replaced") };
          gone.addEventListener("abort", end("woken"));
          closing.signal.addEventListener("abort", end("woken"));
        });
        if (woken === "replaced") return "conflict";
      }
      return pending.slice(0, limit).map(({ update }) => update);
    },

    setWebhook(target: WebhookTarget, allowed_updates: readonly string[] | undefined): void {
      webhook = target;
      if (allowed_updates !== undefined) allowed = allowed_updates;
      driveAll();
    },
    deleteWebhook(): void {
      webhook = undefined;
    },
    webhook: () => webhook,
    duplicateNext(): void {
      duplicates += 1;
    },
    waiting: () => pending.length,
    confirmed: () => (pending.length === 0 ? Promise.resolve() : emptied.promise),
    close(): void {
      closing.abort();
    },
  };
}

/** Which updates wait for each other: those of one kind and one chat. */
function queueOf(update: NewUpdate): string {
  if (update.callback_query) return `press ${update.callback_query.from.id}`;
  if (update.my_chat_member) return `member ${update.my_chat_member.chat.id}`;
  return `chat ${(update.message ?? update.edited_message)?.chat.id}`;
}
