import { expect, test } from "vitest";
import { after, HOUR, instant, NATION, type AgencyId } from "../../api/kernel.ts";
import type { Route } from "../../api/routing/index.ts";
import { body, granted } from "../directory/house.ts";
import { formsIn, readable } from "./browser.ts";
import { openWeb, STORY } from "./house.ts";

const routeTo = (lead: AgencyId, changes: Partial<Route> = {}): Route => ({
  lead,
  supports: [],
  chain: [],
  handOffs: [],
  leftOut: [],
  barred: [],
  coordinatorDecides: false,
  ...changes,
});

async function withCase() {
  const web = await openWeb();
  const id = await web.file();
  const browser = await web.atWork();
  const path = `/petugas/kasus/${id}`;
  const kinds = () => web.cases.kept(id).events.map(({ kind }) => kind);
  return { web, id, browser, path, kinds };
}

async function claimed() {
  const all = await withCase();
  await all.browser.get(all.path);
  await all.browser.send(`${all.path}/ambil`);
  return all;
}

test("queue and card show what it is, where and how long is left, and not one word of the report", async () => {
  const { web, browser, path } = await withCase();

  const queue = readable(await browser.get("/petugas"));
  const card = readable(await browser.get(path));

  for (const page of [queue, card]) {
    expect(page).toContain("Mendesak");
    expect(page).toContain("Kekerasan seksual terhadap anak");
    expect(page).toContain("Kecamatan Subah, Kabupaten Batang");
    expect(page).toMatch(/1 jam 5\d menit lagi/);
    expect(page).not.toContain("dipaksa");
    expect(page).not.toContain("pasar");
  }
  expect(web.log.entries).toEqual([]);
});

test("whoever opens a report of which the machine was unsure reads so, and only then", async () => {
  const web = await openWeb();
  const [doubtful, clear] = [await web.file({}, { unsure: true }), await web.file()];
  const browser = await web.atWork();
  const opened = async (id: string) => readable(await browser.get(`/petugas/kasus/${id}/buka`));

  const [warned, calm] = [await opened(doubtful), await opened(clear)];

  expect(warned).toContain("Mesin ragu soal jenis laporan ini.");
  expect(calm).not.toContain("Mesin ragu");
});

test("claiming is one click, and then nobody else can", async () => {
  const { web, browser, path } = await withCase();
  const other = await web.signIn(web.colleague);
  await browser.get(path);
  await other.get(path);

  await browser.send(`${path}/ambil`);
  const late = await other.send(`${path}/ambil`);

  expect(readable(browser.here())).toContain("Kasus ini sekarang Anda tangani");
  expect(late.status).toBe(409);
  expect(readable(late)).toContain("sudah diambil petugas lain");
});

test("opening shows the words as they were said, harmless as markup, and is logged", async () => {
  const { web, id, browser, path } = await withCase();

  const opened = await browser.get(`${path}/buka`);

  expect(readable(opened)).toContain(STORY);
  expect(opened.text).not.toContain("<b>cepat</b>");
  expect(readable(opened)).toContain("dekat pasar");
  expect(readable(opened)).toContain("Desa Jatisari");
  expect(readable(opened)).toContain("Anak yang diduga menjadi korban “anak” menyebut anak atau murid");
  expect(web.log.entries).toMatchObject([{ case: id, officer: web.officer.officer.id, act: "open" }]);
  expect(readable(opened)).toContain("sari, UPTD PPA Batang · membuka");
});

test("when the access log cannot be written, nothing is opened", async () => {
  const { web, browser, path } = await withCase();
  web.log.broken = true;

  const failed = await browser.get(`${path}/buka`);

  expect(failed.status).toBe(500);
  expect(failed.text).not.toContain("dipaksa");
});

test("action, note and reply are kept, and the officer reads what became of each", async () => {
  const { web, browser, path, kinds } = await claimed();

  await browser.send(`${path}/tindakan`, { tindakan: "called_partner", teks: "Sudah menelepon." });
  const acted = readable(browser.here());
  await browser.send(`${path}/catatan`, { teks: "Besok pagi ke sana." });
  await browser.send(`${path}/balas`, { teks: "Terima kasih sudah bercerita." });
  const replied = readable(browser.here());

  expect(acted).toContain("Tindakan tercatat.");
  expect(acted).toContain("Menghubungi mitra");
  expect(replied).toContain("Balasan tersimpan dan sedang dikirim ke chat pelapor.");
  expect(replied).toContain("Terima kasih sudah bercerita.");
  expect(kinds()).toEqual(expect.arrayContaining(["action", "note", "reply"]));
  expect(web.cases.outbox).toHaveLength(1);
});

test("before replying the officer reads whether and how the reporter can be reached", async () => {
  const { web, browser } = await claimed();
  const submission = (contact: object) =>
    ({ submission: { parts: [], answers: { contact }, reason: "said_so", stillTelling: false } }) as object;
  const byCode = await web.file(submission({ kind: "code" }));
  const byHours = await web.file(submission({ kind: "hours", from: 20, to: 22 }));
  const shown = async (id: string) => {
    await browser.get(`/petugas/kasus/${id}`);
    return readable(await browser.send(`/petugas/kasus/${id}/ambil`));
  };

  const silent = await shown(byCode);
  expect(silent).toContain("Pelapor belum mengizinkan balasan");
  expect(silent).not.toContain("Yang akan muncul di chat pelapor");
  expect(await shown(byHours)).toContain("Balasan berangkat 21 November 2026 pukul 20.00 WIB");
});

test("a body that is not enrolled is phoned: with a script, and what came of it is kept", async () => {
  const web = await openWeb();
  const clinic = granted(
    await web.directory.addAgency(web.people.admin, {
      ...body("health", "33.25.01" as never),
      name: "Puskesmas Subah",
    }),
  ).id;
  const route = routeTo(web.office, { supports: [{ agency: clinic, access: "card" }], handOffs: [clinic] });
  const id = await web.file({ route });
  const browser = await web.atWork();
  const path = `/petugas/kasus/${id}`;
  await browser.get(path);
  await browser.send(`${path}/ambil`);
  const script = readable(browser.here());

  await browser.send(`${path}/serah-terima`, {
    bicara: "Kepala puskesmas",
    terima: "ya",
    teks: "Siap menerima.",
  });

  expect(script).toContain("Telepon Puskesmas Subah");
  expect(script).toContain("0285-123");
  expect(script).toMatch(/Saya sari dari UPTD PPA Batang/);
  expect(readable(browser.here())).toContain("Hasil telepon tercatat.");
  expect(web.cases.kept(id).handOffs.get(clinic)?.doneAt).toBe(web.time.now);
});

test("another body can be asked for help, and its access revoked again", async () => {
  const { web, id, browser, path } = await claimed();
  const social = granted(
    await web.directory.addAgency(web.people.admin, {
      ...body("social_office", "33.25" as never),
      name: "Dinas Sosial Batang",
    }),
  ).id;
  const wati = await web.house.join(web.people.admin, social, "wati");
  const joko = await web.house.join(web.people.admin, social, "joko");
  await web.approveAll();
  const by = { officer: wati.officer.id, agency: social, privateKey: wati.privateKey };
  await web.directory.handOverKey(by, joko.officer.id);
  await browser.get(`${path}/buka`);

  await browser.send(`${path}/rujuk`, { instansi: social, akses: "full", teks: "Butuh pendampingan." });
  const helper = await web.signIn(wati);
  const read = readable(await helper.get(`${path}/buka`));
  await browser.send(`${path}/cabut`, { instansi: social, teks: "Sudah selesai.", yakin: "1" });
  await browser.send(`${path}/catatan`, { teks: "Hanya untuk kami." });
  const afterwards = readable(await helper.get(`${path}/buka`));

  expect(read).toContain("dipaksa");
  expect(afterwards).not.toContain("Hanya untuk kami");
  expect(web.cases.kept(id).shares.get(social)?.active).toBe(false);
});

test("a card-only body sees the card and learns why there is no more", async () => {
  const web = await openWeb();
  const health = granted(
    await web.directory.addAgency(web.people.admin, {
      ...body("health", "33.25" as never),
      name: "Dinas Kesehatan Batang",
    }),
  ).id;
  const nurse = await web.house.join(web.people.admin, health, "tuti");
  await web.approveAll();
  const route = routeTo(web.office, { supports: [{ agency: health, access: "card" }] });
  const id = await web.file({ route });
  const browser = await web.signIn(nurse);

  const card = await browser.get(`/petugas/kasus/${id}`);
  const opened = await browser.get(`/petugas/kasus/${id}/buka`);

  expect(readable(card)).toContain("kartu kasus ini saja");
  expect(opened.status).toBe(403);
  expect(opened.text).not.toContain("dipaksa");
});

test("closing needs an outcome, words and a sure hand, and says how it ended", async () => {
  const { web, id, browser, path } = await claimed();

  const unsure = await browser.send(`${path}/tutup`, { hasil: "victim_safe", teks: "Anak sudah aman." });
  await browser.send(`${path}/tutup`, { hasil: "victim_safe", teks: "Anak sudah aman.", yakin: "1" });

  expect(unsure.status).toBe(422);
  expect(web.cases.kept(id).card).toMatchObject({ state: "closed", outcome: "victim_safe" });
  expect(readable(browser.here())).toContain("Korban aman");
  expect(browser.here().text).not.toContain('action="/petugas/kasus/' + id + '/tutup"');
});

test("a closed case shows days and no time of day; opened again, only what is new has one", async () => {
  const { web, id, browser, path } = await claimed();
  await browser.send(`${path}/tutup`, { hasil: "victim_safe", teks: "Anak sudah aman.", yakin: "1" });
  const card = readable(await browser.get(path));
  const opened = readable(await browser.get(`${path}/buka`));
  const queue = readable(await browser.get("/petugas?keadaan=ditutup"));
  const [thread = "", accessLog = ""] = opened.split("Catatan akses");
  const written = instant(Date.parse("2026-11-23T02:15:00Z"));
  await web.cases.change(id, web.cases.kept(id).card.version, {
    set: {
      state: "waiting",
      closedAt: undefined,
      reporterWroteAt: written,
      claimDueAt: after(written, HOUR),
    },
    events: [{ kind: "reopened", at: written, actor: { kind: "reporter", case: id } }],
  });
  const again = readable(await browser.get(path));

  for (const page of [card, thread, queue]) {
    expect(page).toContain("21 November 2026");
    expect(page).not.toContain("pukul");
  }
  expect(accessLog).toContain("pukul");
  expect(again).toContain("Pelapor terakhir menulis 23 November 2026 pukul 09.15 WIB");
  expect(again).not.toContain("00.00");
});

test("releasing puts the case back, transferring hands it on", async () => {
  const { web, id, browser, path } = await claimed();
  await browser.send(`${path}/lepas`, { teks: "Saya sakit." });
  const released = web.cases.kept(id).card.state;
  const coordinator = await web.house.join(web.people.admin, web.people.coordinator, "kedua");
  const first = web.people.officer;
  const by = { officer: first.officer.id, agency: web.people.coordinator, privateKey: first.privateKey };
  await web.directory.handOverKey(by, coordinator.officer.id);

  await browser.send(`${path}/ambil`);
  await browser.send(`${path}/alih`, {
    instansi: web.people.coordinator,
    teks: "Bukan wilayah kami.",
    yakin: "1",
  });

  expect(released).toBe("waiting");
  expect(web.cases.kept(id).card).toMatchObject({ state: "waiting", holder: web.people.coordinator });
});

test("what another body handles does not exist here, nor does rubbish", async () => {
  const { web, browser } = await withCase();
  const route = routeTo(web.people.coordinator);
  const foreign = await web.file({
    route,
    area: { exact: NATION, district: NATION, words: "", zone: "Asia/Jakarta" },
  });

  const pages = [
    await browser.get(`/petugas/kasus/${foreign}`),
    await browser.get(`/petugas/kasus/${foreign}/buka`),
    await browser.get("/petugas/kasus/00000000-0000-4000-8000-000000000000"),
    await browser.get("/petugas/kasus/%27%20or%201=1"),
  ];

  expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect(new Set(pages.map((page) => readable(page))).size).toBe(1);
});

test("the filters part what runs from what is closed", async () => {
  const { browser, path } = await claimed();

  const waiting = readable(await browser.get("/petugas?keadaan=menunggu"));
  const taken = readable(await browser.get("/petugas?keadaan=diambil"));
  const closed = readable(await browser.get("/petugas?keadaan=ditutup"));
  const odd = await browser.get("/petugas?keadaan=constructor");

  expect(waiting).toContain("Tidak ada laporan yang menunggu diambil.");
  expect(taken).toContain("Anda yang menangani");
  expect(closed).toContain("Belum ada kasus yang ditutup.");
  expect(odd.status).toBe(200);
  expect(odd.text).toContain(path);
});

/** Two reports in words that have much in common; the first is open before the officer. */
async function alike() {
  const { web, browser } = await withCase();
  const parts = [{ at: web.time.now, text: "kakek di ujung gang melati memberi permen, pintunya dikunci" }];
  const submission = { parts, answers: {}, reason: "said_so", stillTelling: false } as const;
  const [id, twin] = [await web.file({ submission }), await web.file({ submission })];
  const path = `/petugas/kasus/${id}`;
  await browser.get(`${path}/buka`);
  return { web, browser, path, id, twin };
}

test("two reports of one event: compared, linked by one click, counted as one, and parted again", async () => {
  const { web, browser, path, id, twin } = await alike();

  const proposed = readable(browser.here());
  await browser.send(`${path}/satukan`, { kasus: twin });
  const linked = readable(browser.here());
  await browser.send(`${path}/pisahkan`);
  const parted = readable(browser.here());

  expect(proposed).toMatch(/Kejadian yang sama\?.*Mungkin sama.*sangat mirip/);
  expect(linked).toMatch(/dihitung sebagai satu kejadian.*Satu kejadian dengan/);
  expect(parted).toContain("dihitung sendiri lagi");
  expect(web.cases.kept(id).events.map(({ kind }) => kind)).toEqual(["filed", "linked", "unlinked"]);
});

test("a proposal that is something else is put aside for good", async () => {
  const { browser, path, twin } = await alike();

  await browser.send(`${path}/bukan-serupa`, { kasus: twin });

  expect(readable(browser.here())).toContain("dua kejadian berbeda");
  expect(readable(browser.here())).not.toContain("Mungkin sama");
});

test("the officer confirms what triage said by one click", async () => {
  const { web, browser, path, id } = await claimed();
  await browser.get(`${path}/buka`);

  await browser.send(`${path}/pemilahan`);

  expect(readable(browser.here())).toContain("Sudah diperiksa");
  expect(web.cases.kept(id).card).toMatchObject({ reviewed: true, category: "child_sexual_abuse" });
});

test("a correction changes card and history, a village is kept as its district, and what was typed survives a refusal", async () => {
  const { web, browser, path, id } = await claimed();
  await browser.get(`${path}/buka`);
  const [, correction] = formsIn(browser.here().text).filter(({ action }) => action.endsWith("/pemilahan"));
  const fields = { ...correction?.hidden, jenis: "other_violence", kegawatan: "standard", anak: "possible" };

  const nowhere = await browser.postRaw(`${path}/pemilahan`, {
    ...fields,
    wilayah: "di mana saja",
    teks: "Salah jenis",
  });
  const kept = readable(nowhere);
  await browser.postRaw(`${path}/pemilahan`, { ...fields, wilayah: "33.25.01.2001", teks: "Salah jenis" });

  expect(nowhere.status).toBe(422);
  expect(nowhere.text).toContain("Salah jenis");
  expect(kept).toContain("Perbaiki");
  expect(web.cases.kept(id).card).toMatchObject({
    category: "other_violence",
    severity: "standard",
    child: "possible",
    area: "33.25.01",
  });
  expect(readable(browser.here())).toMatch(/Pemilahan awal diperiksa.*→/);
});
