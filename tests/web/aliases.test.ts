import { expect, test } from "vitest";
import { smallGazetteer } from "../fakes/small-gazetteer.ts";
import { readable } from "./browser.ts";
import { openWeb } from "./house.ts";

const PATH = "/admin/nama-tempat";
const SITE = {
  sebutan: "Warung Seribu",
  jenis: "closed_site",
  wilayah: "Sukarami, Kota Palembang, Sumatera Selatan (16.71.07)",
  sumber: "dinas sosial",
};
const SENTENCE = "bekas warung seribu sekarang ramai lagi";

async function openPage() {
  const web = await openWeb({ gazetteer: smallGazetteer() });
  const admin = await web.atAdmin();
  await admin.get(PATH);
  const tries = async (text: string) => readable(await admin.send(`${PATH}/coba`, { kalimat: text }));
  return { web, admin, tries };
}

test("a name is added, tried on a sentence, taken back and brought back", async () => {
  const { admin, tries } = await openPage();
  const before = await tries(SENTENCE);

  await admin.send(PATH, SITE);
  const added = readable(admin.here());
  const known = await tries(SENTENCE);
  const remove = /nama-tempat\/([0-9a-f-]{36})\/hapus/.exec(admin.here().text)?.[1] ?? "";
  await admin.send(`${PATH}/${remove}/hapus`);
  const removed = readable(admin.here());
  const forgotten = await tries(SENTENCE);
  await admin.send(`${PATH}/${remove}/kembalikan`);
  const restored = await tries(SENTENCE);

  expect(before).toContain("Tidak ada tempat yang dikenali");
  expect(added).toMatch(/Warung Seribu.*Sukarami.*Tempat yang ditutup.*dinas sosial/);
  expect(known).toMatch(/Dikenali sebagai:.*Sukarami.*“warung seribu”/);
  expect(removed).toContain("Masih bisa dikembalikan selama 30 hari");
  expect(forgotten).toContain("Tidak ada tempat yang dikenali");
  expect(restored).toContain("Dikenali sebagai:");
});

test("a word of every day alone is refused, and what was typed stays in the form", async () => {
  const { admin } = await openPage();

  const refused = await admin.send(PATH, { ...SITE, sebutan: "warung" });

  expect(refused.status).toBe(422);
  expect(readable(refused)).toContain("Kata sehari-hari saja tidak bisa");
  expect(refused.text).toContain('value="warung"');
});

test("a tried sentence stands in no address and no log", async () => {
  const { web, tries } = await openPage();

  await tries("kalimat rahasia tentang sukarami");

  expect(web.lines.join("\n")).not.toContain("rahasia");
});

test("who is no admin neither sees nor changes names of places", async () => {
  const { web } = await openPage();
  const officer = await web.atWork();

  const seen = await officer.get(PATH);

  expect(seen.status).toBe(403);
});
