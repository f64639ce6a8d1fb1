import { expect, test } from "vitest";
import { body, granted } from "../directory/house.ts";
import type { AgencyKind, AreaCode } from "../../api/kernel.ts";
import { LOCALE_COOKIE } from "../../api/page/index.ts";
import { readable } from "./browser.ts";
import { openWeb } from "./house.ts";

const PATH = "/petugas/lokasi";
const TYPED = {
  wilayah: "Kecamatan Subah, Kabupaten Batang, Jawa Tengah (33.25.01)",
  jenis: "closed",
  tanggal: "2026-10-01",
  sumber: "decree",
  tempat: "Jalan Lama, dekat terminal",
  catatan: "pagar hijau",
};

async function openAs(kind: AgencyKind) {
  const web = await openWeb();
  const { directory } = web;
  const agency = granted(
    await directory.addAgency(web.people.admin, {
      ...body(kind, "33.25" as AreaCode),
      name: "Dinsos Batang",
    }),
  ).id;
  const enrolled = await web.house.join(web.people.admin, agency, "ratna");
  await web.approveAll();
  return { web, browser: await web.signIn(enrolled) };
}

test("a site is entered, its place opened, taken back and brought back, and the page tells who did what", async () => {
  const { browser } = await openAs("social_office");
  await browser.get(PATH);

  const entered = readable(await browser.send(PATH, TYPED));
  const path = browser.here().path;
  const opened = readable(await browser.send(`${path}/buka`));
  await browser.get(path);
  const withdrawn = readable(await browser.send(`${path}/tarik`, { yakin: "1" }));
  const restored = readable(await browser.send(`${path}/kembalikan`));

  expect(entered).toMatch(/Lokasi sudah dicatat.*Kecamatan Subah.*Ditutup.*1 Oktober 2026/);
  expect(entered).not.toContain("Jalan Lama");
  expect(opened).toMatch(/Jalan Lama, dekat terminal.*pagar hijau/);
  expect(withdrawn).toMatch(/Keadaan Ditarik kembali/);
  expect(restored).toMatch(
    /Keadaan Diperhatikan.*Dicatat oleh ratna.*Tempat persis dibuka oleh ratna.*Dikembalikan/,
  );
});

test("what was typed stands in the form again when something was refused", async () => {
  const { browser } = await openAs("social_office");
  await browser.get(PATH);

  const again = await browser.send(PATH, { ...TYPED, tanggal: "2031-01-01" });

  expect(again.status).toBe(422);
  expect(again.text).toContain("Jalan Lama, dekat terminal");
});

test("a road to another district is added on the site's page and removed in the list", async () => {
  const { browser } = await openAs("social_office");
  await browser.get(PATH);
  await browser.send(PATH, TYPED);
  const { path } = browser.here();

  const added = readable(await browser.send(`${path}/jalur`, { wilayah: "16.71.08" }));
  await browser.get(PATH);
  const action = /lokasi\/jalur\/[0-9a-f-]{36}\/hapus/.exec(browser.here().text)?.[0] ?? "";
  const removed = readable(await browser.send(`/petugas/${action}`));

  expect(added).toMatch(/Jalur sudah ditambahkan.*Kecamatan Sukarami/);
  expect(removed).toMatch(/Kecamatan Subah.*Kecamatan Sukarami.*Dihapus oleh ratna/);
});

test.each(["police", "satpol_pp", "protection_office"] as const)(
  "%s is neither shown the way nor let in",
  async (kind) => {
    const { browser } = await openAs(kind);

    const home = (await browser.get("/petugas")).text;
    const answer = await browser.get(PATH);

    expect(home).not.toContain(PATH);
    expect(answer.status).toBe(403);
  },
);

test("every page of sites says the same in English, and a mistyped address is not found", async () => {
  const { browser } = await openAs("social_office");
  browser.cookies.set(LOCALE_COOKIE, "en");
  await browser.get(PATH);
  await browser.send(PATH, TYPED);

  expect(readable(browser.here())).toMatch(/Closed on 1 October 2026.*On one road.*History/);
  expect((await browser.get(`${PATH}/nowhere`)).status).toBe(404);
});
