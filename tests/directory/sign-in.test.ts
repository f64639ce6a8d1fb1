import { Secret, TOTP } from "otpauth";
import { expect, test } from "vitest";
import { createSignIn, type Officer } from "../../api/directory/index.ts";
import { after, MINUTE, SECOND, type Instant } from "../../api/kernel.ts";
import { createSlowHash } from "../../api/vault/index.ts";
import { body, granted, newHouse, REGENCY } from "./house.ts";

const codeAt = (secret: string, at: Instant): string =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: 30 }).generate({
    timestamp: at,
  });

async function houseWithOfficer() {
  const house = await newHouse();
  const { admin } = await house.begin();
  const police = granted(await house.directory.addAgency(admin, body("police", REGENCY))).id;
  const person = await house.join(admin, police, "petugas");
  return { house, admin, ...person };
}

/** An officer who has set the app up, two minutes ago. */
async function houseWithTotp() {
  const found = await houseWithOfficer();
  const { house, officer } = found;
  const { secret } = house.signIn.newTotp(officer);
  granted(await house.signIn.setTotp(officer.id, secret, codeAt(secret, house.time.now)));
  house.time.now = after(house.time.now, 2 * MINUTE);
  const again = (await house.directory.officer(officer.id)) as Officer;
  return { ...found, officer: again, secret };
}

test("the right passphrase unlocks the officer's key, however the name is written", async () => {
  const { house, officer, passphrase, privateKey } = await houseWithOfficer();

  const signedIn = granted(await house.signIn.passphrase("  PETUGAS ", passphrase));

  expect(signedIn).toMatchObject({ officer: { id: officer.id }, privateKey, needsTotpSetup: true });
});

test("a wrong passphrase and an unknown name are refused alike", async () => {
  const { house } = await houseWithOfficer();

  const wrong = await house.signIn.passphrase("petugas", "satu dua tiga empat lima enam");
  const unknown = await house.signIn.passphrase("siapa", "satu dua tiga empat lima enam");

  expect(wrong).toEqual({ ok: false, refusal: "wrong_sign_in" });
  expect(unknown).toEqual(wrong);
});

test("after ten tries an unknown name waits too: the lock tells nobody which names exist", async () => {
  const { house } = await houseWithOfficer();
  for (let count = 0; count < 10; count += 1) await house.signIn.passphrase("siapa", "salah");

  const blocked = await house.signIn.passphrase(" Siapa", "salah");

  expect(blocked).toEqual({ ok: false, refusal: "too_many_tries" });
});

test("an unknown name costs one hash of the same cost, like a known one", async () => {
  const { house, admin, officer, passphrase } = await houseWithOfficer();
  const hashed: number[] = [];
  const real = createSlowHash({ memoryKiB: 64, passes: 1 });
  const signIn = createSignIn({
    ...house.parts,
    hash: (secret, salt, pepper, bytes) => {
      hashed.push(salt.length + bytes);
      return real(secret, salt, pepper, bytes);
    },
  });

  await signIn.passphrase("petugas", passphrase);
  await signIn.passphrase("siapa", passphrase);
  granted(await house.directory.disableOfficer(admin, officer.id));
  await signIn.passphrase("petugas", passphrase);

  expect(hashed).toEqual([48, 48, 48]);
});

test("after ten wrong tries in 15 minutes even the right passphrase waits", async () => {
  const { house, passphrase } = await houseWithOfficer();
  const { signIn, time } = house;
  for (let count = 0; count < 10; count += 1) {
    expect(await signIn.passphrase("petugas", "salah")).toMatchObject({ refusal: "wrong_sign_in" });
  }

  const blocked = await signIn.passphrase("petugas", passphrase);
  time.now = after(time.now, 16 * MINUTE);
  const later = await signIn.passphrase("petugas", passphrase);

  expect(blocked).toEqual({ ok: false, refusal: "too_many_tries" });
  expect(later.ok).toBe(true);
});

test("a disabled officer does not get in", async () => {
  const { house, admin, officer, passphrase } = await houseWithOfficer();

  granted(await house.directory.disableOfficer(admin, officer.id));

  expect(await house.signIn.passphrase("petugas", passphrase)).toMatchObject({ refusal: "wrong_sign_in" });
});

test("an officer made an admin in the database does not get in at all", async () => {
  const { house, officer, passphrase } = await houseWithOfficer();
  const row = house.store.rows.officers.get(officer.id) as Officer;
  house.store.rows.officers.set(officer.id, { ...row, role: "admin", agency: undefined });

  await expect(house.signIn.passphrase("petugas", passphrase)).rejects.toThrow("not vouched for");
});

test("an app is kept only once a code proves it, and its secret lies sealed", async () => {
  const { house, officer } = await houseWithOfficer();
  const { secret, uri } = house.signIn.newTotp(officer);

  const wrong = await house.signIn.setTotp(officer.id, secret, "000000");
  const right = await house.signIn.setTotp(officer.id, secret, codeAt(secret, house.time.now));

  expect(uri).toMatch(/^otpauth:\/\/totp\/Lapor%20Aman:petugas\?/);
  expect(wrong).toMatchObject({ refusal: "wrong_sign_in" });
  expect(right.ok).toBe(true);
  const kept = (await house.directory.officer(officer.id))?.totp;
  expect(kept && Buffer.from(kept).includes(secret)).toBe(false);
});

test("with the passphrase alone nobody puts another app in place", async () => {
  const { house, officer } = await houseWithTotp();
  const { secret } = house.signIn.newTotp(officer);

  const replaced = await house.signIn.setTotp(officer.id, secret, codeAt(secret, house.time.now));

  expect(replaced).toMatchObject({ refusal: "wrong_sign_in" });
});

test("a code works once, and one step early or late", async () => {
  const { house, officer, secret } = await houseWithTotp();
  const { signIn, time } = house;
  const early = codeAt(secret, after(time.now, -30 * SECOND));
  const now = codeAt(secret, time.now);
  const late = codeAt(secret, after(time.now, 30 * SECOND));

  const answers = [];
  for (const code of [early, early, `${now.slice(0, 3)} ${now.slice(3)}`, now, late]) {
    answers.push((await signIn.totp(officer, code)).ok);
  }

  expect(answers).toEqual([true, false, true, false, true]);
});

test("a code two steps old, or used before by another request, is refused", async () => {
  const { house, officer, secret } = await houseWithTotp();
  const { signIn, time } = house;

  const old = await signIn.totp(officer, codeAt(secret, after(time.now, -60 * SECOND)));
  const both = await Promise.all([
    signIn.totp(officer, codeAt(secret, time.now)),
    signIn.totp(officer, codeAt(secret, time.now)),
  ]);

  expect(old).toMatchObject({ refusal: "wrong_sign_in" });
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a known passphrase does not buy endless guesses at the code", async () => {
  const { house, officer, passphrase } = await houseWithTotp();
  const { signIn } = house;

  let blocked = false;
  for (let round = 0; round < 10 && !blocked; round += 1) {
    await signIn.passphrase("petugas", passphrase);
    const guess = await signIn.totp(officer, "000000");
    blocked = !guess.ok && guess.refusal === "too_many_tries";
  }

  expect(blocked).toBe(true);
});

test("a finished sign-in forgets the wrong tries before it", async () => {
  const { house, officer, secret, passphrase } = await houseWithTotp();
  const { signIn, time } = house;
  for (let count = 0; count < 8; count += 1) await signIn.passphrase("petugas", "salah");

  granted(await signIn.passphrase("petugas", passphrase));
  granted(await signIn.totp(officer, codeAt(secret, time.now)));

  for (let count = 0; count < 10; count += 1) {
    expect(await signIn.passphrase("petugas", "salah")).toMatchObject({ refusal: "wrong_sign_in" });
  }
});
