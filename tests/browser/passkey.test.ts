/** A passkey in a real browser: made on the account page, used at the next sign-in. The device is Chromium's own. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStreet, type Street } from "../servers/browser.ts";
import { openGate, type Gate } from "../servers/gate.ts";
import { newDataDir, removeDataDir, startHouse, type RunningHouse } from "../servers/house.ts";
import { createPhone } from "../servers/officer.ts";
import { press, shows, signIn, textOf } from "./acts.ts";

const dataDir = newDataDir();
let house: RunningHouse;
let street: Street;
let gate: Gate;

beforeAll(async () => {
  // A passkey is bound to the site's address, so the house must know it before it has a port of its own.
  gate = await openGate("127.0.0.1", () => Number(new URL(house.url).port));
  const url = `http://localhost:${gate.port}`;
  house = await startHouse(dataDir, { PUBLIC_URL: url });
  street = await openStreet(url);
});
afterAll(async () => {
  await street.close();
  await house.stop();
  await gate.close();
  removeDataDir(dataDir);
});

test("an officer adds this device as a passkey and signs in with it; removed, it is gone", async () => {
  const officer = await street.visitor();
  const { page, look } = officer;
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasUserVerification: true, isUserVerified: true },
  });
  const phone = createPhone();
  const { passphrase } = house.account("ppa-jambi");
  await page.goto("/masuk");
  await signIn(officer, { name: "ppa-jambi", passphrase, phone });

  await page.goto("/petugas/akun");
  await look("akun-kosong");
  await page.fill("[name=nama]", "Ponsel kantor");
  await page.fill("[name=kode]", phone.code());
  await press(page, "Tambah kunci sandi");
  await shows(page, "Kunci sandi ditambahkan");
  await look("akun");
  await press(page, "Keluar");
  // The account page has a field of that name as well.
  await shows(page, "Anda sudah keluar.");
  await page.fill("[name=nama]", "ppa-jambi");
  await page.fill("[name=sandi]", passphrase);
  await page.click("main button");
  await look("masuk-kunci-sandi");
  await press(page, "Masuk dengan kunci sandi");
  await page.waitForURL(/\/petugas$/);
  await page.goto("/petugas/akun");
  const listed = await textOf(page);
  await press(page, "Hapus");
  await shows(page, "Belum ada kunci sandi");

  await officer.leave();
  expect(listed).toContain("Ponsel kantor");
  expect(street.faults()).toEqual([]);
});
