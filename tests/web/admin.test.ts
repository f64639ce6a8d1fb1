import { expect, test } from "vitest";
import { DAY } from "../../api/kernel.ts";
import { generateKeyPair } from "../../api/vault/index.ts";
import { wholeMonthsBefore } from "../../api/web/admin/statistics.ts";
import { granted } from "../directory/house.ts";
import { formsIn, readable } from "./browser.ts";
import { summaryOf, wrongIn } from "./faults.ts";
import { openWeb } from "./house.ts";

test("an admin reaches no report, by no address", async () => {
  const web = await openWeb();
  const id = await web.file();
  const admin = await web.atAdmin();

  const tried = [
    await admin.get("/petugas"),
    await admin.get(`/petugas/kasus/${id}`),
    await admin.get(`/petugas/kasus/${id}/buka`),
    await admin.get("/petugas/antrean"),
    await admin.get("/petugas/kabar"),
  ];

  expect(tried.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  expect(tried.map(({ text }) => text).join()).not.toContain("dipaksa");
  expect(web.log.entries).toEqual([]);
});

test("an officer does not administer", async () => {
  const web = await openWeb();
  const officer = await web.atWork();

  const tried = [
    await officer.get("/admin"),
    await officer.get("/admin/petugas"),
    await officer.get("/admin/nama-tempat"),
  ];

  expect(tried.map(({ status }) => status)).toEqual([403, 403, 403]);
});

test("a body is added with an area picked by name, and its officer invited by a link shown once", async () => {
  const web = await openWeb();
  const admin = await web.atAdmin();
  const suggested = readable(await admin.get("/wilayah?wilayah=palem"));
  await admin.get("/admin/instansi");

  await admin.send("/admin/instansi", {
    nama: "UPTD PPA Palembang",
    jenis: "protection_office",
    wilayah: "palembang",
    telepon: "0711-1",
  });
  const path = admin.here().path;
  await admin.get(`/admin/petugas?instansi=${path.split("/").at(-1)}`);
  await admin.send("/admin/petugas", {
    nama: "Rina",
    nama_masuk: "rina",
    peran: "officer",
    instansi: path.split("/").at(-1) ?? "",
  });
  const link = /https:\/\/lapor\.example(\/undangan\/[^<]+)</.exec(admin.here().text)?.[1] ?? "";
  const list = await admin.get("/admin/petugas");

  expect(suggested).toContain("Kota Palembang, Sumatera Selatan (16.71)");
  expect((await web.directory.agencies()).find(({ name }) => name === "UPTD PPA Palembang")?.area).toBe(
    "16.71",
  );
  expect(readable(await web.newBrowser().get(link))).toContain("Selamat datang, Rina");
  expect(list.text).not.toContain(link);
});

test("who has accepted an invitation into a body at work is shown to the other admin, who says yes", async () => {
  const web = await openWeb();
  const wanted = { signInName: "nina", name: "Nina Kartika", role: "officer" as const, agency: web.office };
  const { token } = granted(await web.directory.inviteOfficer(web.people.admin, wanted));
  const { officer } = granted(await web.directory.acceptInvitation(token));
  const admin = await web.atAdmin();
  const listed = readable(await admin.get("/admin/petugas"));
  const shown = readable(await admin.get("/admin/persetujuan"));
  const [waiting] = await web.directory.approvals();

  await admin.send(`/admin/persetujuan/${waiting?.id}/setuju`);

  expect(listed).toMatch(/nina Petugas UPTD PPA Batang Diundang\s*Menunggu persetujuan/);
  expect(shown).toMatch(/Undangan sudah diterima.*Nina Kartika/);
  expect((await web.directory.officer(officer.id))?.state).toBe("active");
});

test("an overview with a single admin says that nobody checks him", async () => {
  const web = await openWeb();
  const admin = await web.atAdmin();
  const before = readable(await admin.get("/admin"));

  for (const id of [web.people.admin, web.people.otherAdmin])
    granted(await web.directory.disableOfficer(web.admin.officer.id, id));
  const after = readable(await admin.get("/admin"));

  expect(before).not.toContain("Baru satu admin");
  expect(after).toContain("Baru satu admin yang aktif");
});

test("an area that cannot be understood keeps what was typed and says so", async () => {
  const web = await openWeb();
  const admin = await web.atAdmin();
  await admin.get("/admin/instansi");

  const refused = await admin.send("/admin/instansi", {
    nama: "Kantor X",
    jenis: "ngo",
    wilayah: "entah di mana",
  });

  expect(refused.status).toBe(422);
  expect(refused.text).toContain('value="Kantor X"');
  expect(refused.text).toContain('value="entah di mana"');
});

test("a number to call turns red after ninety days and fresh again when somebody has tried it", async () => {
  const web = await openWeb();
  const admin = await web.atAdmin();
  await admin.get("/admin/nomor");
  await admin.send("/admin/nomor", {
    nama: "SAPA 129",
    nomor: "129",
    jenis: "sapa",
    urutan: "1",
    keterangan: "24 jam",
    wilayah: "",
    korps: "",
  });
  web.passOn(91 * DAY);

  const later = await web.signIn(web.admin);
  const stale = readable(await later.get("/admin/nomor"));
  const overview = readable(await later.get("/admin"));
  const [number] = await web.directory.numbers();
  await later.get("/admin/nomor");
  await later.send(`/admin/nomor/${number?.id}/diperiksa`);

  expect(stale).toContain("1 nomor sudah lebih dari 90 hari tidak diperiksa");
  expect(overview).toContain("1/1 nomor belum diperiksa 90 hari");
  expect(readable(later.here())).not.toContain("lebih dari 90 hari tidak diperiksa");
  expect((await web.directory.numbers())[0]?.checkedAt).toBe(web.time.now);
});

test("a change of mandates waits for somebody else, and nobody approves his own", async () => {
  const web = await openWeb();
  const admin = await web.atAdmin();
  await admin.get("/admin/kewenangan?baris=0");
  const before = await web.directory.mandates();

  await admin.send("/admin/kewenangan", {
    kategori: "hidden_prostitution",
    anak: "no",
    wilayah: "Kota Palembang",
    utama: "social_office",
    "dukung-health": "card",
  });
  const proposed = admin.here();
  const [approval] = await web.directory.approvals();
  const own = await admin.postRaw(
    `/admin/persetujuan/${approval?.id}/setuju`,
    formsIn(proposed.text)[0]?.hidden ?? {},
  );
  const waiting = await web.directory.mandates();
  const other = await web.directory.approve(web.people.otherAdmin, approval?.id ?? "");

  expect(readable(proposed)).toContain("Anda sendiri yang mengusulkan");
  expect(proposed.text).not.toContain("/setuju");
  expect(own.status).toBe(409);
  expect(waiting).toEqual(before);
  expect(other.ok).toBe(true);
  expect((await web.directory.mandates())[0]).toEqual({
    category: "hidden_prostitution",
    child: ["no"],
    area: "16.71",
    lead: "social_office",
    supports: [{ kind: "health", access: "card" }],
  });
});

test("a week of duty is kept for one officer and leaves the others alone", async () => {
  const web = await openWeb();
  const admin = await web.atAdmin();
  const own = await web.atWork();
  await own.get("/petugas/piket");
  await own.send("/petugas/piket", { "hari-1": "08.00-16.00" });
  await admin.get(`/admin/piket/${web.office}`);

  await admin.send(`/admin/piket/${web.office}/${web.colleague.officer.id}`, { "hari-1": "22.00-06.00" });

  const hours = await web.directory.dutyOf(web.office);
  expect(hours.map(({ officer, weekday, from, to }) => [officer, weekday, from, to])).toEqual(
    expect.arrayContaining([
      [web.officer.officer.id, 1, 480, 960],
      [web.colleague.officer.id, 1, 1320, 1440],
      [web.colleague.officer.id, 2, 0, 360],
    ]),
  );
});

test("hours that cannot be read are refused at their day and stand in the form as typed", async () => {
  const web = await openWeb();
  const officer = await web.atWork();
  await officer.get("/petugas/piket");

  const refused = await officer.send("/petugas/piket", { "hari-3": "pagi sampai sore" });

  expect(refused.status).toBe(422);
  expect(refused.text).toContain('value="pagi sampai sore"');
  expect(wrongIn(refused)).toEqual([
    { field: "hari-3", says: expect.stringContaining("Tulis seperti 08.00-16.00") },
  ]);
  expect(summaryOf(refused)).toEqual([{ line: expect.stringContaining("Rabu: "), leads: true }]);
  expect(await web.directory.dutyOf(web.office)).toEqual([]);
});

test("an admin who mistypes one officer's hours is told at that officer's week", async () => {
  const web = await openWeb();
  const admin = await web.atAdmin();
  await admin.get(`/admin/piket/${web.office}`);
  const { id } = web.colleague.officer;

  const refused = await admin.send(`/admin/piket/${web.office}/${id}`, { "hari-7": "08.00" });

  expect(wrongIn(refused).map(({ field }) => field)).toEqual(["hari-7"]);
  expect(refused.text).toContain(`id="${id}-hari-7-salah"`);
});

test("what is no mail address is refused at its field", async () => {
  const web = await openWeb();
  const officer = await web.atWork();
  await officer.get("/petugas/piket");

  const refused = await officer.send("/petugas/piket/email", { email: "sari" });

  expect(wrongIn(refused)).toEqual([{ field: "email", says: expect.stringContaining("alamat email") }]);
  expect(await web.directory.contactsOf(web.officer.officer.id)).toEqual([]);
});

test("an officer links a mail address and a chat, and can take them back", async () => {
  const web = await openWeb({ telegramBot: () => "contoh_bot" });
  const officer = await web.atWork();
  await officer.get("/petugas/piket");

  await officer.send("/petugas/piket/email", { email: "sari@contoh.example" });
  const channels = (await web.directory.contactsOf(web.officer.officer.id)).map(({ channel }) => channel);
  const page = officer.here().text;
  await officer.send("/petugas/piket/telegram");
  const link = /https:\/\/t\.me\/[^"]*/.exec(officer.here().text)?.[0];
  const code = /class="secret">([^<]+)</.exec(officer.here().text)?.[1] ?? "";
  const whose = await web.directory.takeLinkCode(code);
  await officer.get("/petugas/piket");
  await officer.send("/petugas/piket/kontak/email/hapus");

  expect(channels).toEqual(["email"]);
  expect(page).not.toContain("contoh.example");
  expect(link).toBe(`https://t.me/contoh_bot?start=${code}`);
  expect(whose).toBe(web.officer.officer.id);
  expect(await web.directory.contactsOf(web.officer.officer.id)).toEqual([]);
});

test("a newcomer gets the body's key from a colleague, who must say that he knows the person", async () => {
  const web = await openWeb();
  const newcomer = await web.house.join(web.people.admin, web.office, "lestari");
  const officer = await web.atWork();
  await officer.get("/petugas/kunci");

  const unsure = await officer.send(`/petugas/kunci/${newcomer.officer.id}`);
  await officer.send(`/petugas/kunci/${newcomer.officer.id}`, { yakin: "1" });

  expect(unsure.status).toBe(422);
  expect((await web.directory.officer(newcomer.officer.id))?.holdsAgencyKey).toBe(true);
});

test("statistics speak of whole months before this one, and hide small counts", async () => {
  const web = await openWeb();
  const fact = {
    category: "hidden_prostitution",
    severity: "standard",
    child: "possible",
    relocation: false,
    state: "closed",
    overdue: false,
    minutesToClaim: 30,
    minutesToAction: 60,
    lead: web.office,
    area: "33.25",
    day: "2026-10-05",
  } as (typeof web.facts)[number];
  web.facts.push(
    ...Array.from({ length: 12 }, () => fact),
    { ...fact, category: "exit_support" },
    { ...fact, severity: "urgent" },
  );
  const admin = await web.atAdmin();

  const shown = readable(await admin.get("/admin/statistik"));

  expect(wholeMonthsBefore(web.time.now)).toEqual({ from: "2025-11-01", to: "2026-10-31" });
  expect(shown).toContain("1 November 2025 sampai 31 Oktober 2026");
  expect(shown).toContain("disembunyikan");
  expect(shown).not.toMatch(/Ingin keluar dan butuh pendampingan 1 /);
});

test("a body whose officers lost their passphrases is helped with the key from the safe", async () => {
  const web = await openWeb();
  const safe = await generateKeyPair();
  const officer = await web.atWork();
  await officer.get("/petugas/kunci");
  await officer.send("/petugas/kunci/salinan", { kunci: safe.publicKey });
  const newcomer = await web.house.join(web.people.admin, web.office, "lestari");
  const admin = await web.atAdmin();
  const path = `/admin/instansi/${web.office}`;
  await admin.get(path);

  const wrong = await admin.send(`${path}/pulihkan`, {
    petugas: newcomer.officer.id,
    kunci: "AGE-SECRET-KEY-1X",
  });
  await admin.send(`${path}/pulihkan`, { petugas: newcomer.officer.id, kunci: safe.privateKey });

  expect(wrong.status).toBe(422);
  expect(wrong.text).not.toContain("AGE-SECRET-KEY-1X");
  expect((await web.directory.officer(newcomer.officer.id))?.holdsAgencyKey).toBe(true);
  expect(admin.here().text).not.toContain(safe.privateKey);
});
