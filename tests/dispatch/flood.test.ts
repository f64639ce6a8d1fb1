/** One chat floods: nothing of it is lost, nobody else waits for it, and its many reports stand lower among equals. */
import { fc } from "../chance.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MINUTE, SECOND } from "../../api/kernel.ts";
import { texts } from "../servers/road.ts";
import { actorOf, DANGER, openStreet, wordsIn, type Passer, type Street } from "../servers/street.ts";

let street: Street;
beforeAll(async () => {
  street = await openStreet();
});
afterAll(() => street.close());

async function flood(person: Passer, messages: number): Promise<void> {
  for (let number = 1; number <= messages; number += 1)
    await person.types(`pesan ke-${number}: ada apa di sana`);
}

/** Works in turns of a second, as the loop does when it finds nothing, until everything is heard. */
async function workThrough(): Promise<void> {
  for (let second = 0; second < 600; second += 1) {
    while (await street.dispatch.once());
    if ((await street.store.health()).unheard === 0) return street.settle();
    street.pass(SECOND);
  }
  throw new Error("never heard to its end");
}

test("whoever writes during a flood is answered after one turn of the flood at most, wherever he comes in it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 22, max: 34 }), fc.nat({ max: 34 }), async (size, where) => {
      const [machine, person] = [street.person(), street.person()];
      await flood(machine, Math.min(where, size));
      await person.types(DANGER);
      await flood(machine, Math.max(0, size - where));

      let turns = 0;
      while (person.reads().length === 0 && turns < 10) {
        turns += 1;
        await street.dispatch.once();
        while (await street.courier.once());
      }

      expect(turns).toBeLessThanOrEqual(2);
      await workThrough();
    }),
    { numRuns: 3 },
  );
});

test("every message of a flood is kept in its order, however slowly it is handled", async () => {
  const machine = street.person();
  const said = Array.from({ length: 26 }, (_, number) => `${DANGER}, kata ${number}`);
  for (const text of said) await machine.types(text);

  await workThrough();

  const opened = await street.reporterDesk.openByCode(machine.code());
  expect(opened.ok && wordsIn(await street.events(opened.value.case))).toEqual(said);
});

test("a flood is answered in few words: that everything is kept, and no answer twice in a row", async () => {
  const machine = street.person();
  await flood(machine, 26);

  await workThrough();

  const answers = machine.reads();
  expect(answers).toContain(texts.say("id", "bot.flood.kept", { n: 26 }));
  expect(answers.length).toBeLessThan(15);
});

test("a slowed chat rests between its turns, and others do not wait for that", async () => {
  const [machine, person] = [street.person(), street.person()];
  await flood(machine, 26);
  await street.dispatch.once();

  const atOnce = await street.dispatch.once();
  await person.types(DANGER);
  const other = await street.dispatch.once();
  street.pass(3 * SECOND);
  const rested = await street.dispatch.once();

  expect([atOnce, other, rested]).toEqual([false, true, true]);
  await workThrough();
});

describe("more reports than five in a day from one chat", () => {
  test("are filed all the same, on the same clock, marked for officers and below their equals", async () => {
    const [busy, other] = [street.person(), street.person()];
    const before = new Set(await street.cases());
    for (let report = 0; report < 7; report += 1) {
      if (report > 0) await busy.says("lapor lagi");
      await busy.files();
      street.pass(10 * MINUTE);
    }
    await other.files();

    const cards = await street.desk.cards(actorOf(street.staff.ppa), { limit: 100 });
    const fresh = cards.filter(({ id }) => !before.has(id));

    expect(fresh.map(({ oneOfMany }) => oneOfMany)).toEqual([...Array(6).fill(false), true, true]);
    expect(new Set(fresh.map(({ severity }) => severity)).size).toBe(1);
    expect(new Set(fresh.map(({ claimDueAt, filedAt }) => (claimDueAt ?? 0) - filedAt)).size).toBe(1);
  });
});
