import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCollectingInbox, type CollectingInbox } from "../contracts/collecting-inbox.ts";
import { createFakeStateRows, type FakeStateRows } from "../fakes/whatsapp-state.ts";
import { freshlyKept, isOpen, makeBot, openLinked } from "./bot.ts";

let rows: FakeStateRows;
let inbox: CollectingInbox;
let opened: Awaited<ReturnType<typeof openLinked>>;

beforeEach(async () => {
  rows = createFakeStateRows();
  inbox = createCollectingInbox();
  opened = await openLinked(inbox, freshlyKept(rows));
});
afterEach(() => opened.close());

const texts = () => inbox.heard.map(({ said }) => (said.kind === "text" ? said.text : said.kind));

test("while the inbox is away, every message waits on the disk, and comes in order when it is back", async () => {
  const people = Array.from({ length: 5 }, () => opened.peer.contact());
  inbox.breakDown();
  for (let round = 1; round <= 4; round += 1)
    await Promise.all(people.map((person) => person.write(`${person.lid} menulis ${round}`)));
  await inbox.wasHanded(3);
  expect(inbox.heard).toEqual([]);

  inbox.recover();
  await inbox.hasHeard(20);

  for (const { lid } of people) {
    expect(texts().filter((text) => text.startsWith(lid))).toEqual(
      [1, 2, 3, 4].map((round) => `${lid} menulis ${round}`),
    );
  }
});

test("while the whole database is away, nothing is acknowledged, and everything comes when it is back", async () => {
  const people = Array.from({ length: 3 }, () => opened.peer.contact());
  await Promise.all(people.map((person) => person.write(`${person.lid} sebelum`)));
  await inbox.hasHeard(3);

  rows.failing = true;
  inbox.breakDown();
  await Promise.all(people.map((person) => person.write(`${person.lid} selama`)));
  await Promise.all(people.map((person) => person.write(`${person.lid} masih selama`)));
  rows.failing = false;
  inbox.recover();
  await inbox.hasHeard(9);

  for (const { lid } of people) {
    expect(texts().filter((text) => text.startsWith(lid))).toEqual([
      `${lid} sebelum`,
      `${lid} selama`,
      `${lid} masih selama`,
    ]);
  }
});

test("what was acknowledged and never reached the inbox is there for the process that comes after", async () => {
  const contact = opened.peer.contact();
  inbox.breakDown();
  await contact.write("hanya di cakram");
  await inbox.wasHanded(1);
  await opened.bot.whatsapp.stop();

  const later = createCollectingInbox();
  const next = makeBot(opened.peer, later, opened.kept);
  await next.whatsapp.start();

  const heard = await later.hasHeard(1);
  expect(heard[0]?.said).toMatchObject({ kind: "text", text: "hanya di cakram" });
  await next.whatsapp.stop();
});

test("a message that was opened but could not be kept counts as not opened, and comes again", async () => {
  const contact = opened.peer.contact();
  await contact.write("sebelum");
  await inbox.hasHeard(1);
  rows.failing = true;
  await contact.write("saat itu juga");
  await opened.bot.whatsapp.stop();
  rows.failing = false;

  await opened.bot.whatsapp.start();
  await opened.bot.until(isOpen);

  expect((await inbox.hasHeard(2))[1]?.said).toMatchObject({ kind: "text", text: "saat itu juga" });
});

test("a message whose key is used up although nobody heard it is asked for anew", async () => {
  const contact = opened.peer.contact();
  const id = await contact.write("hilang di antara");
  await inbox.hasHeard(1);
  await opened.bot.whatsapp.stop();
  const later = createCollectingInbox();
  const next = makeBot(opened.peer, later, opened.kept);
  await next.whatsapp.start();
  await next.until(isOpen);

  contact.repeats(id);
  const [heard] = await later.hasHeard(1);
  await next.whatsapp.stop();

  expect(heard?.said).toMatchObject({ kind: "text", text: "hilang di antara" });
});

test("the spool and the state say nothing to whoever finds them", async () => {
  const contact = opened.peer.contact();
  inbox.breakDown();
  await contact.write("kata-yang-rahasia");
  await inbox.wasHanded(1);

  const spool = readFileSync(`${opened.kept.folder}/whatsapp.spool`).toString("latin1");
  const state = [...rows.rows.values()].map((row) =>
    JSON.stringify({ ...row, sealed: Buffer.from(row.sealed).toString("latin1") }),
  );
  const all = spool + state.join();

  expect(spool.length).toBeGreaterThan(0);
  expect(
    [contact.phone, contact.lid, contact.name, "rahasia", opened.peer.phone.number].filter((one) =>
      all.includes(one),
    ),
  ).toEqual([]);
});
