import { expect, test, vi } from "vitest";
import { MINUTE } from "../../api/kernel.ts";
import { body, granted, REGENCY } from "../directory/house.ts";
import { formsIn, readable } from "./browser.ts";
import { openWeb } from "./house.ts";

test("an invitation leads to a passphrase shown once, a code on the phone, and the queue", async () => {
  const web = await openWeb();
  const health = { ...body("health", REGENCY), name: "Puskesmas Batang" };
  const agency = granted(await web.directory.addAgency(web.people.admin, health)).id;
  const wanted = { signInName: "nina", name: "Nina Kartika", role: "officer" as const, agency };
  const { token } = granted(await web.directory.inviteOfficer(web.people.admin, wanted));
  const browser = web.newBrowser();

  await browser.get(`/undangan/${token}`);
  const welcome = readable(browser.here());
  await browser.send(`/undangan/${token}`);
  const passphrase = /class="secret">([^<]+)</.exec(browser.here().text)?.[1] ?? "";
  await browser.send("/masuk", { sandi: passphrase });
  const setUp = browser.here();
  const secret = /class="secret">([^<]+)</.exec(setUp.text)?.[1]?.replaceAll(" ", "") ?? "";
  await browser.send("/masuk/penyiapan", { kode: web.totpCode(secret) });

  expect(welcome).toContain("Selamat datang, Nina Kartika");
  expect(passphrase.split(" ")).toHaveLength(6);
  expect(setUp.text).toContain("<svg");
  expect(browser.here().path).toBe("/petugas");
  const second = await web.newBrowser().get(`/undangan/${token}`);
  expect(second.status).toBe(410);
});

test("whoever joins a body at work signs in only after the supervisor there has said yes", async () => {
  const web = await openWeb();
  const wanted = { signInName: "nina", name: "Nina Kartika", role: "officer" as const, agency: web.office };
  const { token } = granted(await web.directory.inviteOfficer(web.people.admin, wanted));
  const browser = web.newBrowser();
  await browser.get(`/undangan/${token}`);
  await browser.send(`/undangan/${token}`);
  const told = browser.here().text;
  const sandi = /class="secret">([^<]+)</.exec(told)?.[1] ?? "";
  const tries = async () => {
    await browser.get("/masuk");
    return (await browser.send("/masuk", { nama: "nina", sandi })).path;
  };

  const early = await tries();
  const supervisor = await web.signIn(web.colleague);
  await supervisor.get("/petugas/kunci");
  const asked = readable(supervisor.here());
  const [waiting] = await web.directory.approvals();
  await supervisor.send(`/petugas/kunci/undangan/${waiting?.id}/setuju`);
  const later = await tries();

  expect(readable({ text: told })).toContain("Anda belum bisa masuk");
  expect(formsIn(told)).toEqual([]);
  expect(asked).toMatch(/Undangan menunggu persetujuan.*Nina Kartika/);
  expect([early, later]).toEqual(["/masuk", "/masuk/penyiapan"]);
});

test("a supervisor who is in doubt rejects, and the account is closed", async () => {
  const web = await openWeb();
  const wanted = { signInName: "nina", name: "Nina Kartika", role: "officer" as const, agency: web.office };
  const { token } = granted(await web.directory.inviteOfficer(web.people.admin, wanted));
  const { officer } = granted(await web.directory.acceptInvitation(token));
  const supervisor = await web.signIn(web.colleague);
  await supervisor.get("/petugas/kunci");
  const [waiting] = await web.directory.approvals();

  await supervisor.send(`/petugas/kunci/undangan/${waiting?.id}/tolak`);

  expect(readable(supervisor.here())).not.toContain("Nina Kartika");
  expect((await web.directory.officer(officer.id))?.state).toBe("disabled");
});

test("the passphrase alone opens nothing", async () => {
  const web = await openWeb();
  await web.atWork();
  const browser = web.newBrowser();

  await browser.get("/masuk");
  await browser.send("/masuk", { nama: "sari", sandi: web.officer.passphrase });
  const asked = browser.here().path;
  await browser.get("/petugas");

  expect(asked).toBe("/masuk/kode");
  expect(browser.here().path).toContain("/masuk?lanjut=");
});

test("a wrong name and a wrong passphrase are answered with the same words", async () => {
  const web = await openWeb();
  const browser = web.newBrowser();

  await browser.get("/masuk");
  const unknown = await browser.send("/masuk", {
    nama: "tidak-ada",
    sandi: "enam kata yang tidak benar sama",
  });
  await browser.get("/masuk");
  const wrong = await browser.send("/masuk", { nama: "tidak-ada", sandi: web.officer.passphrase });

  expect([unknown.status, wrong.status]).toEqual([401, 401]);
  expect(readable(unknown)).toBe(readable(wrong));
});

test("the session cookie is out of reach of scripts, other sites and plain connections", async () => {
  const web = await openWeb();

  const browser = await web.atWork();

  const session = browser.setCookies.find((line) => line.startsWith("la_session="));
  expect(session).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  expect(Buffer.from(browser.cookies.get("la_session") ?? "", "base64url")).toHaveLength(64);
});

test("whoever has to set the code up cannot pass by the code page instead", async () => {
  const web = await openWeb();
  const browser = web.newBrowser();
  await browser.get("/masuk");
  await browser.send("/masuk", { nama: "bayu", sandi: web.colleague.passphrase });

  await browser.get("/masuk/kode");
  await browser.send("/masuk/kode", { kode: "123456" });

  expect(browser.here().path).toBe("/masuk");
  expect(web.sessions.rows.size).toBe(0);
});

test("signing out removes the session, and the old cookie opens nothing any more", async () => {
  const web = await openWeb();
  const browser = await web.atWork();
  const cookie = browser.cookies.get("la_session") ?? "";

  await browser.send("/keluar");
  browser.cookies.set("la_session", cookie);
  await browser.get("/petugas");

  expect(web.sessions.rows.size).toBe(0);
  expect(browser.here().path).toContain("/masuk?lanjut=");
});

test("after signing in the page that was asked for opens", async () => {
  const web = await openWeb();
  const browser = web.newBrowser();
  await browser.get("/petugas/piket");

  await web.signIn(web.officer, browser);

  expect(browser.here().path).toBe("/petugas/piket");
});

test.each([
  "//evil.example",
  "https://evil.example/petugas",
  "/\\evil.example",
  "/petugas/../../masuk",
  "javascript:alert(1)",
])("nobody is led away after signing in: %s", async (then) => {
  const web = await openWeb();
  const browser = web.newBrowser();
  await browser.get(`/masuk?lanjut=${encodeURIComponent(then)}`);

  await web.signIn(web.officer, browser);

  expect(browser.here().path).toBe("/petugas");
});

test("an officer who comes by a link from a chat is not asked to sign in again", async () => {
  const web = await openWeb();
  const browser = web.newBrowser();

  const arrived = await browser.get("/petugas", { "sec-fetch-site": "cross-site" });

  expect(arrived.status).toBe(200);
  expect(arrived.headers.refresh).toBe("0");
  expect(arrived.text).not.toContain("/masuk");
});

test("many tries from one address are slowed down, and other pages go on working", async ({
  onTestFinished,
}) => {
  // They are counted by the minute, so all must fall into one, however long the machine takes for them.
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const web = await openWeb();
  const browser = web.newBrowser();
  await browser.get("/masuk");
  const form = browser.here();
  let status = 0;

  for (let count = 0; count < 21; count++) {
    browser.here().text = form.text;
    status = (await browser.send("/masuk", { nama: "tidak-ada", sandi: "x" })).status;
  }

  expect(status).toBe(429);
  expect((await web.newBrowser().get("/health")).status).toBe(200);
});

test("a disabled officer is out with the next request", async () => {
  const web = await openWeb();
  const browser = await web.atWork();
  const admin = await web.atAdmin();

  await admin.get("/admin/petugas");
  await admin.send(`/admin/petugas/${web.officer.officer.id}/nonaktif`, { yakin: "1" });
  await browser.get("/petugas");

  expect(browser.here().path).toContain("/masuk?lanjut=");
});

test("a session left for half an hour asks to sign in again", async () => {
  const web = await openWeb();
  const browser = await web.atWork();

  web.passOn(31 * MINUTE);
  await browser.get("/petugas");

  expect(browser.here().path).toContain("/masuk?lanjut=");
});
