import { expect, test } from "vitest";
import { dutyAt, openDutyAddress, type DutyHours } from "../../api/directory/index.ts";
import { after, instant, MINUTE, NATION, type AgencyId, type OfficerId } from "../../api/kernel.ts";
import { body, granted, newHouse, REGENCY } from "./house.ts";

const agency = "a" as AgencyId;
const siti = "siti" as OfficerId;
const budi = "budi" as OfficerId;
const shift = (officer: OfficerId, weekday: number, from: number, to: number): DutyHours => ({
  agency,
  officer,
  weekday,
  from,
  to,
});

// 2026-11-23 is a Monday; 01:00 UTC is 08:00 in Jakarta and 10:00 in Jayapura.
const mondayEight = instant(Date.UTC(2026, 10, 23, 1));

test.each([
  ["from its first minute", [shift(siti, 1, 480, 960)], mondayEight, [siti]],
  ["not before it", [shift(siti, 1, 481, 960)], mondayEight, []],
  ["not at its last minute", [shift(siti, 1, 0, 480)], mondayEight, []],
  ["not on another weekday", [shift(siti, 2, 0, 1440)], mondayEight, []],
  ["to the end of Sunday", [shift(siti, 7, 1380, 1440)], after(mondayEight, -481 * MINUTE), [siti]],
  [
    "each officer once",
    [shift(siti, 1, 0, 720), shift(siti, 1, 400, 900), shift(budi, 1, 0, 1440)],
    mondayEight,
    [siti, budi],
  ],
])("a shift counts %s", (_, hours, now, expected) => {
  expect(dutyAt(hours, now, "Asia/Jakarta")).toEqual(expected);
});

test("hours are those of the body's own zone", () => {
  const hours = [shift(siti, 1, 600, 660)];

  expect(dutyAt(hours, mondayEight, "Asia/Jayapura")).toEqual([siti]);
  expect(dutyAt(hours, mondayEight, "Asia/Jakarta")).toEqual([]);
});

async function houseWithStaff() {
  const house = await newHouse();
  const { admin } = await house.begin();
  const police = granted(await house.directory.addAgency(admin, body("police", REGENCY))).id;
  const chief = await house.join(admin, police, "penyelia", "supervisor");
  const one = await house.join(admin, police, "petugas-satu");
  const other = await house.join(admin, police, "petugas-dua");
  const hours = (officer: OfficerId, from = 0): DutyHours => ({
    agency: police,
    officer,
    weekday: 1,
    from,
    to: 1440,
  });
  const [supervisor, first, second] = [chief.officer.id, one.officer.id, other.officer.id];
  return { house, admin, police, supervisor, first, second, hours };
}

test("a supervisor sets everybody's hours, an officer only his own", async () => {
  const { house, police, supervisor, first, second, hours } = await houseWithStaff();
  const { directory } = house;

  granted(await directory.setDuty(supervisor, police, [hours(first), hours(second)]));
  const own = await directory.setDuty(first, police, [hours(first, 60), hours(second)]);
  const others = await directory.setDuty(first, police, [hours(first)]);

  expect(own.ok).toBe(true);
  expect(others).toMatchObject({ refusal: "no_access" });
  expect(await directory.dutyOf(police)).toEqual([hours(first, 60), hours(second)]);
});

test("hours of strangers, or that are no hours, are refused", async () => {
  const { house, admin, police, first, hours } = await houseWithStaff();
  const { directory } = house;

  expect(await directory.setDuty(admin, police, [hours("nobody" as OfficerId)])).toMatchObject({
    refusal: "invalid_value",
  });
  expect(await directory.setDuty(admin, police, [{ ...hours(first), to: 1441 }])).toMatchObject({
    refusal: "invalid_value",
  });
  expect(await directory.setDuty(admin, police, [{ ...hours(first), weekday: 0 }])).toMatchObject({
    refusal: "invalid_value",
  });
  expect(await directory.setDuty(admin, police, [hours(first, 1440)])).toMatchObject({
    refusal: "invalid_value",
  });
});

test("a disabled officer is not on duty", async () => {
  const { house, admin, police, first, second, hours } = await houseWithStaff();
  granted(await house.directory.setDuty(admin, police, [hours(first), hours(second)]));

  granted(await house.directory.disableOfficer(admin, second));

  expect(await house.directory.onDuty(police, mondayEight, "Asia/Jakarta")).toEqual([first]);
});

test("an address for waking is sealed to the server, and opens only for its own officer", async () => {
  const { house, first, second } = await houseWithStaff();

  await house.directory.linkContact(first, "telegram", "778899");

  const [contact] = await house.directory.contactsOf(first);
  if (contact === undefined) throw new Error("no contact was kept");
  expect(Buffer.from(contact.address).includes("778899")).toBe(false);
  expect(await openDutyAddress(house.server, contact)).toBe("778899");
  await expect(openDutyAddress(house.server, { ...contact, officer: second })).rejects.toThrow("wrong_label");
  await house.directory.removeContact(first, "telegram");
  expect(await house.directory.contactsOf(first)).toEqual([]);
});

test("a link code leads to its officer once, within 15 minutes, however it is typed", async () => {
  const { house, first } = await houseWithStaff();
  const { directory, time } = house;
  const code = await directory.newLinkCode(first);
  const late = await directory.newLinkCode(first);
  const kept = [...house.store.rows.linkCodes.keys()].join(" ");

  const taken = await directory.takeLinkCode(
    ` ${code.toLowerCase().replaceAll("0", "o").replaceAll("1", "l")} `,
  );
  const again = await directory.takeLinkCode(code);
  time.now = after(time.now, 15 * MINUTE);

  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  expect(kept).not.toContain(code);
  expect([taken, again, await directory.takeLinkCode(late), await directory.takeLinkCode("")]).toEqual([
    first,
    undefined,
    undefined,
    undefined,
  ]);
});

test("numbers are kept with the day of their last check, in their order, by admins only", async () => {
  const { house, admin, first } = await houseWithStaff();
  const { directory, time } = house;
  const number = {
    name: "SAPA",
    number: "129",
    remark: "",
    area: NATION,
    kind: "sapa" as const,
    corps: undefined,
    order: 2,
  };

  const saved = granted(await directory.saveNumber(admin, number));
  granted(await directory.saveNumber(admin, { ...number, name: "Darurat", number: "112", order: 1 }));
  time.now = after(time.now, MINUTE);
  granted(await directory.saveNumber(admin, { ...saved, number: "08111-129-129" }));

  expect(await directory.numbers()).toMatchObject([
    { name: "Darurat" },
    { id: saved.id, number: "08111-129-129", checkedAt: time.now },
  ]);
  expect(await directory.saveNumber(first, number)).toMatchObject({ refusal: "not_admin" });
  expect(await directory.saveNumber(admin, { ...number, number: "abc" })).toMatchObject({
    refusal: "invalid_value",
  });
  granted(await directory.removeNumber(admin, saved.id));
  expect(await directory.numbers()).toHaveLength(1);
});
