/**
 * The whole story as a real installation runs it: PostgreSQL, set up by command, one process for the web and one for
 * the bots. Only the network is scripted.
 */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseOn, onServer } from "../servers/database-snapshot.ts";
import { newDataDir, removeDataDir, setUp, startHouse, type RunningHouse } from "../servers/house.ts";
import { openStaffBrowser, withPhone, type StaffBrowser } from "../servers/officer.ts";
import { createTelegramServer, type Person, type TelegramServer } from "../servers/telegram/index.ts";

const SERVER = process.env.TEST_DATABASE_URL;
const STORY = "min mau lapor, anak SD di kos telanaipura jambi sering dibawa masuk kamar bapak kosnya";
const CODE = /^\d{4}(?: \d{4}){4}$/;

describe.skipIf(SERVER === undefined)("an installation on PostgreSQL with two processes", () => {
  const database = `lapor_story_${randomBytes(6).toString("hex")}`;
  const dataDir = newDataDir();
  const settings = () => ({ DATABASE_URL: databaseOn(SERVER as string, database) });
  let telegram: TelegramServer;
  let web: RunningHouse;
  let bots: RunningHouse;
  let office: StaffBrowser;
  let citizen: Person;

  beforeAll(async () => {
    await onServer(SERVER as string, (client) => client.query(`create database ${database}`));
    telegram = await createTelegramServer();
    const flags = [
      "--admin",
      "sri:Sri Admin",
      "--admin",
      "budi:Budi Admin",
      "--coordinator",
      "Koordinator Nasional",
    ];
    const officers = ["--officer", "rina:Rina Koordinator", "--officer", "tono:Tono Koordinator"];
    const made = await setUp([...flags, ...officers], dataDir, settings());
    const links = made.output.match(/http\S+\/undangan\/\S+/g) ?? [];
    const token = { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot };
    web = await startHouse(dataDir, { ...settings(), ...token, ROLE: "web" });
    bots = await startHouse(dataDir, { ...settings(), ...token, ROLE: "bots" });
    const accounts = [];
    for (const link of links) accounts.push(await openStaffBrowser(web.url).acceptInvitation(link));
    const rina = accounts.find(({ signIn }) => signIn === "rina");
    if (rina === undefined) throw new Error(`no link for rina: ${made.output}`);
    office = openStaffBrowser(web.url);
    await office.signIn(withPhone(rina));
    await office.visit("/petugas/kunci");
    const [handOver = ""] = /\/petugas\/kunci\/[0-9a-f-]{36}/.exec(office.here().text) ?? [];
    await office.send(handOver, { yakin: "1" });
  });

  afterAll(async () => {
    await Promise.all([web.stop(), bots.stop()]);
    await telegram.close();
    removeDataDir(dataDir);
    await onServer(SERVER as string, (client) => client.query(`drop database ${database} with (force)`));
  });

  test("what is told to one process is claimed, read and answered in the other, and the answer arrives", async () => {
    citizen = telegram.person();
    await citizen.types(STORY);
    await citizen.waitsFor("Terima kasih sudah bercerita");
    await citizen.types("itu saja");
    await citizen.waitsFor("Ini akan dibaca oleh:");
    await citizen.presses("Tidak ada / lewati");
    await citizen.waitsFor("Apakah aman kalau petugas membalas");
    await citizen.presses("Ya, aman");
    await citizen.waitsFor("Belum dikirim");
    await citizen.presses("Kirim");
    const code = await citizen.waitsFor(CODE);

    await office.visit("/petugas");
    const [path = ""] = /\/petugas\/kasus\/[0-9a-f-]{36}/.exec(office.here().text) ?? [];
    await office.visit(path);
    await office.send(`${path}/ambil`);
    const opened = office.reads();
    await office.send(`${path}/balas`, { teks: "Kami akan datang siang ini." });
    const answer = await citizen.waitsFor("Koordinator Nasional menulis");

    expect(code).toMatch(CODE);
    expect(opened).toContain(STORY);
    expect(answer).toContain("Kami akan datang siang ini.");
  });

  test("neither process prints a word of it", () => {
    const printed = web.output() + bots.output();

    expect(printed).not.toContain("telanaipura");
    expect(printed).not.toContain("datang siang ini");
    expect(printed).not.toContain(String(citizen.id));
  });
});
