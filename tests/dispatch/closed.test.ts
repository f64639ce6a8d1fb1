import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE } from "../../api/kernel.ts";
import { enrolStaff, right } from "../servers/road.ts";
import { actorOf, DANGER, openStreet, STORY, wordsIn, type Street } from "../servers/street.ts";

let street: Street;
beforeAll(async () => {
  street = await openStreet({ staff: false });
});
afterAll(() => street.close());

test("until a coordinator holds a key nothing is called received, and whoever is in danger gets numbers", async () => {
  const person = street.person();

  await person.says(DANGER);

  expect(person.reads().join()).toContain("129");
  expect(person.reads().filter((text) => /\d{4} \d{4} \d{4}/.test(text))).toEqual([]);
});

// The last test: from here on the hotline is open.
test("what was told while the hotline was closed is filed once it opens", async () => {
  const person = street.person();
  await person.says(STORY);
  const staff = await enrolStaff(street);

  street.pass(31 * MINUTE);
  await street.settle();

  const cards = await street.desk.cards(actorOf(staff.ppa), { limit: 5 });
  const words = await Promise.all(
    cards.map(async ({ id }) => wordsIn(right(await street.desk.open(staff.ppa, id)).events)),
  );
  expect(words).toContainEqual([STORY]);
});
