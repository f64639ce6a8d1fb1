/** The pages of closed sites in a real browser: as wide as a phone, read by a screen reader, one errand to its end. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import type { AgencyId, AreaCode, SiteId } from "../../api/kernel.ts";
import { body, granted } from "../directory/house.ts";
import { openStreet, type Street } from "../servers/browser.ts";
import { openWeb, type OpenWeb } from "../web/house.ts";
import { raiseAround } from "../web/risen.ts";
import { press, shows } from "./acts.ts";

const DISTRICT = "33.25.01" as AreaCode;

let web: OpenWeb;
let street: Street;
let url: string;
let social: AgencyId;
beforeAll(async () => {
  web = await openWeb({
    publicUrl: "http://localhost",
    gazetteer: createGazetteer(await loadGazetteerRows()),
  });
  url = (await web.web.listen("127.0.0.1", 0)).replace("127.0.0.1", "localhost");
  street = await openStreet(url);
});
afterAll(async () => {
  await street.close();
  await web.web.close();
});

test("an officer of social services enters a site, reads what changed, and says what outreach found", async () => {
  social = granted(
    await web.directory.addAgency(web.people.admin, {
      ...body("social_office", "33.25" as AreaCode),
      name: "Dinas Sosial Batang",
    }),
  ).id;
  const officer = await web.house.join(web.people.admin, social, "ratna");
  await web.approveAll();
  const signedIn = await web.signIn(officer);
  const visitor = await street.visitor();
  const { page, look } = visitor;
  const cookies = [...signedIn.cookies].map(([name, value]) => ({ name, value, url }));
  await page.context().addCookies(cookies);

  await page.goto("/petugas/lokasi");
  await look("lokasi-kosong");
  await page.fill("#lokasi-wilayah", DISTRICT);
  await page.fill("#lokasi-tanggal", "2026-08-03");
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
  await page.fill("#pembanding-wilayah", "33.25.12");
  await page.getByLabel("Kecamatan lokasi").check();
  await press(page, "Tambah pembanding");
  await shows(page, "Kecamatan pembanding sudah ditambahkan");
  await look("lokasi-pembanding");
  await page.getByRole("link", { name: "Langkah berikutnya" }).click();
  await shows(page, "bukan penggerebekan");
  await look("lokasi-tugas");
  await page.selectOption("[name=hasil]", "confirmed");
  await press(page, "Simpan hasil");
  await shows(page, "Hasil kunjungan tercatat");
  await visitor.leave();

  expect((await web.watch.outreach())[0]?.decided?.outcome).toBe("confirmed");
  expect(street.faults()).toEqual([]);
});
