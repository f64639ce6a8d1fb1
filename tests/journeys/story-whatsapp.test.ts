/**
 * The whole story over WhatsApp, with the real server as a process of its own that is driven only through the peer's
 * socket: a neighbour writes from a LID, the server is killed and a session lost in between, an officer answers.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../api/store/index.ts";
import { dumpOf, found, foundInFiles, rowsOf } from "../privacy/dump.ts";
import { random } from "../servers/database.ts";
import { newDataDir, removeDataDir, startHouse, type RunningHouse } from "../servers/house.ts";
import { openStaffBrowser, withPhone, type Person as Officer } from "../servers/officer.ts";
import { LOOKING } from "../servers/waiting.ts";
import { linkHouse, startHouseOnWhatsApp } from "../servers/whatsapp-house.ts";
import { startWhatsAppPeer, type Contact, type WhatsAppPeer } from "../servers/whatsapp/index.ts";

const CODE = /^\d{4}(?: \d{4}){4}$/;
const STORY = "min mau lapor, anak SD di kos telanaipura jambi sering dibawa masuk kamar bapak kosnya";
/** Words that stand nowhere but in what is written. */
const SAID = ["pagarbambukuning", "kamarlantaiduabelakang", "tungguibunyapulang"];
const ANSWER = "kamidatangsiangini";

const dataDir = newDataDir();
const printed: string[] = [];
let peer: WhatsAppPeer;
let house: RunningHouse;
let officer: Officer;
let neighbour: Contact;
let code: string;
let path: string;

beforeAll(async () => {
  const demonstration = await startHouse(dataDir);
  officer = withPhone(demonstration.account("ppa-jambi"));
  await demonstration.stop();
  peer = await startWhatsAppPeer();
  house = await startHouseOnWhatsApp(dataDir, peer);
  await linkHouse(house, peer);
  await peer.sessions.online();
  neighbour = peer.contact({ name: "Sekarwangiasih Pranata" });
});

afterAll(async () => {
  await house.stop();
  await peer.stop();
  removeDataDir(dataDir);
});

/** The power goes, and comes back after a while. */
async function restart(meanwhile: () => Promise<void> = async () => {}): Promise<void> {
  await house.kill();
  printed.push(house.output());
  await peer.sessions.gone();
  await meanwhile();
  house = await startHouseOnWhatsApp(dataDir, peer);
}

test("a neighbour whom nobody knows tells it in pieces, over a restart and lost sessions, and gets a code", async () => {
  await neighbour.write(`${STORY}, ${SAID[0]}`);
  await neighbour.waitsFor("Terima kasih sudah bercerita");
  await restart(async () => {
    await neighbour.write(`lupa, ${SAID[1]}`);
    await neighbour.write("itu saja");
  });
  await neighbour.waitsFor("Ini akan dibaca oleh:");
  neighbour.loseSession();
  await neighbour.write("lewati", { undecryptableFirst: true });
  await neighbour.waitsFor("Apakah aman kalau petugas membalas");
  await neighbour.write("ya", { replayed: true });
  await neighbour.waitsFor("Belum dikirim");
  await neighbour.write("kirim");

  code = await neighbour.waitsFor(CODE);

  expect(neighbour.received.filter(({ text }) => CODE.test(text ?? ""))).toHaveLength(1);
});

test("the officer reads every piece in order, and the answer is opened on the neighbour's phone", async () => {
  const office = openStaffBrowser(house.url);
  await office.signIn(officer);
  [path = ""] = /\/petugas\/kasus\/[0-9a-f-]{36}/.exec(office.here().text) ?? [];
  await office.visit(path);
  await office.send(`${path}/ambil`);
  const read = office.reads();
  neighbour.loseSession();
  await office.send(`${path}/balas`, { teks: `Halo, ${ANSWER}` });

  const answer = await neighbour.waitsFor("menulis");

  expect(answer).toContain(ANSWER);
  expect(read).toContain(STORY);
  expect(read.indexOf(SAID[0] as string)).toBeLessThan(read.indexOf(SAID[1] as string));
});

test("what the neighbour adds after one more restart is read by the officer too", async () => {
  await restart();
  const office = openStaffBrowser(house.url);
  await office.signIn(officer);
  const shown = async () => (await office.visit("/petugas?keadaan=diambil")).text;

  await neighbour.write(`tadi lupa, ${SAID[2]}`);
  await expect.poll(shown, LOOKING).toMatch(/Pesan baru/);
  await office.visit(`${path}/buka`);

  expect(office.reads()).toContain(SAID[2]);
});

test("nobody was shown that somebody reads, or is there", () => {
  const { readReceipts, presences } = peer.shown();

  expect(readReceipts).toEqual([]);
  expect(presences.filter((presence) => presence !== "unavailable")).toEqual([]);
});

test("dump, files and log know no number, LID, name or word, and no private key was printed", async () => {
  await house.stop();
  const output = [...printed, house.output()].join("").toLowerCase();
  const store = await openStore({ dataDir, random });
  const dump = await dumpOf(store);
  await store.close();
  const { phone, lid, name } = neighbour;
  const secrets = [phone, lid, name, name.split(" ")[0] ?? "", peer.phone.number, peer.phone.lid];
  secrets.push(...SAID, ANSWER, code, code.replaceAll(" ", ""));

  expect(rowsOf(dump, "whatsapp_state").length).toBeGreaterThan(0);
  expect(found(dump, secrets)).toEqual([]);
  expect(foundInFiles(dataDir, secrets)).toEqual([]);
  expect(secrets.filter((secret) => output.includes(secret.toLowerCase()))).toEqual([]);
  expect(output).not.toMatch(/privkey|rootkey|closing session/);
});
