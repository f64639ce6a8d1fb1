import { expect, test } from "vitest";
import type { PublicKey } from "../../api/kernel.ts";
import { generateKeyPair, publicKeyOf } from "../../api/vault/index.ts";
import { body, granted, newHouse, REGENCY } from "./house.ts";

test("one officer and a recovery copy open a body", async () => {
  const house = await newHouse();
  const { coordinator, officer } = await house.begin();
  const offline = await generateKeyPair();
  const by = { officer: officer.officer.id, agency: coordinator, privateKey: officer.privateKey };
  const before = await house.isOpenNow(coordinator);

  granted(await house.directory.makeRecoveryCopy(by, offline.publicKey));

  expect([before, await house.isOpenNow(coordinator)]).toEqual([false, true]);
});

test("the recovery copy gives the key back to a new officer, only with the offline key", async () => {
  const house = await newHouse();
  const { admin, coordinator, officer } = await house.begin();
  const offline = await generateKeyPair();
  const by = { officer: officer.officer.id, agency: coordinator, privateKey: officer.privateKey };
  granted(await house.directory.makeRecoveryCopy(by, offline.publicKey));
  granted(await house.directory.disableOfficer(admin, officer.officer.id));
  const newcomer = await house.join(admin, coordinator, "koordinator-baru");
  const { directory, server } = house;

  const withServerKey = await directory.recoverKey(admin, server.privateKey, newcomer.officer.id);
  const byOfficer = await directory.recoverKey(newcomer.officer.id, offline.privateKey, newcomer.officer.id);
  const right = await directory.recoverKey(admin, offline.privateKey, newcomer.officer.id);

  expect(withServerKey).toMatchObject({ refusal: "invalid_value" });
  expect(byOfficer).toMatchObject({ refusal: "not_admin" });
  expect(right.ok).toBe(true);
  const key = await directory.unlockAgencyKey(newcomer.officer.id, newcomer.privateKey);
  expect(key && (await publicKeyOf(key))).toBe((await directory.agency(coordinator))?.publicKey);
});

test("something that is no public key is refused as a recovery key", async () => {
  const house = await newHouse();
  const { coordinator, officer } = await house.begin();
  const by = { officer: officer.officer.id, agency: coordinator, privateKey: officer.privateKey };

  const made = await house.directory.makeRecoveryCopy(by, "age1bukan-kunci" as PublicKey);

  expect(made).toMatchObject({ refusal: "invalid_value" });
  expect((await house.directory.agency(coordinator))?.hasRecoveryCopy).toBe(false);
});

test("a thief with all rows, the server's keys and the pepper finds no way to a body's key", async () => {
  const house = await newHouse();
  const { admin } = await house.begin();
  const police = granted(await house.directory.addAgency(admin, body("police", REGENCY))).id;
  const first = await house.join(admin, police, "petugas");

  const asThief = await house.directory.unlockAgencyKey(first.officer.id, house.server.privateKey);

  expect(asThief).toBeUndefined();
});
