/** The server itself: HTTP in front, checks on every call, people behind. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TelegramUser } from "@gramio/types/objects";
import { createChats } from "./chats.ts";
import { answer, createFaults, refuse, slowness, type Fault, type Slowness } from "./faults.ts";
import { perform } from "./methods.ts";
import { createPerson, type Identity, type Person } from "./person.ts";
import { brokenRules } from "./rules.ts";
import { botApi } from "./schema.ts";
import { createUpdates, type NewUpdate } from "./updates.ts";

export type Call = { method: string; params: Record<string, unknown> };

export type TelegramServerOptions = {
  token?: string;
  /** A fixed port; any free one when left out. */
  port?: number;
  /** First pause before a webhook is posted again; doubled up to twentyfold. */
  retryMs?: number;
  /** Where a webhook's public address is found from here: what DNS and the proxy before a bot do. */
  reach?: (url: string) => string;
};

export type TelegramServer = {
  readonly apiRoot: string;
  readonly token: string;
  readonly botName: string;
  /** Every call, in order of arrival. */
  readonly calls: Call[];
  /** Groups the bot has left. */
  readonly left: number[];
  person(identity?: Partial<Identity>): Person;
  /** Any update at all, checked against the Bot API like all others. */
  tell(update: NewUpdate): Promise<void>;
  /** What goes wrong with the next `times` calls of a method. */
  fault(method: string, fault: Fault, times?: number): void;
  /** The next call of a method waits until released. */
  slow(method: string): Slowness;
  /** The next update comes once more although it was confirmed. */
  duplicateNext(): void;
  /** Updates not yet confirmed by the bot. */
  waiting(): number;
  /** Resolves when the bot has confirmed every update. */
  confirmed(): Promise<void>;
  /** Everything that stands in any chat is from now on too old to be deleted by a bot. */
  grow48HoursOlder(): void;
  /** Resolves at the next call of a method that has been answered from now on. */
  called(method: string): Promise<Call>;
  /** The rules broken so far; taken, so that `close` does not report them. */
  takeViolations(): string[];
  /** Ends everything; throws when a rule was broken or a press was never answered. */
  close(): Promise<void>;
};

export async function createTelegramServer(options: TelegramServerOptions = {}): Promise<TelegramServer> {
  const { token = "700001:test-token-of-no-real-bot", port = 0, retryMs = 2, reach = (url) => url } = options;
  const api = botApi();
  const bot: TelegramUser = { id: 700_001, is_bot: true, first_name: "Bot", username: "uji_lapor_bot" };
  const chats = createChats();
  const updates = createUpdates({ retryMs, reach });
  const faults = createFaults();
  const left: number[] = [];
  const calls: Call[] = [];
  const violations: string[] = [];
  const watchers = new Set<(call: Call) => void>();
  let people = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const [, given, method = ""] = /^\/bot([^/]+)\/(\w+)/.exec(request.url ?? "") ?? [];
    const params = await bodyOf(request);
    if (given !== token) return refuse(response, { status: 401, description: "Unauthorized" });
    if (params === undefined)
      return refuse(response, { status: 400, description: "Bad Request: can't parse JSON" });
    const call = { method, params };
    calls.push(call);
    const wrong = api.faultsOfCall(method, params);
    for (const broken of [...wrong, ...brokenRules(method, params)]) violations.push(`${method}: ${broken}`);
    const fault = faults.next(method);
    if (fault?.kind === "slow") await fault.slowness.arrive();
    if (fault?.kind === "refused") refuse(response, { description: "scripted", ...fault });
    else if (fault?.kind === "page") page(response, fault.status);
    else if (fault?.kind === "drop") response.destroy();
    else if (wrong.length > 0) refuse(response, { status: 400, description: `Bad Request: ${wrong[0]}` });
    else {
      const outcome = await perform({ chats, updates, bot, left }, method, params, gone.signal);
      if (fault?.kind === "deliver-then-drop") response.destroy();
      else if ("result" in outcome) answer(response, outcome.result);
      else refuse(response, outcome);
    }
    for (const watcher of watchers) watcher(call);
  }

  async function tell(update: NewUpdate): Promise<void> {
    const wrong = api.faultsOfObject("TelegramUpdate", { update_id: 1, ...update });
    if (wrong.length > 0) throw new Error(`Telegram would never send this: ${wrong.slice(0, 3).join("; ")}`);
    await updates.add(update);
  }

  const http = createServer((request, response) => {
    serve(request, response).catch((failure: unknown) => {
      violations.push(`the server itself failed: ${String(failure)}`);
      response.destroy();
    });
  });
  // Hung up on after some seconds of quiet, a bot that just then says something could not know what became of it.
  http.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));

  return {
    apiRoot: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    token,
    botName: "uji_lapor_bot",
    calls,
    left,
    tell,
    person(identity = {}) {
      people += 1;
      const id = 5_550_000_000 + people;
      return createPerson({ id, identity: { ...madeUp(people), ...identity }, chats, bot, add: tell });
    },
    fault: (method, fault, times = 1) => faults.plan(method, fault, times),
    slow(method) {
      const slow = slowness();
      faults.plan(method, { kind: "slow", slowness: slow }, 1);
      return slow;
    },
    duplicateNext: () => updates.duplicateNext(),
    waiting: () => updates.waiting(),
    confirmed: () => updates.confirmed(),
    grow48HoursOlder() {
      for (const line of [...chats.chats.values()].flatMap((chat) => chat.lines)) line.old = true;
    },
    called(method) {
      return new Promise((resolve) => {
        const watcher = (call: Call) => {
          if (call.method !== method) return;
          watchers.delete(watcher);
          resolve(call);
        };
        watchers.add(watcher);
      });
    },
    takeViolations: () => violations.splice(0),
    async close() {
      updates.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      const unanswered =
        updates.waiting() > 0 ? 0 : [...chats.presses.values()].filter(({ answered }) => !answered).length;
      if (unanswered > 0) violations.push(`${unanswered} pressed buttons were never answered`);
      if (violations.length > 0)
        throw new Error(`the bot broke rules of the Bot API or ours:\n${violations.join("\n")}`);
    },
  };
}

/** Names that can be searched for: nobody's, and no words of a report. */
const madeUp = (number: number): Identity => ({
  first_name: `Namadepan${number}`,
  last_name: `Namabelakang${number}`,
  username: `namapengguna${number}`,
  phone: `+62800000000${number}`,
  language_code: "id",
});

function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/html" });
  response.end("<html><body>Bad Gateway</body></html>");
}

/** The parameters; undefined when the body is no JSON object. The bot under test sends no files, so no forms. */
async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
