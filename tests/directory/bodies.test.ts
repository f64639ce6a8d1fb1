import { expect, test } from "vitest";
import { isOpen, type Agency } from "../../api/directory/index.ts";
import type { AgencyId, AreaCode, OfficerId, PublicKey } from "../../api/kernel.ts";
import { body, granted, newHouse, REGENCY } from "./house.ts";

const agency: Agency = {
  ...body("police", REGENCY),
  id: "a" as AgencyId,
  publicKey: "age1" as PublicKey,
  keyMac: new Uint8Array(),
  mac: new Uint8Array(),
  approved: true,
  hasRecoveryCopy: false,
  keyHolders: 2,
};

test.each<[string, Partial<Agency>, boolean, boolean]>([
  ["two officers who can unlock", {}, true, true],
  ["one officer and a recovery copy", { keyHolders: 1, hasRecoveryCopy: true }, true, true],
  ["one officer alone", { keyHolders: 1 }, true, false],
  ["a recovery copy alone", { keyHolders: 0, hasRecoveryCopy: true }, true, false],
  ["no key", { publicKey: undefined }, true, false],
  ["no approval yet", { approved: false }, true, false],
  ["a row the server did not vouch for", {}, false, false],
])("a body with %s is open or not as it must be", (_, differs, genuine, expected) => {
  expect(isOpen({ ...agency, ...differs }, genuine)).toBe(expected);
});

test("only an admin adds a body, and only a sound one", async () => {
  const house = await newHouse();
  const { admin, officer } = await house.begin();
  const { directory } = house;

  expect(await directory.addAgency(officer.officer.id, body("police", REGENCY))).toMatchObject({
    refusal: "not_admin",
  });
  expect(await directory.addAgency("nobody" as OfficerId, body("police", REGENCY))).toMatchObject({
    refusal: "not_admin",
  });
  expect(await directory.addAgency(admin, { ...body("police", REGENCY), name: " " })).toMatchObject({
    refusal: "text_missing",
  });
  expect(await directory.addAgency(admin, body("police", "33-25" as AreaCode))).toMatchObject({
    refusal: "invalid_value",
  });
  expect(granted(await directory.addAgency(admin, body("police", REGENCY)))).toMatchObject({
    approved: false,
    keyHolders: 0,
  });
});

test("setup makes the coordinator without approval, and cannot be repeated", async () => {
  const house = await newHouse();
  const { coordinator, admin, officer } = await house.begin();

  const second = await house.join(admin, coordinator, "koordinator-dua");
  const by = { officer: officer.officer.id, agency: coordinator, privateKey: officer.privateKey };
  granted(await house.directory.handOverKey(by, second.officer.id));

  expect(await house.isOpenNow(coordinator)).toBe(true);
  expect(await house.directory.approvals()).toEqual([]);
  const again = await house.directory.setUp({
    admins: [],
    coordinator: body("coordinator", REGENCY),
    officers: [],
  });
  expect(again).toMatchObject({ refusal: "conflict" });
});

test("a row edited past the directory closes the body and hides its number", async () => {
  const house = await newHouse();
  const { admin, coordinator, officer } = await house.begin();
  const second = await house.join(admin, coordinator, "koordinator-dua");
  const by = { officer: officer.officer.id, agency: coordinator, privateKey: officer.privateKey };
  granted(await house.directory.handOverKey(by, second.officer.id));
  const row = house.store.rows.agencies.get(coordinator) as Agency;

  house.store.rows.agencies.set(coordinator, { ...row, area: REGENCY, phone: "0800-orang-lain" });

  const seen = (await house.directory.bodies()).find(({ id }) => id === coordinator);
  expect(seen).toMatchObject({ open: false });
  expect(seen?.phone).toBeUndefined();
});

test("a body set to approved in the database alone stays closed", async () => {
  const house = await newHouse();
  const { admin } = await house.begin();
  const { id } = granted(await house.directory.addAgency(admin, body("police", REGENCY)));
  const first = await house.join(admin, id, "petugas-satu");
  const second = await house.join(admin, id, "petugas-dua");
  const by = { officer: first.officer.id, agency: id, privateKey: first.privateKey };
  granted(await house.directory.handOverKey(by, second.officer.id));

  const row = house.store.rows.agencies.get(id) as Agency;
  house.store.rows.agencies.set(id, { ...row, approved: true });

  expect(await house.isOpenNow(id)).toBe(false);
});

test("another name keeps a body's approval; another area needs the second admin again", async () => {
  const house = await newHouse();
  const { admin, coordinator } = await house.begin();
  const { directory } = house;

  const renamed = granted(
    await directory.editAgency(admin, coordinator, { ...body("coordinator", "" as AreaCode), name: "Baru" }),
  );
  const moved = granted(await directory.editAgency(admin, coordinator, body("coordinator", REGENCY)));

  expect(renamed).toMatchObject({ name: "Baru", approved: true });
  expect(moved.approved).toBe(false);
  expect(await directory.approvals()).toMatchObject([
    { kind: "first_enrolment", agency: coordinator, askedBy: admin },
  ]);
});

test("a body is not moved while nobody else could approve it", async () => {
  const house = await newHouse();
  const { admin, otherAdmin, coordinator } = await house.begin();
  granted(await house.directory.disableOfficer(admin, otherAdmin));

  const moved = await house.directory.editAgency(admin, coordinator, body("coordinator", REGENCY));

  expect(moved).toMatchObject({ refusal: "needs_second_admin" });
});

test("coverage says by area which kinds of bodies are open and which are not", async () => {
  const house = await newHouse();
  const { admin, coordinator, officer } = await house.begin();
  const second = await house.join(admin, coordinator, "koordinator-dua");
  const by = { officer: officer.officer.id, agency: coordinator, privateKey: officer.privateKey };
  granted(await house.directory.handOverKey(by, second.officer.id));
  granted(await house.directory.addAgency(admin, body("police", REGENCY)));

  expect(await house.directory.coverage()).toEqual([
    { area: "", open: ["coordinator"], notOpen: [] },
    { area: REGENCY, open: [], notOpen: ["police"] },
  ]);
});
