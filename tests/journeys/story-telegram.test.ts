/**
 * The whole story over Telegram, with the real server as a process of its own: neighbours in Jambi write, the officer
 * of the UPTD PPA reads and answers, and each answer goes exactly as far as its reporter allowed.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { newDataDir, removeDataDir, startHouse, type RunningHouse } from "../servers/house.ts";
import {
  openStaffBrowser,
  withPhone,
  type Person as Officer,
  type StaffBrowser,
} from "../servers/officer.ts";
import { createTelegramServer, type Person, type TelegramServer } from "../servers/telegram/index.ts";
import { openTerminal } from "../servers/terminal.ts";
import { LOOKING } from "../servers/waiting.ts";

const PUBLIC_URL = "https://lapor.example";
const CODE = /^\d{4}(?: \d{4}){4}$/;

const OPEN_TO_REPLY =
  "min mau lapor, anak SD di kos telanaipura jambi sering dibawa masuk kamar bapak kosnya";
const SILENT = "ada anak smp di pasar jambi kota jambi tiap malam dijemput om om, masih smpe skrg";
const BY_CODE_ONLY = "keponakan sy 12 thn di danau sipin jambi sering dipegang2 ayah tirinya, msh terus";
const STORIES = [OPEN_TO_REPLY, SILENT, BY_CODE_ONLY];

const dataDir = newDataDir();
const folderOf = new Map<string, string>();
let telegram: TelegramServer;
let house: RunningHouse;
let officer: Officer;
let office: StaffBrowser;
let reporters: Map<string, { person: Person; code: string }>;

beforeAll(async () => {
  // The demonstration is made only while no token is set; the second start finds its bodies and people.
  const demonstration = await startHouse(dataDir);
  officer = withPhone(demonstration.account("ppa-jambi"));
  await demonstration.stop();
  telegram = await createTelegramServer({ reach: (url) => url.replace(PUBLIC_URL, house.url) });
  house = await startHouse(dataDir, onTelegram());
  office = openStaffBrowser(house.url);
});

afterAll(async () => {
  await house.stop();
  await telegram.close();
  removeDataDir(dataDir);
});

const onTelegram = () => ({ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot });

/** Tells a story to the end: nobody is shut out, and `contact` is what is pressed when asked about replies. */
async function report(story: string, contact: string): Promise<{ person: Person; code: string }> {
  const person = telegram.person();
  await person.types(story);
  await person.waitsFor("Terima kasih sudah bercerita");
  await person.types("itu saja");
  await person.waitsFor("Ini akan dibaca oleh:");
  await person.presses("Tidak ada / lewati");
  await person.waitsFor("Apakah aman kalau petugas membalas");
  await person.presses(contact);
  await person.waitsFor("Belum dikirim");
  await person.presses("Kirim");
  const code = await person.waitsFor(CODE);
  await person.waitsFor("Salin kode itu");
  return { person, code };
}

const reporterOf = (story: string) => reporters.get(story) as { person: Person; code: string };
const caseOf = (story: string) => folderOf.get(story) as string;

test("neighbours tell it in everyday words, answer by buttons, and each gets a code of his own", async () => {
  const told = await Promise.all([
    report(OPEN_TO_REPLY, "Ya, aman"),
    report(SILENT, "Lewati"),
    report(BY_CODE_ONLY, "Jangan, saya cek pakai kode"),
  ]);

  reporters = new Map(told.map((one, index) => [STORIES[index] as string, one]));
  expect(new Set(told.map(({ code }) => code)).size).toBe(3);
});

test("the officer sees cards without a word of the reports, claims them, and reads them", async () => {
  await office.signIn(officer);
  const queue = office.reads();
  const cases = [...new Set(office.here().text.match(/\/petugas\/kasus\/[0-9a-f-]{36}/g))];

  for (const path of cases) {
    await office.visit(path);
    await office.send(`${path}/ambil`);
    const opened = office.reads();
    for (const story of STORIES) if (opened.includes(story)) folderOf.set(story, path);
  }

  expect(cases).toHaveLength(3);
  expect([...folderOf.keys()].toSorted()).toEqual(STORIES.toSorted());
  expect(queue).toContain("Telanaipura");
  expect(STORIES.filter((story) => queue.includes(story.slice(0, 30)))).toEqual([]);
});

test("an answer reaches the chat in full, as a word without content, or not at all: as its reporter chose", async () => {
  const unasked = reporterOf(BY_CODE_ONLY).person;
  const before = unasked.reads().length;

  const told: string[] = [];
  for (const [story, words] of [
    [BY_CODE_ONLY, "Kami akan datang lewat sekolah."],
    [SILENT, "Kami akan datang besok pagi."],
    [OPEN_TO_REPLY, "Kami akan datang siang ini."],
  ] as const) {
    const path = caseOf(story);
    await office.visit(`${path}/buka`);
    await office.send(`${path}/tindakan`, { tindakan: "called_partner", teks: "Menelepon puskesmas" });
    await office.send(`${path}/balas`, { teks: words });
    told.push(office.reads());
  }
  const full = await reporterOf(OPEN_TO_REPLY).person.waitsFor("UPTD PPA Kota Jambi menulis");
  const notice = await reporterOf(SILENT).person.waitsFor("Ada kabar");

  expect(told[0]).toContain("tidak dikirim ke HP pelapor");
  expect(told[1]).toContain("Pelapor hanya mendapat kabar singkat");
  expect(told[2]).toContain("Balasan tersimpan dan sedang dikirim ke chat pelapor");
  expect(full).toContain("Kami akan datang siang ini.");
  expect(notice).toBe("Halo. Ada kabar. Kirim kode Anda untuk membaca.");
  expect(unasked.reads()).toHaveLength(before);
});

test("the code opens the answer from a terminal, in whatever way it is typed", async () => {
  const { code } = reporterOf(BY_CODE_ONLY);
  const terminal = openTerminal(dataDir);
  await terminal.waitsFor(/Halo, terima kasih sudah menulis/);

  terminal.types(`ini kode saya ${code.replaceAll(" ", "-")}`);
  const state = await terminal.waitsFor(/sedang ditangani oleh [^.]+/);
  const answer = await terminal.waitsFor(/UPTD PPA Kota Jambi:\n[^\n]+/);

  expect(state).toBe("sedang ditangani oleh UPTD PPA Kota Jambi");
  expect(answer).toContain("Kami akan datang lewat sekolah.");
  expect(await terminal.ends()).toBe("ended");
});

test("the words beside the code reach the officer as a message, unread until the case is opened", async () => {
  const path = caseOf(BY_CODE_ONLY);
  const unread = (await office.visit("/petugas?keadaan=diambil")).text;
  await office.visit(`${path}/buka`);
  const opened = office.reads();
  const read = (await office.visit("/petugas?keadaan=diambil")).text;

  expect(unread).toContain("Pesan baru");
  expect(opened).toContain("ini kode saya");
  expect(read).not.toContain("Pesan baru");
});

test("what the reporter adds is seen by the officer, and opens a closed case again", async () => {
  const { person } = reporterOf(OPEN_TO_REPLY);
  const path = caseOf(OPEN_TO_REPLY);
  const showsIn = (filter: string, words: RegExp) =>
    expect.poll(async () => (await office.visit(`/petugas?keadaan=${filter}`)).text, LOOKING).toMatch(words);

  await person.types("tambahan min, kamarnya di lantai dua dekat tangga");
  await showsIn("diambil", /Pesan baru/);
  await office.visit(`${path}/buka`);
  const withMore = office.reads();
  await office.send(`${path}/tutup`, {
    hasil: "victim_safe",
    yakin: "1",
    teks: "Anak sudah di rumah neneknya",
  });
  const closed = office.reads();
  await showsIn("ditutup", new RegExp(path));
  await person.types("orangnya balik lagi min, anaknya takut");
  await showsIn("berjalan", new RegExp(path));
  await office.visit(`${path}/buka`);

  expect(withMore).toContain("kamarnya di lantai dua dekat tangga");
  expect(closed).toContain("Kasus sudah ditutup");
  expect(office.reads()).toContain("Kasus dibuka lagi");
  expect(office.reads()).toContain("orangnya balik lagi min, anaknya takut");
});

test("nothing printed or logged names a person, repeats their words, or holds a code", () => {
  const output = house.output();
  const codes = [...reporters.values()].map(({ code }) => code);
  const people = [...reporters.values()].flatMap(({ person }) => [
    ...Object.values(person.identity),
    person.id,
  ]);

  const told = [...STORIES, ...codes, telegram.token, ...people.map(String)].filter(
    (words) => words !== "id",
  );

  expect(told.filter((words) => output.includes(words))).toEqual([]);
});

test("by webhook behind https the same house hears and answers, and knows its cases", async () => {
  await house.stop();
  house = await startHouse(dataDir, {
    ...onTelegram(),
    TELEGRAM_MODE: "webhook",
    TELEGRAM_WEBHOOK_SECRET: "a-secret-of-the-test-0123456789",
    PUBLIC_URL,
  });
  office = openStaffBrowser(house.url);

  const { person } = await report(
    "anak SD di alam barajo jambi sering difoto orang, masih smpe skrg",
    "Ya, aman",
  );
  await office.signIn(officer);
  const cases = [...new Set(office.here().text.match(/\/petugas\/kasus\/[0-9a-f-]{36}/g))];
  const path = cases.find((one) => ![...folderOf.values()].includes(one)) as string;
  await office.visit(path);
  await office.send(`${path}/ambil`);
  await office.send(`${path}/balas`, { teks: "Kami sudah membaca laporan ini." });
  const full = await person.waitsFor("menulis:");

  expect(full).toContain("Kami sudah membaca laporan ini.");
  expect(cases).toHaveLength(4);
});
