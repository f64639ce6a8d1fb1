import { afterEach, beforeEach, expect, test } from "vitest";
import { createCollectingInbox, type CollectingInbox } from "../contracts/collecting-inbox.ts";
import { createGraphServer, type GraphPerson, type GraphServer } from "../servers/graph/index.ts";
import { openCloud, type OpenedCloud } from "./channel.ts";

let server: GraphServer;
let inbox: CollectingInbox;
let opened: OpenedCloud;
let person: GraphPerson;

beforeEach(async () => {
  server = await createGraphServer();
  inbox = createCollectingInbox();
  opened = await openCloud(server, inbox);
  person = server.person();
});
afterEach(() => opened.close());

const heardOf = () => inbox.heard.map(({ said }) => said);

test("a batch over several entries and changes is heard whole, in the order in which it was written", async () => {
  const posts = server.hold();
  for (const words of ["satu", "dua", "tiga"]) await person.types(words);
  const at = (change: Record<string, unknown>, seconds: number) => ({
    ...change,
    messages: (change["messages"] as object[]).map((one) => ({ ...one, timestamp: `${seconds}` })),
  });

  await posts.release(([one, two, three]) => [at(three ?? {}, 30), at(one ?? {}, 10), at(two ?? {}, 20)]);

  expect(heardOf()).toEqual(["satu", "dua", "tiga"].map((text) => ({ kind: "text", text })));
});

test("posts for another number, of another field or about delivery and reading are taken and not heard", async () => {
  const message = {
    id: "wamid.other",
    from: "628111",
    timestamp: "1",
    type: "text",
    text: { body: "bukan" },
  };
  await server.tell({ metadata: { phone_number_id: "999999999" }, messages: [message] });
  await server.tell({
    statuses: [{ id: "wamid.x", status: "read", timestamp: "1", recipient_id: "628111" }],
  });

  await person.types("untuk kami");

  expect(heardOf()).toEqual([{ kind: "text", text: "untuk kami" }]);
  expect(opened.returned).toEqual([]);
});

test.each([
  [
    "a picture's caption is kept, and the picture refused",
    () => person.sends("image", "di kos itu"),
    [
      { kind: "text", text: "di kos itu" },
      { kind: "unreadable", what: "picture" },
    ],
  ],
  [
    "a pin is a place",
    () => person.sharesPlace(-6.9, 109.7),
    [{ kind: "place", latitude: -6.9, longitude: 109.7 }],
  ],
  [
    "a pin with a name says it too",
    () => person.sharesPlace(-6.9, 109.7, "Kos Melati"),
    [
      { kind: "place", latitude: -6.9, longitude: 109.7 },
      { kind: "text", text: "Kos Melati, Jl. Pasar" },
    ],
  ],
  ["a sign under a message says nothing", () => person.reacts("👍"), []],
  ["a changed number says nothing", () => person.changesNumber(), []],
  ["an order is refused as other", () => person.sends("order"), [{ kind: "unreadable", what: "other" }]],
  [
    "a template's button opens the chat without a word",
    () => person.pressesTemplate("Baca"),
    [{ kind: "opened" }],
  ],
])("%s", async (_what, act, expected) => {
  await act();

  expect(heardOf()).toEqual(expected);
});

test("the second thing said in one message has an id of its own, and a repetition repeats both", async () => {
  server.duplicateNext();

  await person.sends("image", "di kos itu");
  await inbox.wasHanded(4);

  expect(inbox.heard).toHaveLength(2);
});

test("whoever gets an opaque id is heard under it, with the number as the former name, and then without one", async () => {
  await person.types("dengan nomor");
  person.becomes("ID.8143519203948810", "told");
  await person.types("dengan keduanya");
  person.becomes("ID.8143519203948810", "hidden");
  await person.types("tanpa nomor");

  const { number } = person.identity;
  expect(inbox.heard.map(({ address, formerly }) => [address, formerly])).toEqual([
    [number, undefined],
    ["ID.8143519203948810", number],
    ["ID.8143519203948810", undefined],
  ]);
});

test("a message that names no sender, or has no id, is dropped and does not stop the others", async () => {
  const text = { timestamp: "1", type: "text", text: { body: "siapa" } };
  await server.tell({ messages: [{ ...text, id: "wamid.nobody" }, { ...text, from: "628111" }, 7, null] });

  await person.types("saya");

  expect(heardOf()).toEqual([{ kind: "text", text: "saya" }]);
});

test("a time in the future is not believed", async () => {
  const before = Date.now();
  const text = { type: "text", text: { body: "halo" } };
  await server.tell({ messages: [{ ...text, id: "wamid.a", from: "628111", timestamp: "99999999999" }] });

  expect(inbox.heard[0]?.at).toBeGreaterThanOrEqual(before);
  expect(inbox.heard[0]?.at).toBeLessThanOrEqual(Date.now());
});
