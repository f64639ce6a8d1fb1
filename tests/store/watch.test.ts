import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AgencyId, AreaCode } from "../../api/kernel.ts";
import { enrolInDirectory, filingByTurn } from "../contracts/store/filed.ts";
import { at, newCase, NOON } from "../contracts/store/samples.ts";
import { watchContract } from "../contracts/store/watch.ts";
import { createFakeWatchRows } from "../fakes/watch-rows.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => store.empty());
afterAll(() => store.close());

describe("the weekly watch in the database", () => {
  watchContract(() => store);

  test("who tells of herself, and what one chat sends in heaps, is never read; nor is what came before", async () => {
    const file = filingByTurn(() => store);
    const lead: AgencyId = await enrolInDirectory(() => store.directory)("Dinsos");
    const counted = newCase(lead, { category: "hidden_prostitution" });
    await file(counted);
    await file(newCase(lead, { category: "hidden_prostitution", tellsOfPlace: false }));
    await file(newCase(lead, { category: "hidden_prostitution", oneOfMany: true }));
    await file(newCase(lead, { category: "hidden_prostitution", filedAt: at(-60) }));

    const { incident, area, category } = counted.card;
    expect(await store.watch.reports(NOON)).toEqual([{ incident, area, category, filedAt: NOON }]);
  });

  test("the reports of one province are read alone", async () => {
    const file = filingByTurn(() => store);
    const lead: AgencyId = await enrolInDirectory(() => store.directory)("Dinsos");
    const areas = ["33.25.01", "33", "34.01.02", ""] as AreaCode[];
    for (const area of areas) await file(newCase(lead, { category: "hidden_prostitution", area }));

    const read = async (province?: string) =>
      (await store.watch.reports(NOON, province as AreaCode | undefined)).map(({ area }) => area).toSorted();

    expect(await read("33")).toEqual(["33", "33.25.01"]);
    expect(await read()).toEqual(areas.toSorted());
  });
});

describe("the weekly watch in memory", () => {
  let rows = createFakeWatchRows();
  beforeEach(() => {
    rows = createFakeWatchRows();
  });

  watchContract(() => ({ watch: rows }));
});
