import { expect, test } from "vitest";
import type { Agency } from "../../api/directory/index.ts";
import type { AgencyId, OfficerId } from "../../api/kernel.ts";
import { DEFAULT_MANDATES, type Mandate } from "../../api/routing/index.ts";
import { body, granted, newHouse, REGENCY } from "./house.ts";

const mandate: Mandate = {
  category: "exit_support",
  child: ["no"],
  area: REGENCY,
  lead: "ngo",
  supports: [{ kind: "health", access: "card" }],
};

async function houseWithEnrolment() {
  const house = await newHouse();
  const begun = await house.begin();
  const police = granted(await house.directory.addAgency(begun.admin, body("police", REGENCY))).id;
  const first = await house.join(begun.admin, police, "petugas-satu");
  const [approval] = await house.directory.approvals();
  return { house, police, first, approval: approval?.id ?? "", ...begun };
}

test("nobody approves what he asked for, nor his own body", async () => {
  const { house, approval, admin, first } = await houseWithEnrolment();

  expect(await house.directory.approve(admin, approval)).toMatchObject({ refusal: "own_approval" });
  expect(await house.directory.approve(first.officer.id, approval)).toMatchObject({ refusal: "not_admin" });
  expect(await house.directory.approve("nobody" as OfficerId, approval)).toMatchObject({
    refusal: "not_admin",
  });
});

test("a second admin approves, once", async () => {
  const { house, approval, otherAdmin, police } = await houseWithEnrolment();

  const first = await house.directory.approve(otherAdmin, approval);
  const second = await house.directory.approve(otherAdmin, approval);

  expect(first.ok).toBe(true);
  expect(second).toMatchObject({ refusal: "conflict" });
  expect((await house.directory.agency(police))?.approved).toBe(true);
});

test("an officer of the coordinator approves as well as an admin", async () => {
  const { house, approval, officer, police } = await houseWithEnrolment();

  granted(await house.directory.approve(officer.officer.id, approval));

  expect((await house.directory.agency(police))?.approved).toBe(true);
});

test("a rejected body stays closed", async () => {
  const { house, approval, otherAdmin, police } = await houseWithEnrolment();

  granted(await house.directory.rejectApproval(otherAdmin, approval));

  expect(await house.directory.approvals()).toEqual([]);
  expect((await house.directory.agency(police))?.approved).toBe(false);
});

test("approving does not bless a key that somebody swapped in the database, and the wish is not lost", async () => {
  const { house, approval, otherAdmin, police, first } = await houseWithEnrolment();
  const row = house.store.rows.agencies.get(police) as Agency;
  house.store.rows.agencies.set(police, { ...row, publicKey: first.officer.publicKey });

  await expect(house.directory.approve(otherAdmin, approval)).rejects.toThrow("not vouched for");
  expect(await house.directory.approvals()).toHaveLength(1);
});

test("until mandates are saved, the default table holds", async () => {
  const house = await newHouse();

  expect(await house.directory.mandates()).toEqual(DEFAULT_MANDATES);
  expect(await house.directory.mandateTable()).toMatchObject({ version: 0, genuine: true });
});

test("new mandates hold only after a second admin's word, each time with the next version", async () => {
  const house = await newHouse();
  const { admin, otherAdmin } = await house.begin();
  const { directory } = house;

  const asked = granted(await directory.proposeMandates(admin, [mandate]));
  const meanwhile = await directory.mandates();
  const own = await directory.approve(admin, asked.id);
  granted(await directory.approve(otherAdmin, asked.id));
  const first = await directory.mandateTable();
  granted(
    await directory.approve(
      admin,
      granted(await directory.proposeMandates(otherAdmin, [mandate, mandate])).id,
    ),
  );

  expect(meanwhile).toEqual(DEFAULT_MANDATES);
  expect(own).toMatchObject({ refusal: "own_approval" });
  expect(first).toEqual({ version: 1, mandates: [mandate], genuine: true });
  expect(await directory.mandateTable()).toMatchObject({ version: 2, genuine: true });
});

test("a table edited in the database is not obeyed; the default one is", async () => {
  const house = await newHouse();
  const { admin, otherAdmin } = await house.begin();
  const asked = granted(await house.directory.proposeMandates(admin, [mandate]));
  granted(await house.directory.approve(otherAdmin, asked.id));
  const saved = house.store.rows.mandates;
  if (saved === undefined) throw new Error("nothing was saved");

  house.store.rows.mandates = { ...saved, mandates: [{ ...mandate, lead: "satpol_pp" }] };

  expect(await house.directory.mandates()).toEqual(DEFAULT_MANDATES);
  expect((await house.directory.mandateTable()).genuine).toBe(false);
});

test("a table that comes back from the database with its keys in another order is the same table", async () => {
  const house = await newHouse();
  const { admin, otherAdmin } = await house.begin();
  const asked = granted(await house.directory.proposeMandates(admin, [mandate]));
  granted(await house.directory.approve(otherAdmin, asked.id));
  const saved = house.store.rows.mandates;
  if (saved === undefined) throw new Error("nothing was saved");

  const turned = Object.fromEntries(Object.entries(mandate).toReversed()) as Mandate;
  house.store.rows.mandates = { ...saved, mandates: [turned] };

  expect(await house.directory.mandateTable()).toMatchObject({ version: 1, genuine: true });
});

test("mandates that name an unknown body, or none at all, are refused", async () => {
  const house = await newHouse();
  const { admin, officer } = await house.begin();
  const { directory } = house;

  const unknown = await directory.proposeMandates(admin, [{ ...mandate, leadAgency: "nowhere" as AgencyId }]);

  expect(unknown).toMatchObject({ refusal: "unknown_agency" });
  expect(await directory.proposeMandates(admin, [])).toMatchObject({ refusal: "invalid_value" });
  expect(await directory.proposeMandates(officer.officer.id, [mandate])).toMatchObject({
    refusal: "not_admin",
  });
});
