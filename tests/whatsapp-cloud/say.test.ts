import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { instant } from "../../api/kernel.ts";
import type { Address, Message } from "../../bots/channel.ts";
import { createWhatsappCloud } from "../../bots/whatsapp-cloud/index.ts";
import { createCollectingInbox } from "../contracts/collecting-inbox.ts";
import { createGraphServer, type GraphPerson, type GraphServer } from "../servers/graph/index.ts";
import { openCloud, type OpenedCloud } from "./channel.ts";

let server: GraphServer;
let opened: OpenedCloud;
let person: GraphPerson;
const addressOf = ({ identity }: GraphPerson) => (identity.userId ?? identity.number) as Address;

beforeEach(async () => {
  server = await createGraphServer();
  opened = await openCloud(server, createCollectingInbox());
  person = server.person();
  await person.types("halo");
});
afterEach(() => opened.close());

const message = (rest: Partial<Message> = {}): Message => ({
  text: "Kami membaca.",
  choices: [],
  protect: true,
  ...rest,
});
const choices = (...labels: string[]) => labels.map((label, index) => ({ token: `token-${index}`, label }));
const say = (rest: Partial<Message> = {}) => opened.channel.say(addressOf(person), message(rest));
const shown = () => person.sees().filter(({ by }) => by === "number");
const typesSent = () =>
  server.sends.map((sent) => (sent["interactive"] as { type?: string } | undefined)?.type ?? sent["type"]);

describe("choices", () => {
  test.each([
    ["up to three short ones are buttons", ["Ya", "Tidak", "Lewati"], "button"],
    ["four are a list", ["Ya", "Tidak", "Tidak tahu", "Lewati"], "list"],
    ["a long one makes a list of few", ["Ya", "Hubungi saya pada jam tertentu saja"], "list"],
    ["eleven are numbers alone", Array.from({ length: 11 }, (_, index) => `Pilihan ${index}`), "text"],
    ["what no row can hold is numbers alone", ["Ya", "panjang ".repeat(12)], "text"],
    ["two of one name are numbers alone", ["Ya", "Ya"], "text"],
  ])("%s, and always numbers in the text", async (_what, labels, type) => {
    await say({ text: "Apakah ada anak?", choices: choices(...labels) });

    expect(typesSent()).toEqual([type]);
    labels.forEach((label, index) => expect(person.reads()[0]).toContain(`${index + 1}. ${label}`.trim()));
  });

  test("a row pressed by its long label comes back as its token", async () => {
    await say({ choices: choices("Ya", "Hubungi saya pada jam tertentu saja") });

    expect(shown()[0]?.choices).toEqual([
      { id: "token-0", label: "Ya" },
      { id: "token-1", label: "Hubungi saya pada jam tertentu saja" },
    ]);
  });

  test("below a text that is too long for them they stand with the numbered list", async () => {
    await say({ text: "kata ".repeat(300), choices: choices("Ya", "Tidak") });

    expect(typesSent()).toEqual(["text", "button"]);
    expect(person.reads()[1]).toBe("1. Ya\n2. Tidak");
  });

  test("that Meta refuses are sent again as numbers alone", async () => {
    server.fault({ kind: "error", code: 131_009 });

    const delivery = await say({ text: "Ada anak?", choices: choices("Ya", "Tidak") });

    expect(delivery.kind).toBe("taken");
    expect(typesSent()).toEqual(["button", "text"]);
    expect(person.reads()).toEqual(["Ada anak?\n\n1. Ya\n2. Tidak"]);
  });
});

test("a location is asked for with Meta's own button, below the choices where there are some", async () => {
  await say({ text: "Di mana?", askPlace: true });
  await say({ text: "Di mana?", askPlace: true, choices: choices("Lewati") });

  expect(typesSent()).toEqual(["location_request_message", "button", "location_request_message"]);
});

test("whoever has an opaque id is written to under it, in the field that Meta has for it", async () => {
  person.becomes("ID.8143519203948810", "hidden");

  await say();

  expect(server.sends[0]).toMatchObject({ recipient: "ID.8143519203948810" });
  expect(server.sends[0]).not.toHaveProperty("to");
  expect(person.reads()).toEqual(["Kami membaca."]);
});

test("after a failure half-way only what is missing is sent", async () => {
  const sentences = Array.from({ length: 500 }, (_, index) => `Kalimat nomor ${index} selesai.`);
  server.fault({ kind: "none" });
  server.fault({ kind: "error", code: 4 });

  const failed = await say({ text: sentences.join(" ") });
  const again = await say({ text: sentences.join(" ") });

  expect([failed.kind, again.kind]).toEqual(["later", "taken"]);
  expect(person.reads().length).toBeGreaterThan(2);
  expect(person.reads().join(" ")).toBe(sentences.join(" "));
});

describe("what Meta says no to", () => {
  test.each([
    [{ kind: "error", code: 131_047 } as const, { kind: "awaits", code: "131047", canKnock: false }],
    [{ kind: "error", code: 131_026 } as const, { kind: "gone", code: "131026" }],
    [{ kind: "error", code: 131_056 } as const, { kind: "later", afterMs: 6_000, code: "131056" }],
    [{ kind: "error", code: 130_429 } as const, { kind: "later", afterMs: 60_000, code: "130429" }],
    [{ kind: "error", code: 190, status: 401 } as const, { kind: "later", afterMs: 900_000, code: "190" }],
    [{ kind: "error", code: 777, status: 503 } as const, { kind: "later", afterMs: 5_000, code: "777" }],
    [{ kind: "page", status: 502 } as const, { kind: "later", afterMs: 5_000, code: "502" }],
    [{ kind: "page", status: 429 } as const, { kind: "later", afterMs: 60_000, code: "429" }],
  ])("%o is %o", async (fault, delivery) => {
    server.fault(fault);

    expect(await say()).toEqual(delivery);
  });

  test.each(["drop", "deliver-then-drop"] as const)("a lost answer (%s) is unsure", async (kind) => {
    server.fault({ kind });

    expect((await say()).kind).toBe("unsure");
  });

  test("when Meta cannot be reached at all, nothing has left", async () => {
    const elsewhere = await createGraphServer();
    await elsewhere.close();
    const away = createWhatsappCloud({
      ...server,
      apiRoot: elsewhere.apiRoot,
      inbox: createCollectingInbox(),
      returns: { returned: async () => "unknown" },
      clock: () => instant(0),
      log: () => {},
    });

    await away.start();

    expect(await away.say(addressOf(person), message())).toMatchObject({
      kind: "later",
      code: "ECONNREFUSED",
    });
  });
});

test("a token that Meta does not know stops the start, with a code for the operator and no token in it", async () => {
  const stranger = createWhatsappCloud({
    ...server,
    token: "EAAstolen-token",
    inbox: createCollectingInbox(),
    returns: { returned: async () => "unknown" },
    clock: () => instant(0),
    log: () => {},
  });

  const failure: unknown = await stranger.start().catch((error: unknown) => error);

  expect(failure).toMatchObject({ code: "WHATSAPP_CLOUD_TOKEN_refused" });
  expect(String(failure)).not.toContain("EAA");
});

test("to knock sends the approved template by its name, and not a word of ours", async () => {
  const knocking = await openCloud(server, createCollectingInbox(), { template: "kabar_baru" });

  await knocking.channel.say(addressOf(person), message({ text: "", knock: true }));

  expect(server.sends.at(-1)).toMatchObject({ type: "template", template: { name: "kabar_baru" } });
  await knocking.channel.stop();
});
