/** The way of a place to Satpol PP on the pages of both bodies. */
import { expect, test } from "vitest";
import type { AgencyId } from "../../api/kernel.ts";
import { enrolBody } from "./bodies.ts";
import { formsIn, readable } from "./browser.ts";
import { openWeb } from "./house.ts";

const SAID = "ruko kosong dekat terminal itu ramai tamu laki-laki tiap malam minggu, dewasa semua";

async function openBodies() {
  const web = await openWeb();
  const social = await enrolBody(web, "social_office", "Dinas Sosial Batang");
  const order = await enrolBody(web, "satpol_pp", "Satpol PP Batang");
  const id = await fileFor(social.agency);
  const worker = await web.signIn(social.first);
  await worker.get(`/petugas/kasus/${id}`);
  await worker.send(`/petugas/kasus/${id}/ambil`);
  return { web, id, worker, guardOfOrder: await web.signIn(order.first) };

  function fileFor(lead: AgencyId) {
    const told = {
      category: "hidden_prostitution",
      child: "no",
      indicators: [],
      severity: "standard",
    } as const;
    return web.file(
      {
        submission: {
          parts: [{ at: web.time.now, text: SAID }],
          answers: {},
          reason: "said_so",
          stillTelling: false,
        },
        route: {
          lead,
          supports: [],
          chain: [web.people.coordinator],
          handOffs: [],
          leftOut: [],
          barred: ["satpol_pp"],
          coordinatorDecides: false,
        },
      },
      { ...told, indicators: [], evidence: [] },
    );
  }
}

test("a place is visited, sealed to Satpol PP, opened there and finished, and leads to no case", async () => {
  const { id, worker, guardOfOrder } = await openBodies();
  const path = `/petugas/kasus/${id}`;
  const first = formsIn(worker.here().text).map(({ action }) => action);
  await worker.send(`${path}/verifikasi`, {
    tanggal: "2026-11-21",
    anak: "bertemu semua",
    paksaan: "bebas",
    diri: "warga",
  });
  await worker.send(`${path}/keterangan-tempat`, {
    tempat: "ruko kosong dekat terminal itu",
    waktu: "Sabtu",
    teks: "resah",
  });
  const copied = readable(worker.here());
  await worker.get(`${path}/buka`);
  await worker.send(`${path}/keterangan-tempat`, {
    tempat: "Ruko blok C",
    waktu: "Sabtu malam",
    teks: "warga resah",
  });
  const sent = readable(worker.here());

  const list = await guardOfOrder.get("/petugas/tempat");
  const one = /\/petugas\/tempat\/[0-9a-f-]{36}/.exec(list.text)?.[0] ?? "";
  const before = readable(await guardOfOrder.get(one));
  await guardOfOrder.send(`${one}/buka`);
  const opened = readable(guardOfOrder.here());
  await guardOfOrder.send(`${one}/selesai`, { hasil: "passed_to_social" });
  const finished = readable(guardOfOrder.here());

  expect(first).not.toContain(`${path}/keterangan-tempat`);
  expect(copied).toContain("Lima kata atau lebih sama persis");
  expect(sent).toContain("Keterangan tempat dan waktu sudah disegel untuk Satpol PP");
  expect(sent).toMatch(/Belum dibuka Ruko blok C/);
  expect(before).not.toContain("Ruko blok C");
  expect(opened).toMatch(/Tempat Ruko blok C .*Sabtu malam/);
  expect(opened).not.toContain("warga resah");
  expect(finished).toContain("Diserahkan ke Dinas Sosial");
  expect([list.text, one, opened].join()).not.toContain(id);
  expect((await guardOfOrder.get(`${path}/buka`)).status).toBe(404);
});

test("other bodies see neither the panel nor the list of places", async () => {
  const { web, worker } = await openBodies();
  const id = await web.file();
  const officer = await web.atWork();
  await officer.get(`/petugas/kasus/${id}`);
  await officer.send(`/petugas/kasus/${id}/ambil`);

  expect(readable(officer.here())).not.toContain("Keterangan tempat");
  expect(readable(await worker.get("/petugas/tempat"))).toContain("Belum ada keterangan tempat.");
});
