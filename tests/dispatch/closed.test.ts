import { afterEach, beforeEach, expect, test } from "vitest";
import { MINUTE } from "../../api/kernel.ts";
import { enrolStaff } from "../servers/road.ts";
import { DANGER, openStreet, STORY, type Street } from "../servers/street.ts";

let street: Street;
beforeEach(async () => {
  street = await openStreet({ staff: false });
});
afterEach(() => street.close());

test("until a coordinator holds a key nothing is called received, and whoever is in danger gets numbers", async () => {
  const person = street.person();

  await person.says(DANGER);

  expect(person.reads().join()).toContain("129");
  expect(person.reads().filter((text) => /\d{4} \d{4} \d{4}/.test(text))).toEqual([]);
});

test("what was told while the hotline was closed is filed once it opens", async () => {
  const person = street.person();
  await person.says(STORY);
  const staff = await enrolStaff(street);

  street.pass(31 * MINUTE);
  await street.settle();

  const actor = { kind: "officer" as const, ...staff.ppa };
  expect(await street.desk.cards(actor, { limit: 5 })).toHaveLength(1);
});
