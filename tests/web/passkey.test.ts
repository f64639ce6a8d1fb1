import { expect, test } from "vitest";
import { openAuthenticator } from "../directory/authenticator.ts";
import { SITE } from "../directory/house.ts";
import { formsIn, readable, type Browser } from "./browser.ts";
import { openWeb } from "./house.ts";

/** What the page tells the browser's script to ask the device. */
function optionsOn({ text }: { text: string }): { challenge: string } {
  const [, written = ""] = /data-options="([^"]*)"/.exec(text) ?? [];
  return JSON.parse(written.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
}

async function officerWithPasskey() {
  const web = await openWeb();
  const phone = openAuthenticator({ site: SITE });
  const browser = await web.atWork();
  await browser.get("/petugas/akun");
  const jawaban = phone.make(optionsOn(browser.here()));
  await browser.send("/petugas/akun/kunci-sandi", {
    nama: "Ponsel saya",
    kode: web.codeOf(web.officer),
    jawaban,
  });
  const typePassphrase = async (): Promise<Browser> => {
    const fresh = web.newBrowser();
    await fresh.get("/masuk");
    await fresh.send("/masuk", { nama: web.officer.officer.signInName, sandi: web.officer.passphrase });
    return fresh;
  };
  return { web, phone, browser, typePassphrase };
}

test("an officer adds a passkey and signs in with it in place of the code", async () => {
  const { phone, browser, typePassphrase } = await officerWithPasskey();
  const told = readable(browser.here());
  const fresh = await typePassphrase();

  const asked = fresh.here();
  await fresh.send("/masuk/kunci-sandi", { jawaban: phone.use(optionsOn(asked)) });

  expect(told).toContain("Kunci sandi ditambahkan");
  expect(told).toContain("Ponsel saya");
  expect(asked.text).toContain("/aset/kunci-sandi.js");
  expect(fresh.here().path).toBe("/petugas");
});

test("without the passphrase a passkey opens nothing, and an answer works once", async () => {
  const { phone, web, typePassphrase } = await officerWithPasskey();
  const first = await typePassphrase();
  const jawaban = phone.use(optionsOn(first.here()));
  await first.send("/masuk/kunci-sandi", { jawaban });
  const second = await typePassphrase();

  const replayed = await second.send("/masuk/kunci-sandi", { jawaban });
  const stranger = web.newBrowser();
  await stranger.get("/masuk");
  const { hidden } = formsIn(stranger.here().text)[0] ?? { hidden: {} };
  const alone = await stranger.postRaw("/masuk/kunci-sandi", { ...hidden, jawaban });

  expect(first.here().path).toBe("/petugas");
  expect([replayed.status, readable(replayed)]).toEqual([401, expect.stringContaining("Coba lagi")]);
  expect(alone.path).toBe("/masuk");
});

test("a session left open is not enough to add one: the app's code is asked for, and what was typed stays", async () => {
  const { web, browser } = await officerWithPasskey();
  const thief = openAuthenticator({ site: SITE });
  await browser.get("/petugas/akun");
  const jawaban = thief.make(optionsOn(browser.here()));

  const refused = await browser.send("/petugas/akun/kunci-sandi", {
    nama: "Punya saya",
    kode: "000000",
    jawaban,
  });

  expect(refused.status).toBe(401);
  expect(refused.text).toContain('value="Punya saya"');
  expect(await web.passkeys.passkeysOf(web.officer.officer)).toHaveLength(1);
});

test("a removed passkey is not asked for any more, and the code still opens", async () => {
  const { phone, web, browser, typePassphrase } = await officerWithPasskey();

  await browser.send(`/petugas/akun/kunci-sandi/${phone.id}/hapus`);
  const fresh = await typePassphrase();

  expect(fresh.here().text).not.toContain("data-passkey");
  await fresh.send("/masuk/kode", { kode: web.codeOf(web.officer) });
  expect(fresh.here().path).toBe("/petugas");
});
