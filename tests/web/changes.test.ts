/** Changes under four eyes on the web: coordinators decide too, and whoever is concerned is reminded until it is read. */
import { expect, test } from "vitest";
import { DEFAULT_MANDATES } from "../../api/routing/index.ts";
import { generateKeyPair } from "../../api/vault/index.ts";
import { granted } from "../directory/house.ts";
import { formsIn, readable } from "./browser.ts";
import { openWeb } from "./house.ts";

/** An open hotline, and a proposal that takes the lead for abused children away from the protection offices. */
async function proposed() {
  const web = await openWeb();
  const { officer, privateKey } = web.people.officer;
  const by = { officer: officer.id, agency: web.people.coordinator, privateKey };
  granted(await web.directory.makeRecoveryCopy(by, (await generateKeyPair()).publicKey));
  const table = DEFAULT_MANDATES.map((line) =>
    line.category === "child_sexual_abuse" ? { ...line, lead: "police" as const } : line,
  );
  const asked = granted(await web.directory.proposeMandates(web.people.admin, table));
  return { web, id: asked.id, coordinator: await web.signIn(web.people.officer) };
}

test("a coordinator is reminded of a proposal, sees what changes, and approves it", async () => {
  const { web, id, coordinator } = await proposed();
  const start = readable(await coordinator.get("/petugas"));
  const page = readable(await coordinator.get("/petugas/persetujuan"));

  await coordinator.send(`/petugas/persetujuan/${id}/setuju`);

  expect(start).toContain("Ada 1 usul perubahan yang menunggu keputusan Anda.");
  expect(page).toContain("Baris yang hilang");
  expect(page).toContain("Baris yang baru");
  expect((await web.directory.mandateTable()).version).toBe(1);
  expect(readable(coordinator.here())).toContain("Tidak ada yang menunggu");
});

test("an officer of another body decides nothing, by no address", async () => {
  const { web, id } = await proposed();
  const officer = await web.atWork();
  const page = await officer.get("/petugas/persetujuan");
  const csrf = formsIn((await officer.get("/petugas/perubahan")).text)[0]?.hidden._csrf ?? "";

  const tried = await officer.postRaw(`/petugas/persetujuan/${id}/setuju`, { _csrf: csrf });

  expect([page.status, tried.status]).toEqual([403, 403]);
  expect((await web.directory.mandateTable()).version).toBe(0);
  expect(page.text).not.toContain("Baris yang baru");
});

test("an admin who proposed may withdraw and not approve; the other sees the proposal waiting", async () => {
  const { web, id } = await proposed();
  const own = granted(await web.directory.proposeMandates(web.admin.officer.id, DEFAULT_MANDATES)).id;
  const admin = await web.atAdmin();

  const actions = formsIn((await admin.get("/admin/persetujuan")).text).map(({ action }) => action);

  expect(actions).toContain(`/admin/persetujuan/${id}/setuju`);
  expect(actions).not.toContain(`/admin/persetujuan/${own}/setuju`);
  expect(readable(admin.here())).toContain("Ada 1 usul perubahan yang menunggu keputusan Anda.");
});

test("an officer whose body's part changed is reminded on every page until it is marked as read", async () => {
  const { web, id } = await proposed();
  granted(await web.directory.approve(web.people.otherAdmin, id));
  const officer = await web.atWork();
  const reminded = readable(await officer.get("/petugas/piket"));
  const page = await officer.get("/petugas/perubahan");
  const actions = formsIn(page.text).map(({ action }) => action);

  for (const action of actions.filter((one) => one.endsWith("/dibaca"))) await officer.send(action);

  expect(reminded).toMatch(/Ada \d perubahan yang menyangkut instansi Anda/);
  expect(readable(page)).toMatch(/Perubahan kewenangan.*Diusulkan oleh admin-satu.*Disetujui oleh admin-dua/);
  expect(readable(page)).toMatch(/Keberatan\?.*Instansi coordinator.*0285-123/);
  expect(readable(await officer.get("/petugas/piket"))).not.toContain("yang menyangkut instansi Anda");
});

test("the log shows every step to admins, newest first, and says when a row was edited", async () => {
  const { web, id } = await proposed();
  granted(await web.directory.rejectApproval(web.people.otherAdmin, id));
  const admin = await web.atAdmin();
  const before = readable(await admin.get("/admin/perubahan"));

  const rows = web.house.store.rows.changes;
  for (const [key, change] of rows) rows.set(key, { ...change, proposedBy: web.people.otherAdmin });
  const edited = readable(await admin.get("/admin/perubahan"));

  expect(before).toMatch(/Ditolak.*Ditolak oleh admin-dua.*Diusulkan/);
  expect(before).not.toContain("diubah di luar sistem");
  expect(edited).toContain("diubah di luar sistem");
});
