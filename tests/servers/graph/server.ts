/** The server itself: HTTP in front, checks on every call, people behind. */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answer, refuse, type GraphFault } from "./faults.ts";
import { createPerson, type Chat, type GraphIdentity, type GraphPerson, type Line } from "./person.ts";
import { createPosts, type Posts } from "./posts.ts";
import { faultsOfSend } from "./schema.ts";

const WINDOW = 24 * 3_600_000;

export type GraphServer = Omit<Posts, "add" | "close"> & {
  readonly apiRoot: string;
  readonly version: string;
  readonly token: string;
  readonly phoneNumberId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Bodies of all sends, in order of arrival. */
  readonly sends: Record<string, unknown>[];
  /** Calls that were neither a send nor a look at our own number: fetched files, say. */
  readonly strayCalls: string[];
  /** Meta's ids of everything that was sent or said. */
  readonly ids: string[];
  person(identity?: Partial<GraphIdentity>): GraphPerson;
  /** Any change at all, for our number or another. */
  tell(value: Record<string, unknown>): Promise<void>;
  /** What goes wrong with the next `times` sends. */
  fault(fault: GraphFault, times?: number): void;
  /** Whether a late free-form message is refused at once, or taken and given back by a status. */
  refusesLate(how: "at once" | "by status"): void;
  takeViolations(): string[];
  /** Ends everything; throws when a rule was broken. */
  close(): Promise<void>;
};

/** `clock`: milliseconds by which the 24 hours are counted. */
export async function createGraphServer({
  clock = () => Date.now(),
  retryMs = 2,
}: {
  clock?: () => number;
  retryMs?: number;
} = {}): Promise<GraphServer> {
  const fixed = {
    token: "EAAtest-token-of-no-real-app",
    phoneNumberId: "106540352242922",
    appSecret: randomBytes(16).toString("hex"),
    verifyToken: "verify-token-of-this-test",
    version: "v25.0",
  };
  const posts = createPosts({ appSecret: fixed.appSecret, retryMs });
  const chats: Chat[] = [];
  const faults: GraphFault[] = [];
  const sends: Record<string, unknown>[] = [];
  const strayCalls: string[] = [];
  const ids: string[] = [];
  const violations: string[] = [];
  const late = { how: "by status" as "at once" | "by status" };

  /** Meta's ids have the recipient's number in them, not for everybody to read and for anybody to decode. */
  function newId(number: string): string {
    const id = `wamid.${Buffer.from(`HB${number}${randomBytes(12).toString("hex")}`).toString("base64")}`;
    ids.push(id);
    return id;
  }
  const metadata = (id = fixed.phoneNumberId) => ({
    display_phone_number: "6280000000",
    phone_number_id: id,
  });
  const tell = (value: Record<string, unknown>) =>
    posts.add({ messaging_product: "whatsapp", metadata: metadata(), ...value });
  const tellStatus = (id: string, chat: Chat | undefined, status: Record<string, unknown>) =>
    tell({
      statuses: [
        {
          id,
          timestamp: String(Math.floor(clock() / 1_000)),
          recipient_id: chat?.identity.number ?? "620",
          ...status,
        },
      ],
    });
  const failed = (code: number) => ({
    status: "failed",
    errors: [{ code, title: "failed", message: "failed", error_data: { details: "failed" } }],
  });

  const chatOf = (sent: Record<string, unknown>) =>
    chats.find(({ identity }) =>
      "to" in sent ? identity.number === sent["to"] : identity.userId === sent["recipient"],
    );

  /** What Meta would say later of a message that it takes. */
  function lateFault(chat: Chat | undefined, type: unknown): number | undefined {
    if (chat === undefined || chat.blocked) return 131_026;
    const isOpen = chat.wroteAt !== undefined && clock() - chat.wroteAt < WINDOW;
    return isOpen || type === "template" ? undefined : 131_047;
  }

  async function serveSend(response: ServerResponse, sent: Record<string, unknown>): Promise<void> {
    sends.push(sent);
    const broken = faultsOfSend(sent);
    violations.push(...broken);
    const fault = faults.shift();
    if (fault?.kind === "error") return refuse(response, fault.code, fault.status ?? 400, sent);
    if (fault?.kind === "page") return void response.writeHead(fault.status).end("<html>Bad Gateway</html>");
    if (fault?.kind === "drop") return void response.destroy();
    if (broken.length > 0) return refuse(response, 100, 400, sent);
    const chat = chatOf(sent);
    const fails =
      fault?.kind === "failed" || fault?.kind === "failed-first" ? fault.code : lateFault(chat, sent["type"]);
    if (fails === 131_047 && late.how === "at once") return refuse(response, fails, 400, sent);
    const id = newId(chat?.identity.number ?? "0");
    if (fault?.kind === "failed-first") await tellStatus(id, chat, failed(fault.code));
    if (fails === undefined) show(chat, sent);
    if (fault?.kind === "deliver-then-drop") return void response.destroy();
    const contact = { input: sent["to"] ?? sent["recipient"], wa_id: chat?.identity.number };
    answer(response, 200, { messaging_product: "whatsapp", contacts: [contact], messages: [{ id }] });
    if (fault?.kind === "failed-first") return;
    await tellStatus(id, chat, fails === undefined ? { status: "delivered" } : failed(fails));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = (request.url ?? "").split("?")[0];
    const number = `/${fixed.version}/${fixed.phoneNumberId}`;
    if (request.headers.authorization !== `Bearer ${fixed.token}`) return refuse(response, 190, 401, "token");
    if (request.method === "GET" && path === number)
      return answer(response, 200, { id: fixed.phoneNumberId });
    if (request.method === "POST" && path === `${number}/messages`) {
      return serveSend(
        response,
        JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>,
      );
    }
    strayCalls.push(`${request.method} ${path}`);
    refuse(response, 100, 404, path);
  }

  const http = createServer((request, response) => {
    serve(request, response).catch((failure: unknown) => {
      violations.push(`the server itself failed: ${String(failure)}`);
      response.destroy();
    });
  });
  // Hung up on after some seconds of quiet, a bot that just then says something could not know what became of it.
  http.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));

  return {
    ...fixed,
    ...posts,
    apiRoot: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    sends,
    strayCalls,
    ids,
    tell,
    person(identity = {}) {
      const chat: Chat = {
        identity: { ...madeUp(chats.length + 1), ...identity },
        numberHidden: false,
        blocked: false,
        wroteAt: undefined,
        lines: [],
        watchers: new Set(),
      };
      chats.push(chat);
      return createPerson({ chat, newId, clock, add: tell });
    },
    fault: (fault, times = 1) => faults.push(...Array.from({ length: times }, () => fault)),
    refusesLate(how) {
      late.how = how;
    },
    takeViolations: () => violations.splice(0),
    async close() {
      posts.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      if (strayCalls.length > 0) violations.push(`stray calls: ${strayCalls.join(", ")}`);
      if (violations.length > 0)
        throw new Error(`rules of Meta or ours were broken:\n${violations.join("\n")}`);
    },
  };
}

/** Names that can be searched for: nobody's, and no words of a report. */
const madeUp = (number: number): GraphIdentity => ({
  name: `Namaprofil${number} Keluarga${number}`,
  number: `6280000000${String(number).padStart(3, "0")}`,
});

function show(chat: Chat | undefined, sent: Record<string, unknown>): void {
  chat?.lines.push(lineOf(sent));
  for (const watcher of chat?.watchers ?? []) watcher();
}

type Titled = { id: string; title: string; description?: string };
type Shown = {
  text?: { body: string };
  template?: { name: string };
  interactive?: {
    type: string;
    body: { text: string };
    action: { buttons?: { reply: Titled }[]; sections?: { rows: Titled[] }[] };
  };
};

function lineOf(sent: Record<string, unknown>): Line {
  const { text, template, interactive } = sent as Shown;
  const { buttons = [], sections = [] } = interactive?.action ?? {};
  const choices = [...buttons.map(({ reply }) => reply), ...sections.flatMap(({ rows }) => rows)];
  return {
    by: "number",
    text: text?.body ?? interactive?.body.text ?? `[${template?.name}]`,
    choices: choices.map(({ id, title, description }) => ({ id, label: description ?? title })),
    place: interactive?.type === "location_request_message",
  };
}
