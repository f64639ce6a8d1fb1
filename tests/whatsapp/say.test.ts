import { afterEach, beforeEach, expect, test } from "vitest";
import type { Address, Message } from "../../bots/channel.ts";
import { createCollectingInbox, type CollectingInbox } from "../contracts/collecting-inbox.ts";
import type { Contact } from "../servers/whatsapp/index.ts";
import { LOOKING } from "../servers/waiting.ts";
import { addressOf, isOpen, openLinked } from "./bot.ts";

let inbox: CollectingInbox;
let opened: Awaited<ReturnType<typeof openLinked>>;
let contact: Contact;

beforeEach(async () => {
  inbox = createCollectingInbox();
  opened = await openLinked(inbox);
  contact = opened.peer.contact();
});
afterEach(() => opened.close());

const message = (text: string): Message => ({ text, choices: [], protect: true });
const say = (address: Address, text: string) => opened.bot.whatsapp.say(address, message(text));
async function hello(): Promise<Address> {
  await contact.write("halo");
  const [heard] = await inbox.hasHeard(1);
  return addressOf(heard);
}
const rowsOfContacts = async () =>
  (await opened.kept.rows.after(undefined)).filter(({ contact: of }) => of !== undefined);

test("a message disappears when the chat's messages do, and stays when they no longer do", async () => {
  const address = await hello();
  await contact.setTimer(86_400);
  await contact.write("hilang sehari lagi");
  await inbox.hasHeard(2);
  await say(address, "ikut hilang");
  await contact.setTimer(0);
  await contact.write("tetap");
  await inbox.hasHeard(3);
  await say(address, "ikut tetap");

  const [first, second] = [await contact.next(), await contact.next()];
  expect([first.expiration, second.expiration ?? 0]).toEqual([86_400, 0]);
});

test("to a person to whom WhatsApp does not let us write, nothing is tried again", async () => {
  const address = await hello();
  contact.blockReplies463();

  expect(await say(address, "Halo.")).toEqual({ kind: "gone", code: "463" });
});

test("a phone that cannot open an answer asks for it, and gets it", async () => {
  const address = await hello();
  await say(address, "satu");
  await contact.next();

  contact.loseSession();
  const delivery = await say(address, "dua");

  expect(delivery.kind).toBe("delivered");
  expect((await contact.next()).text).toBe("dua");
});

test("without a connection a message waits", async () => {
  const address = await hello();
  opened.peer.sessions.closeDoor();
  opened.peer.sessions.drop(428);
  await opened.bot.until((status) => !isOpen(status));

  expect(await say(address, "Halo.")).toMatchObject({ kind: "later", code: "not_connected" });
});

test("once a phone has a message, we do not keep it", async () => {
  const address = await hello();
  const before = (await rowsOfContacts()).length;

  await say(address, "sekali baca");
  await contact.next();

  await expect.poll(async () => (await rowsOfContacts()).length, LOOKING).toBeLessThanOrEqual(before + 1);
});

test("hapus takes our messages back and leaves nothing of the contact in the state", async () => {
  const address = await hello();
  const said = await say(address, "Kami membaca.");
  await contact.next();

  await opened.bot.whatsapp.erase?.(address, said.kind === "delivered" && said.trace ? [said.trace] : []);

  expect(contact.reads()).toEqual([]);
  expect(await rowsOfContacts()).toEqual([]);
});

test("hapus forgets the contact also while WhatsApp cannot be reached", async () => {
  const address = await hello();
  opened.peer.sessions.closeDoor();
  opened.peer.sessions.drop(428);
  await opened.bot.until((status) => !isOpen(status));

  await opened.bot.whatsapp.erase?.(address, ["3EB0AA"]);

  expect(await rowsOfContacts()).toEqual([]);
});
