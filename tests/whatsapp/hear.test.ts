import { afterEach, beforeEach, expect, test } from "vitest";
import type { Heard } from "../../bots/channel.ts";
import { createCollectingInbox, type CollectingInbox } from "../contracts/collecting-inbox.ts";
import type { Contact } from "../servers/whatsapp/index.ts";
import { addressOf, openLinked } from "./bot.ts";

let inbox: CollectingInbox;
let opened: Awaited<ReturnType<typeof openLinked>>;
let contact: Contact;

beforeEach(async () => {
  inbox = createCollectingInbox();
  opened = await openLinked(inbox);
  contact = opened.peer.contact();
});
afterEach(() => opened.close());

/** Without the network's id of each text, which only taking back needs. */
const said = (heard: readonly Heard[]) =>
  heard.map((one) => (one.said.kind === "text" ? { ...one.said, mark: undefined } : one.said));
const text = (words: string) => ({ kind: "text", text: words });
/** What was heard before a last message that surely comes through. */
async function heardUntilLast(from: Contact = contact): Promise<readonly Heard[]> {
  await from.write("terakhir");
  let count = 1;
  for (;;) {
    const heard = await inbox.hasHeard(count);
    if (heard.some((one) => one.said.kind === "text" && one.said.text === "terakhir"))
      return heard.slice(0, -1);
    count = heard.length + 1;
  }
}

test("messages that waited while the bot was away are heard like any other", async () => {
  await contact.write("saat bot mati", { offline: true });

  expect(said(await inbox.hasHeard(1))).toEqual([text("saat bot mati")]);
});

test.each([
  ["the same bytes come again", { replayed: true }],
  ["it is sealed and sent a second time", { duplicate: true }],
])("a message is heard once when %s", async (_when, how) => {
  await contact.write("hanya sekali", how);

  expect(said(await heardUntilLast())).toEqual([text("hanya sekali")]);
});

test("a message that did not open at first is asked for again, and heard", async () => {
  await contact.write("rusak di jalan", { undecryptableFirst: true });

  expect(said(await inbox.hasHeard(1))).toEqual([text("rusak di jalan")]);
  expect(said(await heardUntilLast())).toHaveLength(1);
});

test("a person whose sessions are gone on our side is asked for the message again, and heard", async () => {
  await contact.write("sebelum");
  await inbox.hasHeard(1);
  await opened.kept.rows.eraseContacts((await allContacts()).flatMap((one) => one ?? []));

  await contact.write("sesudah");

  expect(said(await inbox.hasHeard(2))).toEqual([text("sebelum"), text("sesudah")]);
});
const allContacts = async () => (await opened.kept.rows.after(undefined)).map((row) => row.contact);

test("a message that the person deletes for everyone is named as taken back", async () => {
  const id = await contact.write("keliru, jangan dipakai");
  await contact.revoke(id);

  const [first, second] = await inbox.hasHeard(2);
  expect(first?.said).toEqual({ kind: "text", text: "keliru, jangan dipakai", mark: id });
  expect(second?.said).toEqual({ kind: "taken_back", mark: id });
});

test("a correction is heard as one", async () => {
  const id = await contact.write("di rumh");

  await contact.edit(id, "di rumah");

  expect(said(await inbox.hasHeard(2))[1]).toEqual({ ...text("di rumah"), edited: true });
});

test("words under a picture are heard, and the picture is refused without a byte of it", async () => {
  await contact.offer("image");

  expect(said(await inbox.hasHeard(2))).toEqual([text("Lihat"), { kind: "unreadable", what: "picture" }]);
  expect(opened.peer.mediaTouched()).toBe(0);
});

test("a place is heard", async () => {
  await contact.offer("location");

  expect(said(await inbox.hasHeard(1))).toEqual([{ kind: "place", latitude: -6.9, longitude: 109.73 }]);
});

test("a call is heard once, as something that we cannot hear", async () => {
  await contact.call();

  expect(said(await inbox.hasHeard(1))).toEqual([{ kind: "unreadable", what: "call" }]);
  expect(said(await heardUntilLast())).toHaveLength(1);
});

test("quoted words, forwarding and previews go no further", async () => {
  await contact.write("jawaban saya", {
    quoted: { id: "ID-YANG-DIKUTIP", text: "kata-yang-dikutip" },
    forwarded: true,
    preview: true,
  });

  const heard = await inbox.hasHeard(1);
  expect(said(heard)).toEqual([text("jawaban saya")]);
  expect(JSON.stringify(heard)).not.toMatch(/dikutip|pratinjau/i);
});

test("what is written in a group is not for us", async () => {
  await contact.write("di grup", { group: "120363041234567890@g.us" });

  expect(said(await heardUntilLast())).toEqual([]);
});

test("a number that turns into a LID, and back, stays one conversation", async () => {
  const flipping = opened.peer.contact({ addressing: "pn" });
  await flipping.write("dengan nomor");
  await inbox.hasHeard(1);

  flipping.flips("lid");
  await flipping.write("dengan LID");
  await inbox.hasHeard(2);
  flipping.flips("pn");
  await flipping.write("dengan nomor lagi");
  const heard = await inbox.hasHeard(3);

  expect(new Set(heard.map(({ address }) => address)).size).toBe(1);
});

test("an answer goes to the address that the person writes from now", async () => {
  const flipping = opened.peer.contact({ addressing: "pn" });
  await flipping.write("halo");
  const [heard] = await inbox.hasHeard(1);
  const message = { text: "Kami membaca.", choices: [], protect: true };

  await opened.bot.whatsapp.say(addressOf(heard), message);
  flipping.flips("lid");
  await flipping.write("halo lagi");
  await inbox.hasHeard(2);
  await opened.bot.whatsapp.say(addressOf(heard), message);

  const sentTo = opened.peer.sent
    .filter(
      ({ tag, attrs }) =>
        tag === "message" && attrs["to"]?.startsWith(flipping.phone.slice(0, 3)) !== undefined,
    )
    .map(({ attrs }) => attrs["to"]);
  expect(sentTo).toEqual([`${flipping.phone}@s.whatsapp.net`, `${flipping.lid}@lid`]);
});

test("nobody is told that we are there or that we have read", async () => {
  await contact.write("halo");
  const [heard] = await inbox.hasHeard(1);
  await opened.bot.whatsapp.say(addressOf(heard), { text: "Halo.", choices: [], protect: true });
  await contact.next();

  const { readReceipts, presences } = opened.peer.shown();
  expect(readReceipts).toEqual([]);
  expect(presences.filter((one) => one !== "unavailable")).toEqual([]);
});
