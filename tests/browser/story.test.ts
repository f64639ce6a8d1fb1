/**
 * The whole story in a real browser against the real server: a neighbour tells, an admin invites, an officer answers,
 * the neighbour reads and writes back. Every page on the way is looked at as `tests/servers/browser.ts` says.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStreet, type Street, type Visitor } from "../servers/browser.ts";
import { newDataDir, removeDataDir, startHouse, type RunningHouse } from "../servers/house.ts";
import { createPhone, type Phone } from "../servers/officer.ts";
import { CODE, giveCode, looksAgainFor, press, shows, signIn, tell, textOf } from "./acts.ts";

const STORY = "anak SD sering dipegang-pegang bapak kosnya di telanaipura jambi, masih terus";
const ELSEWHERE = "anak SD sering dipegang-pegang bapak kosnya di gubeng surabaya, masih terus";
const MORE = "tambahan, kamarnya di lantai dua dekat tangga";
const REPLY = "Terima kasih sudah bercerita. Kami datang besok pagi.";
const SECOND_REPLY = "Kami sudah di sana. Anaknya aman bersama neneknya.";
const ADMIN_PAGES = [
  ["ringkasan", "/admin"],
  ["instansi", "/admin/instansi"],
  ["petugas", "/admin/petugas"],
  ["persetujuan", "/admin/persetujuan"],
  ["kewenangan", "/admin/kewenangan"],
  ["piket", "/admin/piket"],
  ["nomor", "/admin/nomor"],
  ["cakupan", "/admin/cakupan"],
  ["statistik", "/admin/statistik"],
] as const;

const dataDir = newDataDir();
const phone: Phone = createPhone();
let house: RunningHouse;
let street: Street;
let admin: Visitor;
let rani: Visitor;
let passphrase: string;
let code: string;

beforeAll(async () => {
  house = await startHouse(dataDir);
  street = await openStreet(house.url);
});
afterAll(async () => {
  await street.close();
  await house.stop();
  removeDataDir(dataDir);
});

test("a citizen finds the chat, tells what happened by words and buttons, gets a code and leaves nothing behind", async () => {
  const citizen = await street.visitor();
  const { page, look } = citizen;
  await page.goto("/");
  await look("depan");
  await page.goto("/privasi");
  await look("privasi");
  await page.goto("/chat");
  await look("chat-kosong");
  await page.goto("/");

  await page.click("button.big");
  await shows(page, "Halo, terima kasih sudah menulis");
  await look("chat-mulai");
  code = await tell(page, STORY);
  await look("chat-kode");
  await page.click(".end button");
  await page.waitForURL(/selesai/);
  await look("chat-selesai");
  const remains = await citizen.remains();
  await page.goto("/chat");

  expect(code).toMatch(CODE);
  expect(await page.locator(".line").count()).toBe(0);
  expect(remains).toEqual({ stored: 0, databases: 0, lastingCookies: [] });
  await citizen.leave();
});

test("without JavaScript the same chat leads to a code by forms alone", async () => {
  const citizen = await street.visitor({ javaScriptEnabled: false });
  const { page } = citizen;
  await page.goto("/");

  await page.click("button.big");
  await shows(page, "Halo, terima kasih sudah menulis");
  const own = await tell(page, ELSEWHERE, looksAgainFor);
  await citizen.look("chat-tanpa-skrip");
  await page.click(".end button");
  await page.waitForURL(/selesai/);

  expect(own).toMatch(CODE);
  expect(own).not.toBe(code);
  await citizen.leave();
});

test("the quick exit leads elsewhere at once, and coming back shows no word", async () => {
  const citizen = await street.visitor({ elsewhere: ["www.google.com"] });
  const { page } = citizen;
  await page.goto("/chat");
  await page.fill("#teks", "halo");
  await page.click("#tulis > button");
  await shows(page, "Halo, terima kasih sudah menulis");

  await page.click(".exit");
  await page.waitForURL(/google/);
  await page.goto("/chat");

  expect(await page.locator(".line").count()).toBe(0);
  expect(await citizen.remains()).toEqual({ stored: 0, databases: 0, lastingCookies: [] });
  await citizen.leave();
});

test("an admin signs in, walks every page, invites a colleague, and can open no report", async () => {
  admin = await street.visitor();
  const { page, look } = admin;
  await page.goto("/masuk");
  await signIn(admin, { name: "admin", passphrase: house.account("admin").passphrase, phone: createPhone() });
  for (const [name, path] of ADMIN_PAGES) {
    await page.goto(path);
    await look(`admin-${name}`);
  }
  await page.goto("/admin/instansi");
  await page.click("text=UPTD PPA Kota Jambi");
  await look("admin-satu-instansi");
  const agency = new URL(page.url()).pathname.split("/").at(-1) as string;
  await page.goto(`/admin/piket/${agency}`);
  await look("admin-satu-piket");

  await page.goto(`/admin/petugas?instansi=${agency}`);
  await page.fill("[name=nama]", "Rani Wulandari");
  await page.fill("[name=nama_masuk]", "rani");
  await press(page, "Buat tautan undangan");
  await look("admin-tautan");
  const link = new URL((await page.locator(".link-shown").innerText()).trim()).pathname;
  await page.goto("/petugas");
  const refused = await textOf(page);
  admin.forgive(/status of 40[13]/);

  rani = await street.visitor();
  await rani.page.goto(link);
  await rani.look("undangan");
  await rani.page.click("main button");
  await rani.look("undangan-sandi");
  passphrase = await rani.page.locator(".secret").innerText();
  expect(refused).toContain("Belum bisa dilakukan");
  expect(passphrase.split(" ")).toHaveLength(6);
});

test("statistics hide small counts", async () => {
  await admin.page.goto("/admin/statistik");

  const cells = await admin.page.locator("td").allInnerTexts();

  expect(cells.length).toBeGreaterThan(0);
  expect(cells.filter((cell) => /^[1-4]$/.test(cell))).toEqual([]);
});

test("the invited officer is let in by her supervisor, sets up her code, waits for the key, and gets it", async () => {
  const { page, look } = rani;
  const colleague = await street.visitor();
  await colleague.page.goto("/masuk");
  const { passphrase: hers } = house.account("ppa-jambi");
  await signIn(colleague, { name: "ppa-jambi", passphrase: hers, phone: createPhone() });
  await colleague.page.goto("/petugas/kunci");
  await colleague.look("kunci-undangan");
  await press(colleague.page, "Setujui");
  await shows(colleague.page, "Sudah disetujui");

  await page.goto("/masuk");
  await page.fill("[name=nama]", "rani");
  await page.fill("[name=sandi]", passphrase);
  await page.click("main button");
  await look("pasang-kode");
  await giveCode(page, phone);
  await page.goto("/petugas/kunci");
  await look("kunci-menunggu");
  await colleague.page.goto("/petugas/kunci");
  await colleague.look("kunci-serahkan");

  await colleague.page.check("[name=yakin]");
  await press(colleague.page, "Serahkan kunci");
  await shows(colleague.page, "Kunci instansi sudah diserahkan.");
  await page.reload();

  expect(await textOf(page)).not.toContain("Anda belum memegang kunci instansi");
  await page.goto("/petugas/piket");
  await look("piket-saya");
  await colleague.leave();
});

test("the officer sees the card without words, claims, reads, notes what was done, and answers", async () => {
  const { page, look } = rani;
  await page.goto("/petugas");
  await look("antrean");
  const queue = await textOf(page);
  await page.click(".case h2 a");
  await look("kasus-kartu");
  const card = await textOf(page);

  await press(page, "Ambil kasus ini");
  await shows(page, "Kasus ini sekarang Anda tangani");
  await look("kasus-terbuka");
  await page.click("summary:has-text('Catat tindakan')");
  await page.selectOption("[name=tindakan]", "called_partner");
  await page.fill("#act-teks", "Menelepon puskesmas");
  await press(page, "Simpan tindakan");
  await shows(page, "Tindakan tercatat.");
  await page.fill("#balas-teks", REPLY);
  await press(page, "Kirim balasan");
  await shows(page, "Balasan tersimpan dan sedang dikirim ke chat pelapor.");
  await look("kasus-dibalas");

  expect(queue + card).not.toContain("bapak kosnya");
  expect(await textOf(page)).toContain(REPLY);
});

test("in another browser the code opens the answer, and what is written back reaches the officer by itself", async () => {
  const { page: queue } = rani;
  await queue.goto("/petugas?keadaan=diambil");
  const hadNews = await queue.getByText("Pesan baru").count();
  const citizen = await street.visitor();
  const { page, look } = citizen;
  await page.goto("/chat");

  await page.fill("#teks", code);
  await page.click("#tulis > button");
  await shows(page, REPLY);
  await look("chat-balasan");
  await page.fill("#teks", MORE);
  await page.click("#tulis > button");
  await shows(queue, "Pesan baru");

  expect(hadNews).toBe(0);
  expect(await page.locator("#percakapan").innerText()).not.toContain("bapak kosnya");
  await rani.look("antrean-pesan-baru");
  await citizen.leave();
});

test("a session that runs out does not lose the reply that was being typed", async () => {
  const { page, look } = rani;
  await page.click(".case h2 a");
  await page.click("text=Buka isi laporan");
  await page.fill("#balas-teks", SECOND_REPLY);
  // To the server a cookie it does not know any more and one it never knew are the same.
  const [session] = (await page.context().cookies()).filter(({ name }) => name === "la_session");
  await page.context().addCookies([{ ...(session as NonNullable<typeof session>), value: "A".repeat(86) }]);

  await press(page, "Kirim balasan");
  await shows(page, "tulisan Anda aman");
  await look("sesi-habis");
  rani.forgive(/status of 401/);
  await signIn(rani, { name: "rani", passphrase, phone });
  const kept = await page.inputValue("#balas-teks");
  await look("tulisan-kembali");
  await press(page, "Kirim balasan");
  await shows(page, "Balasan tersimpan dan sedang dikirim ke chat pelapor.");

  expect(kept).toBe(SECOND_REPLY);
  expect(await textOf(page)).toContain(MORE);
});

test("the case is closed with its outcome, and the officer signs out", async () => {
  const { page, look } = rani;
  await page.click("summary:has-text('Tutup kasus')");
  await page.check("[name=hasil][value=victim_safe]");
  await page.fill("#close-teks", "Anak aman bersama neneknya");
  await page.check("#close [name=yakin]");
  await page.click("#close button");
  await shows(page, "Kasus sudah ditutup.");
  await look("kasus-ditutup");
  await page.goto("/petugas?keadaan=ditutup");
  await look("antrean-ditutup");
  const closed = await textOf(page);
  await press(page, "Keluar");
  await shows(page, "Anda sudah keluar.");
  await page.goto("/tidak-ada");
  await look("tidak-ada");
  rani.forgive(/status of 404/);

  expect(closed).toContain("Ditutup");
  expect((await rani.remains()).lastingCookies).toEqual([]);
});

test("no page had a fault: readable by everybody, no error, nobody else asked, nothing to scroll sideways", async () => {
  for (const visitor of [admin, rani]) await visitor.leave();

  expect(street.faults()).toEqual([]);
});
