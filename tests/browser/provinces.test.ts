/** The pages of provinces in a real browser, after three years of reports: a rise, too few reports, nobody to show. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDistrictRows } from "../../api/area/districts.ts";
import { createDistrictMap, createGazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import { DAY, instant, type AgencyId, type AreaCode, type IncidentId } from "../../api/kernel.ts";
import { renewThreshold, runWatch } from "../../api/sites/index.ts";
import { body, granted, type Enrolled } from "../directory/house.ts";
import { openStreet, type Street, type Visitor } from "../servers/browser.ts";
import { lumpyHistory } from "../sites/lumpy.ts";
import { openWeb, type OpenWeb } from "../web/house.ts";
import { press, shows, textOf } from "./acts.ts";

const WEEK = 7 * DAY;
/** Two districts of different kab/kota, and as many reports more each week. */
const RISEN = [
  ["15.71.02", 4],
  ["15.06.01", 3],
] as const;

let web: OpenWeb;
let street: Street;
let url: string;
beforeAll(async () => {
  const rows = await loadDistrictRows();
  const districts = rows.centroids.map(({ code }) => code).filter((code) => /^1[567]\./.test(code));
  web = await openWeb(
    { publicUrl: "http://localhost", gazetteer: createGazetteer(await loadGazetteerRows()) },
    { districts, map: createDistrictMap(rows) },
  );
  url = (await web.web.listen("127.0.0.1", 0)).replace("127.0.0.1", "localhost");
  street = await openStreet(url);
});
afterAll(async () => {
  await street.close();
  await web.web.close();
});

/** Reports of three years; in the last five weeks two districts rise. Then the last weeks are looked at, one by one. */
async function liveThrough(monday: number, weeks: number): Promise<void> {
  const jambi = web.watching.districts.filter((code) => code.startsWith("15."));
  web.watched.push(...lumpyHistory(jambi, { monday, weeks: 156, pairs: 0.1, seed: 3 }));
  for (const [area, each] of RISEN)
    for (let at = 0; at < 5 * each; at++)
      web.watched.push({
        incident: `risen ${area} ${at}` as IncidentId,
        area: area as AreaCode,
        filedAt: instant(monday - (1 + (at % 5)) * WEEK + 3 * DAY),
        category: "hidden_prostitution",
      });
  for (let at = 0; at < 25; at++)
    web.watched.push({
      incident: `somewhere ${at}` as IncidentId,
      area: "15.71" as AreaCode,
      filedAt: instant(monday - (1 + at) * WEEK + 2 * DAY),
      category: "hidden_prostitution",
    });
  const now = web.time.now;
  for (let ago = weeks; ago >= 0; ago--) {
    web.time.now = instant(monday - ago * WEEK + DAY);
    const known = { ...web.watching.rows, reports: reportsBefore(web.time.now) };
    const parts = { ...web.watching, rows: known };
    if (ago === weeks) await renewThreshold(parts);
    await runWatch(parts);
  }
  web.time.now = now;
}

const reportsBefore =
  (now: number): OpenWeb["watch"]["reports"] =>
  async (since, province) =>
    (await web.watch.reports(since, province)).filter(({ filedAt }) => filedAt < now);

async function bodyOf(kind: "social_office" | "coordinator", area: string, name: string): Promise<Enrolled> {
  const id: AgencyId = granted(
    await web.directory.addAgency(web.people.admin, { ...body(kind, area as AreaCode), name }),
  ).id;
  const first = name.toLowerCase().replaceAll(" ", "-");
  const officer = await web.house.join(web.people.admin, id, first);
  const colleague = await web.house.join(web.people.admin, id, `${first}-2`);
  await web.approveAll();
  // With two who can open its key the body is at work, and errands reach it.
  const { privateKey } = officer;
  await web.directory.handOverKey(
    { officer: officer.officer.id, agency: id, privateKey },
    colleague.officer.id,
  );
  return officer;
}

async function visit(officer: Enrolled): Promise<Visitor> {
  const signedIn = await web.signIn(officer);
  const visitor = await street.visitor();
  const cookies = [...signedIn.cookies].map(([name, value]) => ({ name, value, url }));
  await visitor.page.context().addCookies(cookies);
  return visitor;
}

test("a provincial officer finds the rise, compares it within each kab/kota, and goes on to the errand", async () => {
  const { page, look, leave } = await visit(await bodyOf("social_office", "15", "Dinas Sosial Jambi"));
  await page.goto("/petugas/lokasi");
  await page.fill("#lokasi-wilayah", "15.71.01");
  await page.selectOption("#lokasi-jenis", "closed");
  await page.fill("#lokasi-tanggal", "2026-07-15");
  await page.selectOption("#lokasi-sumber", "decree");
  await page.fill("#lokasi-tempat", "Jalan Lama, dekat terminal");
  await press(page, "Simpan lokasi");
  await shows(page, "Lokasi sudah dicatat");
  await liveThrough(Date.parse("2026-11-16T00:00+07:00"), 12);

  await page.goto("/petugas/lokasi");
  await page.getByRole("link", { name: "Lihat perubahan laporan tiap provinsi" }).click();
  await shows(page, "Laporan naik");
  await look("provinsi-daftar");
  await page.getByRole("link", { name: "Jambi", exact: true }).click();
  await shows(page, "Provinsi Jambi");
  await look("provinsi-naik");
  const told = await textOf(page);
  await page.getByRole("link", { name: "Bandingkan sekarang" }).click();
  await shows(page, "Hasil ini tidak disimpan");
  await look("provinsi-dalam-kabkota");
  await page.locator("[name=hasil]").first().selectOption("confirmed");
  await page.getByRole("button", { name: "Simpan hasil" }).first().click();
  await shows(page, "Hasil kunjungan tercatat");
  await look("provinsi-tugas");
  await leave();

  expect(told).toContain("Kecamatan Jambi Selatan");
  expect(told).toContain("Ambang dari riwayat sendiri");
  expect(street.faults()).toEqual([]);
});

test("too few reports are called too few, and a body without a province is told who reads of it", async () => {
  const coordinator = await visit(await bodyOf("coordinator", "", "Koordinator Kedua"));
  await coordinator.page.goto("/petugas/lokasi/provinsi");
  await coordinator.page.getByRole("link", { name: "Sumatera Selatan", exact: true }).click();
  await shows(coordinator.page, "Belum cukup data");
  await coordinator.look("provinsi-belum-cukup");
  await coordinator.leave();

  const city = await visit(await bodyOf("social_office", "15.71", "Dinas Sosial Kota Jambi"));
  await city.page.goto("/petugas/lokasi/provinsi");
  await shows(city.page, "lebih kecil dari satu provinsi");
  await city.look("provinsi-kosong");
  await city.leave();

  expect(street.faults()).toEqual([]);
});
