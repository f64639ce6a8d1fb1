import { createHmac } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCollectingInbox, type CollectingInbox } from "../contracts/collecting-inbox.ts";
import { createGraphServer, type GraphServer } from "../servers/graph/index.ts";
import { openCloud, type OpenedCloud } from "./channel.ts";

let server: GraphServer;
let inbox: CollectingInbox;
let opened: OpenedCloud;

beforeEach(async () => {
  server = await createGraphServer();
  inbox = createCollectingInbox();
  opened = await openCloud(server, inbox);
});
afterEach(() => opened.close());

const bytesOf = (text: string) =>
  Buffer.from(
    JSON.stringify({
      object: "whatsapp_business_account",
      entry: [
        {
          changes: [
            {
              field: "messages",
              value: {
                metadata: { phone_number_id: server.phoneNumberId },
                messages: [
                  { id: "wamid.1", from: "628111", timestamp: "1", type: "text", text: { body: text } },
                ],
              },
            },
          ],
        },
      ],
    }),
  );
const signed = (bytes: Uint8Array, secret = server.appSecret) =>
  `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`;
const post = (bytes: Uint8Array, signature: string | undefined = signed(bytes)) =>
  opened.channel.webhook.receive({ bytes, signature });

describe("Meta's question whether the address is ours", () => {
  const ask = (question: { mode?: string; token?: string; challenge?: string }) =>
    opened.channel.webhook.verify(question);

  test("is answered with its challenge when it knows the token", () => {
    const answer = ask({ mode: "subscribe", token: server.verifyToken, challenge: "1158201444" });

    expect(answer).toEqual({ status: 200, text: "1158201444" });
  });

  test.each([
    ["a wrong token", { mode: "subscribe", token: "wrong", challenge: "1" }],
    ["no token", { mode: "subscribe", challenge: "1" }],
    ["another mode", { mode: "unsubscribe", token: "verify-token-of-this-test", challenge: "1" }],
    ["no challenge", { mode: "subscribe", token: "verify-token-of-this-test" }],
  ])("is refused with %s", (_what, question) => {
    expect(ask(question)).toEqual({ status: 403, text: "" });
  });
});

test.each([
  ["none", () => undefined],
  ["an empty one", () => ""],
  ["one under another secret", (bytes: Uint8Array) => signed(bytes, "0".repeat(32))],
  ["one without its name", (bytes: Uint8Array) => signed(bytes).slice(7)],
])("a post whose signature is %s is refused and not heard", async (_what, signature) => {
  const bytes = bytesOf("palsu");

  const answered = await opened.channel.webhook.receive({ bytes, signature: signature(bytes) });

  expect(answered.status).toBe(401);
  expect(inbox.deliveries).toEqual([]);
});

test("one changed byte is no longer what was signed, and broken JSON is not even looked at before", async () => {
  const bytes = bytesOf("asli");
  const signature = signed(bytes);
  const changed = Buffer.from(bytes.toString().replace("asli", "alsi"));

  expect((await post(changed, signature)).status).toBe(401);
  expect((await post(Buffer.from("{nama: Sekar"), "sha256=00")).status).toBe(401);
  expect((await post(bytes, signature)).status).toBe(200);
});

test("200 is said only once the inbox has it", async () => {
  const order: string[] = [];
  const hold = inbox.holdNext();
  const posted = post(bytesOf("halo")).then(({ status }) => order.push(`answered ${status}`));
  await hold.reached;
  await setImmediate();

  order.push("inbox");
  hold.release();
  await posted;

  expect(order).toEqual(["inbox", "answered 200"]);
});

test("when the inbox fails, 503 asks Meta to come again", async () => {
  inbox.failNext(1);

  expect(await post(bytesOf("halo"))).toEqual({ status: 503 });
  expect(await post(bytesOf("halo"))).toEqual({ status: 200 });
  expect(inbox.heard).toHaveLength(1);
});

test.each(["{nama: Sekar", "[]", "null", '"halo"', '{"object":"page"}'])(
  "a signed post that is none of WhatsApp (%s) is refused",
  async (text) => {
    expect(await server.raw(text)).toBe(400);
  },
);

test.each([
  '{"object":"whatsapp_business_account"}',
  '{"object":"whatsapp_business_account","entry":[null,{"changes":"x"},{"changes":[{"field":"messages"}]}]}',
])("an empty or odd post of WhatsApp (%s) is taken and dropped", async (text) => {
  expect(await server.raw(text)).toBe(200);
  expect(inbox.heard).toEqual([]);
});

test("a stopped channel asks Meta to come again", async () => {
  await opened.channel.stop();

  expect(await post(bytesOf("halo"))).toEqual({ status: 503 });
});

describe("a message that Meta gives back", () => {
  const failed = (code: number, agoSeconds: number) =>
    server.tell({
      statuses: [
        {
          id: "wamid.sent",
          status: "failed",
          timestamp: String(Math.floor(Date.now() / 1_000) - agoSeconds),
          recipient_id: "628111",
          errors: [{ code, title: "x" }],
        },
      ],
    });

  test.each([
    [131_047, { kind: "awaits", code: "131047", canKnock: false }],
    [131_026, { kind: "gone", code: "131026" }],
    [131_000, { kind: "later", afterMs: 5_000, code: "131000" }],
    [131_056, { kind: "later", afterMs: 6_000, code: "131056" }],
  ])("with error %i is given back to the outbox by its id alone", async (code, why) => {
    await failed(code, 0);

    expect(opened.returned).toEqual([{ receipt: "wamid.sent", why }]);
  });

  test("before we have written down that it was sent, is told again", async () => {
    opened.answers.push("unknown", "noted");

    await failed(131_026, 0);
    await server.settled();

    expect(opened.returned).toHaveLength(2);
  });

  test("and that nobody knows any more is not asked for again", async () => {
    opened.answers.push("unknown", "unknown");

    await failed(131_026, 60);
    await server.settled();

    expect(opened.returned).toHaveLength(1);
  });
});
