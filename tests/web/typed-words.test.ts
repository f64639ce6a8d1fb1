/** What an officer typed is not lost, whatever happened to the session or the form meanwhile. */
import { expect, test } from "vitest";
import { MINUTE } from "../../api/kernel.ts";
import { decode, readable } from "./browser.ts";
import { openWeb } from "./house.ts";

const NOTE = "Catatan panjang\nyang tidak boleh <hilang>";

async function claimedCase() {
  const web = await openWeb();
  const id = await web.file();
  const browser = await web.atWork();
  await browser.get(`/petugas/kasus/${id}`);
  await browser.send(`/petugas/kasus/${id}/ambil`);
  return { web, id, browser, note: `/petugas/kasus/${id}/catatan`, opened: `/petugas/kasus/${id}/buka` };
}

const textareas = (text: string) =>
  [...text.matchAll(/<textarea[^>]*>\n([\s\S]*?)<\/textarea>/g)].map((found) => decode(found[1] ?? ""));

test("a session that ran out while typing: sign in again, and the form stands filled in, not sent", async () => {
  const { web, id, browser, note, opened } = await claimedCase();
  web.passOn(31 * MINUTE);

  const asked = await browser.send(note, { teks: NOTE });
  await web.signIn(web.officer, browser);

  expect(asked.status).toBe(401);
  expect(asked.text).not.toContain("tidak boleh");
  expect(browser.here().path).toBe(opened);
  expect(textareas(browser.here().text)).toContain(NOTE);
  expect(web.cases.kept(id).events.map(({ kind }) => kind)).not.toContain("note");
});

test("the form that came back can be sent, and is empty the next time", async () => {
  const { web, id, browser, note, opened } = await claimedCase();
  web.passOn(31 * MINUTE);
  await browser.send(note, { teks: NOTE });
  await web.signIn(web.officer, browser);

  await browser.send(note, { teks: NOTE });
  await browser.get(opened);

  expect(web.cases.kept(id).events.map(({ kind }) => kind)).toContain("note");
  expect(textareas(browser.here().text)).not.toContain(NOTE);
});

test("a mistyped passphrase on the way does not lose the words", async () => {
  const { web, browser, note } = await claimedCase();
  web.passOn(31 * MINUTE);
  await browser.send(note, { teks: NOTE });

  await browser.send("/masuk", { nama: "sari", sandi: "salah" });
  await web.signIn(web.officer, browser);

  expect(textareas(browser.here().text)).toContain(NOTE);
});

test("somebody else who signs in on that machine does not get the words", async () => {
  const { web, browser, note } = await claimedCase();
  web.passOn(31 * MINUTE);
  await browser.send(note, { teks: NOTE });

  await web.signIn(web.colleague, browser);

  expect(browser.here().status).toBe(200);
  expect(browser.here().text).not.toContain("tidak boleh");
});

test("an altered sealed field brings nothing back, and signing in works all the same", async () => {
  const { web, browser } = await claimedCase();
  web.passOn(31 * MINUTE);
  await browser.get("/masuk");

  await browser.send("/masuk", { nama: "sari", sandi: web.officer.passphrase, bawa: "AAAA" });

  expect(browser.here().path).toBe("/masuk/kode");
});

test("a form whose token went stale is shown again with the words", async () => {
  const { web, id, browser, note, opened } = await claimedCase();
  await browser.get(opened);
  browser.cookies.delete("la_csrf");

  await browser.send(note, { teks: NOTE });

  expect(browser.here().path).toBe(opened);
  expect(readable(browser.here())).toContain("terlalu lama terbuka");
  expect(textareas(browser.here().text)).toContain(NOTE);
  expect(web.cases.kept(id).events.map(({ kind }) => kind)).not.toContain("note");
});

test("a post that no form of ours made changes nothing", async () => {
  const { web, id, browser, note } = await claimedCase();

  await browser.postRaw(note, { teks: NOTE });

  expect(web.cases.kept(id).events.map(({ kind }) => kind)).not.toContain("note");
});

test("words that are refused stay in their form, and the page says why", async () => {
  const { web, id, browser, opened } = await claimedCase();
  await browser.get(opened);

  const refused = await browser.send(`/petugas/kasus/${id}/tutup`, { teks: NOTE, hasil: "victim_safe" });

  expect(refused.status).toBe(422);
  expect(textareas(refused.text)).toContain(NOTE);
  expect(web.cases.kept(id).card.state).toBe("claimed");
});
