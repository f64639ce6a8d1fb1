/** The pages of closed sites in a real browser: as wide as a phone, read by a screen reader, one errand to its end. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import type { AgencyId, AreaCode, SiteId } from "../../api/kernel.ts";
import { body, granted, type Enrolled } from "../directory/house.ts";
import { openStreet, type Street, type Visitor } from "../servers/browser.ts";
import { openWeb, type OpenWeb } from "../web/house.ts";
import { raiseAround } from "../web/risen.ts";
import { press, shows } from "./acts.ts";

const DISTRICT = "33.25.01" as AreaCode;

let web: OpenWeb;
let street: Street;
let url: string;
let social: AgencyId;
let officer: Enrolled;
beforeAll(async () => {
  web = await openWeb({
    publicUrl: "http://localhost",
    gazetteer: createGazetteer(await loadGazetteerRows()),
  });
  url = (await web.web.listen("127.0.0.1", 0)).replace("127.0.0.1", "localhost");
  street = await openStreet(url);
  social = granted(
    await web.directory.addAgency(web.people.admin, {
      ...body("social_office", "33.25" as AreaCode),
      name: "Dinas Sosial Batang",
    }),
  ).id;
  officer = await web.house.join(web.people.admin, social, "ratna");
  await web.approveAll();
});
afterAll(async () => {
  await street.close();
  await web.web.close();
});

async function visit(options: { javaScriptEnabled?: boolean }): Promise<Visitor> {
  const signedIn = await web.signIn(officer);
  const visitor = await street.visitor(options);
  const cookies = [...signedIn.cookies].map(([name, value]) => ({ name, value, url }));
  await visitor.page.context().addCookies(cookies);
  return visitor;
}

const focused = (page: Page) => page.locator(":focus").innerText();

test("an officer of social services enters a site, reads what changed, and says what outreach found", async () => {
  const visitor = await visit({});
  const { page, look } = visitor;
  await page.goto("/petugas/lokasi");
  await look("lokasi-kosong");
  await press(page, "Simpan lokasi");
  await shows(page, "isian yang perlu diperbaiki");
  await look("lokasi-salah");
  expect(await focused(page)).toContain("isian yang perlu diperbaiki");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("#lokasi-wilayah:focus").count()).toBe(1);
  await page.fill("#lokasi-wilayah", DISTRICT);
  await page.selectOption("#lokasi-jenis", "closed");
  await page.fill("#lokasi-tanggal", "2026-08-03");
  await page.selectOption("#lokasi-sumber", "decree");
  await page.fill("#lokasi-tempat", "Jalan Lama, dekat terminal");
  await press(page, "Simpan lokasi");
  await shows(page, "Lokasi sudah dicatat");
  await look("lokasi-baru");
  const site = new URL(page.url()).pathname.split("/").at(-1) as SiteId;
  await raiseAround(web, `site:${site}`, social, {
    district: DISTRICT,
    observed: 4,
    expected: 0.6,
    recurrenceInterval: 120,
    surge: true,
  });
  await page.reload();
  await shows(page, "ada 3–4 kejadian");
  await look("lokasi-naik");
  await page.fill("#pembanding-wilayah", DISTRICT);
  await press(page, "Tambah pembanding");
  await shows(page, "terlalu dekat dengan lokasi");
  await look("lokasi-pembanding-salah");
  await page.locator("summary").click();
  await press(page, "Tarik kembali catatan ini");
  await shows(page, "Belum dicentang");
  await look("lokasi-tarik-salah");
  await page.fill("#pembanding-wilayah", "33.25.12");
  await page.getByLabel("Kecamatan lokasi").check();
  await press(page, "Tambah pembanding");
  await shows(page, "Kecamatan pembanding sudah ditambahkan");
  await look("lokasi-pembanding");
  await page.getByRole("link", { name: "Langkah berikutnya" }).click();
  await page.getByRole("link", { name: "Buka tugas dan catat hasilnya" }).click();
  await shows(page, "bukan penggerebekan");
  await look("lokasi-tugas");
  await press(page, "Simpan hasil");
  await shows(page, "Belum dipilih");
  await look("lokasi-tugas-salah");
  await page.selectOption("[name=hasil]", "confirmed");
  await press(page, "Simpan hasil");
  await shows(page, "Hasil kunjungan tercatat");
  await look("lokasi-daftar");
  await page.getByRole("link", { name: "Lihat angka di halaman Lokasi" }).click();
  await shows(page, "sudah ada hasilnya");
  await look("lokasi-hasil");
  visitor.forgive(/422/);
  await visitor.leave();

  expect((await web.watch.outreach())[0]?.decided?.outcome).toBe("confirmed");
  expect(street.faults()).toEqual([]);
});

test("without a script the focus begins at what is wrong, and its links lead to the fields", async () => {
  const visitor = await visit({ javaScriptEnabled: false });
  const { page, look } = visitor;
  await page.goto("/petugas/lokasi");
  await page.fill("#lokasi-tempat", "Jalan Lama");
  await press(page, "Simpan lokasi");
  await shows(page, "isian yang perlu diperbaiki");
  const begins = await focused(page);
  await look("lokasi-salah-tanpa-skrip");

  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("#lokasi-jenis:focus").count()).toBe(1);
  const typed = await page.inputValue("#lokasi-tempat");
  visitor.forgive(/422/);
  await visitor.leave();

  expect(begins).toContain("Ada 4 isian");
  expect(typed).toBe("Jalan Lama");
  expect(street.faults()).toEqual([]);
});
