import { describe, expect, test } from "vitest";
import { body, granted } from "../directory/house.ts";
import type { AgencyKind, AreaCode, LocalDay } from "../../api/kernel.ts";
import type { Finding, Scope } from "../../api/sites/index.ts";
import { LOCALE_COOKIE } from "../../api/page/index.ts";
import { readable } from "./browser.ts";
import { openWeb } from "./house.ts";
import { raiseAround } from "./risen.ts";

const LIST = "/petugas/lokasi/provinsi";
const PAGE = `${LIST}/33`;
const SCOPE: Scope = "province:33" as Scope;

async function openAs(kind: AgencyKind, area = "33") {
  const web = await openWeb();
  const agency = granted(
    await web.directory.addAgency(web.people.admin, {
      ...body(kind, area as AreaCode),
      name: "Dinsos Jateng",
    }),
  ).id;
  const enrolled = await web.house.join(web.people.admin, agency, "ratna");
  await web.approveAll();
  return { web, agency, browser: await web.signIn(enrolled) };
}

const RISEN = {
  district: "33.25.01" as AreaCode,
  observed: 9,
  expected: 1.2,
  recurrenceInterval: 333.3,
  surge: true,
};

async function openRisen(changes: Partial<Parameters<typeof raiseAround>[3]> = {}) {
  const opened = await openAs("social_office");
  const errand = await raiseAround(opened.web, SCOPE, opened.agency, { ...RISEN, ...changes });
  return { ...opened, errand };
}

const look = (changes: Partial<Finding>): Finding => ({
  verdict: "quiet",
  weeks: 52,
  incidents: 240,
  shareUnknown: 0,
  threshold: 208,
  cluster: undefined,
  surge: false,
  effect: undefined,
  ...changes,
});
const week = (day: string) => day as LocalDay;

describe("a province's page", () => {
  test("says what changed, where, how often by chance, what it does not prove, and what to do next", async () => {
    const { browser } = await openRisen();

    const page = readable(await browser.get(PAGE));

    expect(page).toContain("Provinsi Jawa Tengah");
    expect(page).toContain("Ini perubahan laporan, bukan bukti kegiatan.");
    expect(page).toContain(
      "Dalam 4 minggu terakhir ada 9 kejadian yang dilaporkan di Kecamatan Subah (Kabupaten Batang), sedikitnya 7 kali " +
        "jumlah yang biasa; kalau hanya karena kebetulan, kenaikan seperti ini muncul paling banyak satu kali dalam 208 minggu.",
    );
    expect(page).toContain("Laporan tentang hal lain juga naik di sana");
    expect(page).toContain("Langkah berikutnya: kunjungan penjangkauan. Lihat tugasnya.");
    expect(page).toContain(
      "Dalam 57 minggu yang dilihat, 60 kejadian (20%) hanya diketahui sampai kabupaten/kota",
    );
    expect(page).toContain("Ambang bawaan");
    expect(page).toMatch(/Kunjungan penjangkauan, bukan penggerebekan.*Kecamatan Subah.*Belum ada hasil/);
    expect(browser.here().text).toMatch(/<circle class="marked"/);
  });

  test("names weaker rises in sentences of their own, and draws them", async () => {
    const other = {
      districts: ["33.25.02" as AreaCode],
      weeks: 2,
      observed: 6,
      expected: 0.9,
      recurrenceInterval: 250,
    };
    const { browser } = await openRisen({ others: [other] });

    const page = readable(await browser.get(PAGE));

    expect(page).toMatch(
      /Laporan juga naik di tempat lain.*Dalam 2 minggu terakhir ada 6 kejadian.*sedikitnya 6 kali/,
    );
    expect(browser.here().text).toMatch(/<circle class="also-marked"/);
  });

  test("hides counts below five, and no other number gives them away", async () => {
    const other = {
      districts: ["33.25.02" as AreaCode],
      weeks: 2,
      observed: 4,
      expected: 0.9,
      recurrenceInterval: 250,
    };
    const { browser } = await openRisen({ observed: 3, others: [other], shareUnknown: 0.012 });

    const page = readable(await browser.get(PAGE));

    expect(page).toMatch(/ada 3–4 kejadian yang dilaporkan di Kecamatan Subah.*sedikitnya 2 kali/);
    expect(page).toMatch(/ada 3–4 kejadian yang dilaporkan di 33.25.02.*sedikitnya 3 kali/);
    expect(page).toContain("kurang dari 5 kejadian hanya diketahui sampai kabupaten/kota");
    expect(page).not.toContain("1%");
  });

  test("says how many are known to the kab/kota only without the share that would give a few events away", async () => {
    const { web, browser } = await openAs("social_office");
    const finding = look({ verdict: "not_enough", weeks: 3, incidents: 2, shareUnknown: 10 / 12 });
    await web.watch.keep({ scope: SCOPE, week: week("2026-11-09"), finding }, [], []);

    const page = readable(await browser.get(PAGE));

    expect(page).toContain("baru 3 minggu dan < 5 kejadian");
    expect(page).toContain("10 kejadian hanya diketahui sampai kabupaten/kota");
    expect(page).not.toContain("83%");
    expect(page).toContain("Langkah berikutnya: saat membalas laporan");
    expect(page).not.toContain("Bandingkan sekarang");
  });

  test("says so where no event names a district", async () => {
    const { web, browser } = await openAs("social_office");
    const finding = look({ verdict: "not_enough", incidents: 0, shareUnknown: 1 });
    await web.watch.keep({ scope: SCOPE, week: week("2026-11-09"), finding }, [], []);

    const page = readable(await browser.get(PAGE));

    expect(page).toContain("semua kejadian hanya diketahui sampai kabupaten/kota atau provinsi");
  });

  test("is calm about a quiet week, and lists the weeks before it with their rises", async () => {
    const { web, browser } = await openRisen();
    await web.watch.keep({ scope: SCOPE, week: week("2026-11-16"), finding: look({}) }, [], []);

    const page = readable(await browser.get(PAGE));

    expect(page).toContain("tetapi itu bukan bukti bahwa tidak ada yang berpindah");
    expect(page).toContain("belum ada yang perlu dikerjakan");
    expect(page).toMatch(
      /16 November 2026 Belum tampak kenaikan .*9 November 2026 Laporan naik Kecamatan Subah/,
    );
  });

  test("says where a decided errand can be read when a rise goes on", async () => {
    const { browser, errand } = await openRisen();
    await browser.get("/petugas/lokasi");
    await browser.send(`/petugas/lokasi/penjangkauan/${errand.id}`, { hasil: "not_found" });

    const page = readable(await browser.get(PAGE));

    expect(page).toContain("tidak ada tugas terbuka untuk instansi Anda");
    expect(page).toContain("Tidak ada tugas penjangkauan yang terbuka untuk instansi Anda");
  });

  test("before the first look says when it comes, and offers nothing to compare", async () => {
    const { browser } = await openAs("social_office");

    const list = readable(await browser.get(LIST));
    const page = readable(await browser.get(PAGE));

    expect(list).toContain("Belum pernah dilihat");
    expect(page).toContain("dilihat pertama kali pada hari Senin berikutnya");
    expect(page).toContain("Belum ada minggu yang dilihat");
    expect(page).not.toContain("Bandingkan sekarang");
  });

  test("compares within each kab/kota when it is asked to, and says that nothing of it is kept", async () => {
    const { browser } = await openRisen();

    const offered = readable(await browser.get(PAGE));
    const asked = readable(await browser.get(`${PAGE}?bandingkan=kabkota`));

    expect(offered).toContain("Bandingkan sekarang");
    // The house of this test has no reports: too few for a verdict, and the page says that.
    expect(asked).toMatch(/Belum cukup data.*Hasil ini tidak disimpan dan tidak membuat tugas baru/);
    expect(asked).not.toContain("Bandingkan sekarang");
  });
});

describe("the list of provinces", () => {
  test("leads to each province of the own area, a rise first, and stands one step from the sites", async () => {
    const { web, agency, browser } = await openAs("coordinator", "");
    await raiseAround(web, SCOPE, agency, RISEN);

    const sites = (await browser.get("/petugas/lokasi")).text;
    const list = readable(await browser.get(LIST));

    expect(sites).toContain(`href="${LIST}"`);
    expect(sites).toContain(`href="${PAGE}"`);
    expect(list).toMatch(/Jawa Tengah Laporan naik 9 November 2026/);
    expect(browser.here().text).toContain(`href="${PAGE}"`);
  });

  test("says who reads of the province where the own area is smaller, and keeps its page shut", async () => {
    const { browser } = await openAs("social_office", "33.25");

    const list = readable(await browser.get(LIST));
    const page = await browser.get(PAGE);

    expect(list).toContain("Wilayah kerja instansi Anda lebih kecil dari satu provinsi");
    expect(page.status).toBe(404);
  });

  test.each(["police", "satpol_pp", "protection_office"] as const)("is closed to %s", async (kind) => {
    const { browser } = await openAs(kind);

    const answers = [await browser.get(LIST), await browser.get(PAGE)];

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });
});

test("a province's page says the same in English", async () => {
  const { browser } = await openRisen();
  browser.cookies.set(LOCALE_COOKIE, "en");

  const page = readable(await browser.get(PAGE));

  expect(page).toMatch(/Province of Jawa Tengah.*not evidence of activity.*Compare now.*Earlier weeks/);
});
