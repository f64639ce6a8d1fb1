/**
 * Pages that the whole story does not pass: what changed around a body and who decides, and the way of a place from
 * Dinas Sosial to Satpol PP. Looked at as `tests/servers/browser.ts` says.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_MANDATES } from "../../api/routing/index.ts";
import { granted } from "../directory/house.ts";
import { openStreet, type Street, type Visitor } from "../servers/browser.ts";
import { enrolBody } from "../web/bodies.ts";
import type { Browser } from "../web/browser.ts";
import { openWeb, type OpenWeb } from "../web/house.ts";

const SAID = "ruko kosong dekat terminal itu ramai tamu laki-laki tiap malam minggu, dewasa semua";

let web: OpenWeb;
let street: Street;
let url: string;
beforeAll(async () => {
  web = await openWeb({ publicUrl: "http://localhost" });
  url = (await web.web.listen("127.0.0.1", 0)).replace("127.0.0.1", "localhost");
  street = await openStreet(url);
});
afterAll(async () => {
  await street.close();
  await web.web.close();
});

/** A real browser that goes on where somebody has signed in. */
async function goOn(signedIn: Browser): Promise<Visitor> {
  const visitor = await street.visitor();
  await visitor.page
    .context()
    .addCookies([...signedIn.cookies].map(([name, value]) => ({ name, value, url })));
  return visitor;
}

test("what changed is read and decided on pages without a fault", async () => {
  const table = DEFAULT_MANDATES.map((line) =>
    line.category === "exit_support" ? { ...line, lead: "ngo" as const } : line,
  );
  const coordinator = await goOn(await web.signIn(web.people.officer));
  const officer = await goOn(await web.atWork());
  const admin = await goOn(await web.atAdmin());
  granted(await web.directory.proposeMandates(web.people.admin, table));

  for (const [visitor, name, path] of [
    [coordinator, "persetujuan-koordinator", "/petugas/persetujuan"],
    [coordinator, "perubahan-koordinator", "/petugas/perubahan"],
    [officer, "perubahan-petugas", "/petugas/perubahan"],
    [admin, "perubahan-admin", "/admin/perubahan"],
    [admin, "persetujuan-admin", "/admin/persetujuan"],
  ] as const) {
    await visitor.page.goto(path);
    await visitor.look(name);
  }

  expect(street.faults()).toEqual([]);
});

test("a place goes from the case to Satpol PP on pages without a fault", async () => {
  const social = await enrolBody(web, "social_office", "Dinas Sosial Batang");
  const order = await enrolBody(web, "satpol_pp", "Satpol PP Batang");
  const id = await web.file(
    {
      submission: {
        parts: [{ at: web.time.now, text: SAID }],
        answers: {},
        reason: "said_so",
        stillTelling: false,
      },
      route: {
        lead: social.agency,
        supports: [],
        chain: [web.people.coordinator],
        handOffs: [],
        leftOut: [],
        barred: ["satpol_pp"],
        coordinatorDecides: false,
      },
    },
    { category: "hidden_prostitution", child: "no", indicators: [], severity: "standard", evidence: [] },
  );
  const worker = await web.signIn(social.first);
  await worker.get(`/petugas/kasus/${id}`);
  await worker.send(`/petugas/kasus/${id}/ambil`);
  const { page, look } = await goOn(worker);
  const receiver = await goOn(await web.signIn(order.first));

  await page.goto(`/petugas/kasus/${id}/buka#keterangan-tempat`);
  await look("keterangan-verifikasi");
  await page.goto(`/petugas/kasus/${id}/buka`);
  await page.locator("#verifikasi summary").click();
  for (const point of ["anak", "paksaan", "diri"])
    await page.fill(`#verifikasi-${point}`, "bertemu semua penghuni");
  await page.click("#verifikasi button");
  await page.getByText("Hasil pemeriksaan lapangan tercatat").waitFor();
  await page.locator("#keterangan summary").click();
  await page.fill("#keterangan [name=tempat]", "Ruko blok C, terminal lama");
  await page.fill("#keterangan [name=waktu]", "Sabtu, pukul 21-24");
  await page.fill("#keterangan [name=teks]", "warga resah");
  await page.click("#keterangan button");
  await page.getByText("sudah disegel untuk Satpol PP").waitFor();
  await look("keterangan-terkirim");

  await receiver.page.goto("/petugas/tempat");
  await receiver.look("tempat-daftar");
  await receiver.page.locator("main table a").click();
  await receiver.look("tempat-belum-dibuka");
  await receiver.page.getByRole("button", { name: "Buka keterangan" }).click();
  await receiver.page.getByText("Ruko blok C, terminal lama").waitFor();
  await receiver.look("tempat-dibuka");

  expect(street.faults()).toEqual([]);
});
