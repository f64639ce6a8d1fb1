import { expect, test } from "vitest";
import { body, granted } from "../directory/house.ts";
import type { AgencyId, AgencyKind, AreaCode } from "../../api/kernel.ts";
import type { Scope } from "../../api/sites/index.ts";
import { LOCALE_COOKIE } from "../../api/page/index.ts";
import { readable } from "./browser.ts";
import { openWeb } from "./house.ts";
import { raiseAround } from "./risen.ts";

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
  expect(withdrawn).toContain("lokasinya tidak dilihat lagi");
  expect(restored).toMatch(
    /Keadaan Diperhatikan.*Dicatat oleh ratna.*Tempat persis dibuka oleh ratna.*Dikembalikan/,
  );
});

test("two sites of one district have names of their own, in the list and on their pages, that say nothing of the place", async () => {
  const { browser } = await openAs("social_office");
  await browser.get(PATH);
  const called = async () => /<h1>(Lokasi [A-Z][a-z]+ [A-Z][a-z]+ \d\d)<\/h1>/.exec(browser.here().text)?.[1];

  await browser.send(PATH, TYPED);
  const one = await called();
  await browser.get(PATH);
  await browser.send(PATH, TYPED);
  const other = await called();
  const list = readable(await browser.get(PATH));

  expect(one).toBeDefined();
  expect(other).not.toBe(one);
  expect(list).toContain(`${one} Kecamatan Subah`);
  expect(list).toContain(`${other} Kecamatan Subah`);
  expect(list).not.toContain("Jalan Lama");
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

async function openWithFinding(
  observed: number,
  { ownPast, site, alike }: Pick<Parameters<typeof raiseAround>[3], "ownPast" | "site" | "alike"> = {},
) {
  const { web, browser } = await openAs("social_office");
  await browser.get(PATH);
  await browser.send(PATH, TYPED);
  const { path } = browser.here();
  const scope = `site:${path.split("/").at(-1)}` as Scope;
  const agency = (await web.directory.agencies()).find(({ name }) => name === "Dinsos Batang")
    ?.id as AgencyId;
  const errand = await raiseAround(web, scope, agency, {
    district: "33.25.01" as AreaCode,
    observed,
    expected: 1.2,
    recurrenceInterval: 333.3,
    surge: false,
    ...(ownPast && { ownPast }),
    ...(site && { site }),
    ...(alike && { alike }),
  });
  return { web, browser, path, errand };
}

test("a site's page says what changed, how sure, how often by chance, and what it does not prove", async () => {
  const { browser, path } = await openWithFinding(9);

  const page = readable(await browser.get(path));

  expect(page).toContain("Ini perubahan laporan, bukan bukti kegiatan.");
  expect(page).toContain(
    "Dalam 4 minggu terakhir ada 9 kejadian yang dilaporkan di Kecamatan Subah, sedikitnya 7 kali jumlah yang biasa; " +
      "kalau hanya karena kebetulan, kenaikan seperti ini muncul paling banyak satu kali dalam 208 minggu.",
  );
  expect(page).toContain("menjadi 2,6 kali (kemungkinan besar antara 1,4 dan 4,9 kali; rentang 90%)");
  expect(page).toContain("bisa jadi orang hanya lebih banyak melapor");
  expect(page).toMatch(
    /Langkah berikutnya: kunjungan penjangkauan\. Hasilnya belum ada.*Tugas penjangkauan Tugas dibuat .* Belum ada hasil Tugas ini untuk kenaikan yang tertulis di atas\. Dipegang Dinsos Batang Buka tugas/,
  );
  expect(page).toContain("20% kejadian tidak menyebut kecamatan");
  expect(page).toContain("Ambang bawaan, karena riwayat laporan di provinsi ini belum cukup");
  expect(browser.here().text).toMatch(/<svg[^>]*role="img" aria-label="Peta titik/);
});

test("a threshold from the own past says how far back it looked, and how often a mark comes for nothing", async () => {
  const calm = await openWithFinding(9, { ownPast: { replayed: 416, alarmsPerYear: 0 } });
  const usual = await openWithFinding(9, { ownPast: { replayed: 416, alarmsPerYear: 1.003 } });
  const lumpy = await openWithFinding(9, { ownPast: { replayed: 416, alarmsPerYear: 2.51 } });

  const [never, once, often] = await Promise.all(
    [calm, usual, lumpy].map(async ({ browser, path }) => readable(await browser.get(path))),
  );

  expect(never).toMatch(/Ambang dari riwayat sendiri.*416 minggu seluruhnya\), tanda tidak pernah muncul/);
  expect(once).toContain("muncul kira-kira 1 kali setahun");
  expect(once).not.toContain("masih terlalu sering");
  expect(often).toMatch(/muncul kira-kira 2,5 kali setahun.*masih terlalu sering/);
});

test.each([3, 4])(
  "%i events are told as 3–4, and no other number on the page gives them away",
  async (observed) => {
    const { browser, path } = await openWithFinding(observed);

    const page = readable(await browser.get(path));

    expect(page).toContain("ada 3–4 kejadian yang dilaporkan di Kecamatan Subah, sedikitnya 2 kali");
    expect(page).toMatch(/Kecamatan lokasi 40 < 5/);
  },
);

test("changes at the site and around it are told as ranges, in one sentence that says what they do not prove", async () => {
  const { browser, path } = await openWithFinding(9);

  const page = readable(await browser.get(path));

  expect(page).toMatch(
    /Dibandingkan dengan perkiraan itu, setelah penutupan laporan di kecamatan lokasi lebih sedikit \d+ sampai \d+ kejadian; di sekitarnya lebih banyak \d+ sampai \d+ kejadian; keduanya digabung [^.]+\. Ini rentang perkiraan \(90%\) tentang laporan, dan tidak membuktikan bahwa ada yang berpindah\./,
  );
  expect(page).toMatch(
    /bukan ukuran berapa yang berpindah: laporan di sekitar naik sebesar \d+% sampai \d+% dari/,
  );
});

test.each([
  ["the site did not fall", { before: 40, after: 30 }, "laporan di sana belum jelas turun"],
  ["too few were reported before", { before: 4, after: 0 }, "kurang dari 5, jadi angkanya hanya kebetulan"],
])("the quotient is left out, with the reason, when %s", async (_, site, reason) => {
  const { browser, path } = await openWithFinding(9, { site });

  const page = readable(await browser.get(path));

  expect(page).toContain(reason);
  expect(page).not.toContain("Sebagai gambaran saja");
});

test("a count below five at the site changes no word of the page, whichever it is", async () => {
  const told = new Set<string>();
  for (const after of [1, 2, 3, 4]) {
    const { browser, path } = await openWithFinding(9, { site: { before: 40, after } });
    told.add(/Perubahan laporan di sekitar.*Lingkar 2/.exec(readable(await browser.get(path)))?.[0] ?? "");
  }

  expect(told.size).toBe(1);
  expect([...told][0]).toContain("40 < 5");
});

test("districts to compare with are chosen and taken off again, the history says who did, and others are refused", async () => {
  const { browser } = await openAs("social_office");
  await browser.get(PATH);
  await browser.send(PATH, TYPED);
  const { path } = browser.here();

  const added = readable(await browser.send(`${path}/pembanding`, { wilayah: "33.25.08", untuk: "site" }));
  const refused = await Promise.all(
    ["33.25.08", "33.25.01", "16.71.08", "33.25"].map((wilayah) =>
      browser.send(`${path}/pembanding`, { wilayah, untuk: "nearby" }),
    ),
  );
  await browser.get(path);
  const removed = readable(
    await browser.send(`${path}/pembanding/hapus`, { wilayah: "33.25.08", untuk: "site" }),
  );

  expect(added).toMatch(
    /Kecamatan pembanding sudah ditambahkan.*Setara dengan kecamatan lokasi Kecamatan Tersono/,
  );
  expect(added).toMatch(
    /Riwayat.*Kecamatan Tersono, Kabupaten Batang, Jawa Tengah dipilih sebagai pembanding untuk kecamatan lokasi oleh ratna \(Dinsos Batang\)/,
  );
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
  expect(refused.map(readable)).toEqual([
    expect.stringContaining("sudah menjadi pembanding"),
    expect.stringContaining("terlalu dekat dengan lokasi"),
    expect.stringContaining("di provinsi lain"),
    expect.stringContaining("Ini bukan kecamatan"),
  ]);
  expect(removed).toMatch(/Setara dengan kecamatan lokasi Belum ada/);
  expect(removed).toMatch(/Riwayat.*Kecamatan Tersono.*dihapus dari pembanding untuk kecamatan lokasi/);
});

async function toldBeside(alike: NonNullable<Parameters<typeof openWithFinding>[1]>, site?: string[]) {
  const { browser, path } = await openWithFinding(9, alike);
  for (const wilayah of site ?? ["33.25.08"])
    await browser.send(`${path}/pembanding`, { wilayah, untuk: "site" });
  await browser.send(`${path}/pembanding`, { wilayah: "33.25.09", untuk: "nearby" });
  return readable(await browser.get(path));
}
const ALIKE = { site: { before: 38, after: 36 }, nearby: { before: 22, after: 21 } };

test("beside districts held to be alike the page tells a range in fives, or why it tells none", async () => {
  const none = await toldBeside({ alike: ALIKE }, []);
  const waiting = await toldBeside({});
  const unlike = await toldBeside({ alike: { ...ALIKE, site: { before: 7, after: 9 } } });
  const told = await toldBeside({ alike: ALIKE });

  expect(none).toContain("kecamatan pembanding untuk lokasi dan untuk sekitarnya belum dipilih");
  expect(waiting).toContain("(WDD) dihitung pada hari Senin berikutnya");
  expect(unlike).toContain("banyaknya laporan di kecamatan pembanding ternyata jauh berbeda");
  expect(told).toMatch(
    /Sebagai gambaran saja: dibandingkan dengan kecamatan yang dinilai setara, laporan .* lebih (sedikit|banyak),? (sampai )?\d*[05] .*WDD, rentang 95%/,
  );
});

test("the page is the same, whichever count between two steps of five the districts to compare with have", async () => {
  const told = new Set<string>();
  for (const after of [35, 36, 37, 38, 39])
    told.add(
      /Perubahan laporan di sekitar.*Lingkar 2/.exec(
        await toldBeside({ alike: { ...ALIKE, site: { before: 38, after } } }),
      )?.[0] ?? "",
    );

  expect(told.size).toBe(1);
});

test("a site that was not looked at yet says so", async () => {
  const { browser } = await openAs("social_office");
  await browser.get(PATH);

  const page = readable(await browser.send(PATH, TYPED));

  expect(page).toContain("sekitarnya dilihat tiap hari Senin");
});

test("an errand is a visit, never a raid; its outcome is kept and can be put right, and admins see how often it was right", async () => {
  const { web, browser, errand } = await openWithFinding(9);

  const asked = readable(await browser.get(PATH));
  await browser.send(`${PATH}/penjangkauan/${errand.id}`, { hasil: "not_found" });
  const told = readable(await browser.send(`${PATH}/penjangkauan/${errand.id}`, { hasil: "confirmed" }));
  const counted = readable(await (await web.atAdmin()).get("/admin/statistik"));

  expect(asked).toMatch(/Kunjungan penjangkauan, bukan penggerebekan.*Kecamatan Subah.*Belum ada hasil/);
  expect(told).toMatch(/Kecamatan Subah.*Ada tanda kegiatan di sana.*Hasil dari ratna/);
  expect(counted).toMatch(
    /Ketepatan tanda perpindahan.*Ada tanda kegiatan di sana 1 .*100% \(antara 21% dan 100%/,
  );
});

test("the site's page tells the outcome of its errand to those whose errand it is, with the way to it", async () => {
  const { browser, path, errand } = await openWithFinding(9);
  const task = `${PATH}/penjangkauan/${errand.id}`;
  await browser.get(PATH);
  await browser.send(task, { hasil: "not_found" });

  const page = await browser.get(path);
  const list = (await browser.get(PATH)).text;

  expect(readable(page)).toContain("Kunjungan penjangkauan untuk kenaikan ini sudah ada hasilnya");
  expect(readable(page)).toMatch(/Tidak tampak tanda kegiatan .*Hasil dari ratna \(Dinsos Batang\)/);
  const way = /href="\/petugas\/lokasi#(tugas-[0-9a-f-]+)"/.exec(page.text)?.[1];
  expect(list).toContain(`<li id="${way}">`);
});

test("other social services of the area learn whether there is an outcome and whom to ask, not which outcome", async () => {
  const { web, browser, path, errand } = await openWithFinding(9);
  const { directory, people, house } = web;
  const province = granted(
    await directory.addAgency(people.admin, {
      ...body("social_office", "33" as AreaCode),
      name: "Dinsos Jateng",
    }),
  ).id;
  const enrolled = await house.join(people.admin, province, "budi");
  await web.approveAll();
  const beside = await web.signIn(enrolled);

  const before = readable(await beside.get(path));
  await browser.get(PATH);
  await browser.send(`${PATH}/penjangkauan/${errand.id}`, { hasil: "confirmed" });
  const after = readable(await beside.get(path));

  expect(before).toMatch(/Belum ada hasil.*Dipegang Dinsos Batang Tugas ini bukan untuk instansi Anda/);
  expect(after).toMatch(/Sudah ada hasil.*Dipegang Dinsos Batang.*Tanyakan hasilnya/);
  expect(after).not.toContain("Ada tanda kegiatan");
  expect(beside.here().text).not.toContain("#tugas-");
});
