import { expect, test } from "vitest";
import type { AreaCode } from "../../api/kernel.ts";
import type { Scope } from "../../api/sites/index.ts";
import { LOCALE_COOKIE } from "../../api/page/index.ts";
import { body, granted } from "../directory/house.ts";
import { readable } from "./browser.ts";
import { summaryOf, wrongIn } from "./faults.ts";
import { openWeb } from "./house.ts";
import { raiseAround } from "./risen.ts";

const PATH = "/petugas/lokasi";
const TYPED = {
  wilayah: "33.25.01",
  jenis: "raided",
  tanggal: "2026-10-01",
  sumber: "partner",
  tempat: "Jalan Lama, dekat terminal",
  catatan: "pagar hijau",
};

async function openForms() {
  const web = await openWeb();
  const agency = granted(
    await web.directory.addAgency(web.people.admin, body("social_office", "33.25" as AreaCode)),
  ).id;
  const officer = await web.house.join(web.people.admin, agency, "ratna");
  await web.approveAll();
  const browser = await web.signIn(officer);
  await browser.get(PATH);
  return { web, agency, browser };
}

async function openSite() {
  const { web, agency, browser } = await openForms();
  await browser.send(PATH, TYPED);
  return { web, agency, browser, path: browser.here().path };
}

test("an empty form names every wrong field, beside it and on top, and says what each should be", async () => {
  const { browser } = await openForms();

  const seen = await browser.send(PATH, {});

  expect(seen.status).toBe(422);
  expect(wrongIn(seen)).toEqual([
    { field: "wilayah", says: expect.stringContaining("Ketik nama kecamatannya") },
    { field: "jenis", says: expect.stringContaining("Pilih salah satu") },
    { field: "tanggal", says: expect.stringContaining("Isi tanggal, bulan, dan tahunnya") },
    { field: "sumber", says: expect.stringContaining("Pilih salah satu") },
    { field: "tempat", says: expect.stringContaining("Tulis dulu") },
  ]);
  expect(summaryOf(seen).map(({ line }) => line.split(":")[0])).toEqual([
    "Kecamatan",
    "Jenis",
    "Tanggal ditutup",
    "Dari mana diketahui",
    "Tempat persis",
  ]);
  expect(summaryOf(seen).every(({ leads }) => leads)).toBe(true);
  expect(readable(seen)).toContain("Ada 5 isian yang perlu diperbaiki");
});

test("the page with a refusal begins there: in its title, and with the focus, without a script", async () => {
  const { browser } = await openForms();

  const { text } = await browser.send(PATH, { ...TYPED, tempat: "" });

  expect(text).toMatch(/<title>Belum berhasil: Lokasi yang ditutup/);
  expect(text).toMatch(/<div class="flash flash-refused" role="alert" tabindex="-1" autofocus>/);
  expect(text.match(/ autofocus/g)).toHaveLength(1);
});

test.each([
  ["wilayah", "Entah di mana", "Nama ini tidak ada di daftar wilayah"],
  ["wilayah", "Kabupaten", "Ada beberapa wilayah bernama ini"],
  ["wilayah", "33.25", "Ini bukan kecamatan"],
  ["wilayah", "16.71.08", "di luar wilayah kerja Anda"],
  ["tanggal", "2031-01-01", "Tanggal ini belum tiba"],
  ["tempat", "x".repeat(301), "Paling banyak 300 huruf"],
  ["catatan", "x".repeat(4001), "Paling banyak 4000 huruf"],
  ["jenis", "burnt", "Pilih salah satu"],
])(
  "%s as %s: that field alone is wrong, and everything typed stands there still",
  async (field, typed, says) => {
    const { browser } = await openForms();
    const sent = { ...TYPED, [field]: typed };

    const seen = await browser.send(PATH, sent);

    expect(wrongIn(seen)).toEqual([{ field, says: expect.stringContaining(says) }]);
    for (const name of ["wilayah", "tanggal", "tempat", "catatan"] as const)
      expect(seen.text).toMatch(new RegExp(`name="${name}"[^>]*(?:value="|>\\n)${sent[name]}["<]`));
    expect(seen.text).toContain('<option value="partner" selected>');
  },
);

test("what was put right is saved, and nothing is marked any more", async () => {
  const { browser } = await openForms();
  await browser.send(PATH, { ...TYPED, tempat: "" });

  const saved = await browser.send(PATH, TYPED);

  expect(readable(saved)).toContain("Lokasi sudah dicatat");
  expect(saved.text).not.toContain("aria-invalid");
});

test.each([
  ["", "Ketik nama kecamatannya"],
  ["Entah di mana", "Nama ini tidak ada"],
  ["33.25", "Ini bukan kecamatan"],
  ["33.25.01", "Ini kecamatan lokasi itu sendiri"],
  ["16.71.08", "sudah terhubung"],
])("a road to '%s' is refused at its own field and at no other form of the page", async (wilayah, says) => {
  const { browser, path } = await openSite();
  await browser.send(`${path}/jalur`, { wilayah: "16.71.08" });

  const seen = await browser.send(`${path}/jalur`, { wilayah });

  expect(wrongIn(seen)).toEqual([{ field: "wilayah", says: expect.stringContaining(says) }]);
  expect(seen.text).toContain('id="jalur-wilayah-salah"');
  expect(summaryOf(seen)).toEqual([
    { line: expect.stringContaining("Terhubung dengan kecamatan: "), leads: true },
  ]);
});

test("a comparison without a district and without a side names both, the side as a group of choices", async () => {
  const { browser, path } = await openSite();

  const seen = await browser.send(`${path}/pembanding`, {});

  expect(wrongIn(seen).map(({ says }) => says)).toEqual([
    expect.stringContaining("Ketik nama kecamatannya"),
    expect.stringContaining("Pilih salah satu"),
  ]);
  expect(seen.text).toMatch(
    /<fieldset class="control" role="radiogroup" aria-describedby="pembanding-untuk-salah"/,
  );
  expect(summaryOf(seen).every(({ leads }) => leads)).toBe(true);
});

test("a side that was chosen stays chosen when the district is wrong", async () => {
  const { browser, path } = await openSite();

  const seen = await browser.send(`${path}/pembanding`, { wilayah: "33.25.01", untuk: "nearby" });

  expect(wrongIn(seen)).toEqual([{ field: "wilayah", says: expect.stringContaining("terlalu dekat") }]);
  expect(seen.text).toMatch(/value="nearby" checked/);
});

test("nothing is taken back before the box is ticked; the folded form stands open and says so", async () => {
  const { browser, path } = await openSite();

  const seen = await browser.send(`${path}/tarik`, {});

  expect(wrongIn(seen)).toEqual([{ field: "yakin", says: expect.stringContaining("Belum dicentang") }]);
  expect(seen.text).toMatch(/<details class="folded" open>[\s\S]*action="[^"]*\/tarik"/);
  expect(readable(await browser.get(path))).toContain("Diperhatikan sampai dua tahun");
});

test("an errand without a chosen outcome is told so at its own list, and keeps the outcome it has", async () => {
  const { web, agency, browser, path } = await openSite();
  const around = {
    district: "33.25.01" as AreaCode,
    observed: 9,
    expected: 1.2,
    recurrenceInterval: 333,
    surge: false,
  };
  const scope = `site:${path.split("/").at(-1)}` as Scope;
  const errand = await raiseAround(web, scope, agency, around);
  const other = await raiseAround(web, "province:33" as Scope, agency, around);
  await browser.get(PATH);
  await browser.send(`${PATH}/penjangkauan/${errand.id}`, { hasil: "confirmed" });

  const seen = await browser.send(`${PATH}/penjangkauan/${errand.id}`, { hasil: "" });

  expect(wrongIn(seen)).toEqual([{ field: "hasil", says: expect.stringContaining("Pilih salah satu") }]);
  expect(seen.text).toContain(`id="tugas-${errand.id}-hasil-salah"`);
  expect(seen.text).not.toContain(`id="tugas-${other.id}-hasil-salah"`);
  expect(seen.text).toMatch(/<details class="folded" open><summary>Perbaiki hasil/);
  expect((await web.watch.outreach()).find(({ id }) => id === errand.id)?.decided?.outcome).toBe("confirmed");
});

test("the refusal is said in English where English is read", async () => {
  const { browser } = await openForms();
  browser.cookies.set(LOCALE_COOKIE, "en");

  const seen = await browser.send(PATH, { ...TYPED, tanggal: "2031-01-01" });

  expect(wrongIn(seen)).toEqual([
    { field: "tanggal", says: "This day is still to come. Enter today or an earlier day." },
  ]);
});
