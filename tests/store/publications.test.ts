import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publishDue } from "../../api/insight/index.ts";
import { instant, type AgencyId, type AreaCode, type LocalDay } from "../../api/kernel.ts";
import { enrolInDirectory, filingByTurn } from "../contracts/store/filed.ts";
import { publicationsContract } from "../contracts/store/publications.ts";
import { at, newCase } from "../contracts/store/samples.ts";
import { createFakePublicationRows } from "../fakes/publication-rows.ts";
import { closing, reopening } from "./closed.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => store.empty());
afterAll(() => store.close());

describe("public figures in the database", () => {
  publicationsContract(() => store);

  test("who tells of herself, and what one chat sends in heaps, is never read; the first day is anybody's", async () => {
    const file = filingByTurn(() => store);
    const lead: AgencyId = await enrolInDirectory(() => store.directory)("Dinsos");
    const counted = newCase(lead, { category: "hidden_prostitution" });
    await file(newCase(lead, { tellsOfPlace: false, filedAt: at(-5 * 24 * 60) }));
    await file(newCase(lead, { oneOfMany: true }));
    await file(counted);

    const { incident, area, category } = counted.card;
    expect(await store.publications.reports()).toEqual([
      { incident, area, category, day: "2026-11-21", dismissed: false },
    ]);
    expect(await store.publications.firstDay()).toBe("2026-11-16");
  });

  test("a case closed as none is said to be, until it is opened again", async () => {
    const filed = newCase(await enrolInDirectory(() => store.directory)("Dinsos"));
    await filingByTurn(() => store)(filed);
    const { set, events } = closing(at(60));
    const dismissed = async () => (await store.publications.reports()).map((report) => report.dismissed);

    await store.cases.change(filed.card.id, 1, { set: { ...set, outcome: "not_a_case" }, events });
    const closed = await dismissed();
    await store.cases.change(filed.card.id, 2, reopening(at(90)));

    expect([closed, await dismissed()]).toEqual([[true], [false]]);
  });

  test("what was filed is told two quarters later, as a band, and what is filed or linked afterwards changes nothing", async () => {
    const file = filingByTurn(() => store);
    const lead = await enrolInDirectory(() => store.directory)("Dinsos");
    const filed = Array.from({ length: 13 }, () => newCase(lead, { category: "child_sexual_abuse" }));
    for (const one of filed.slice(0, 11)) await file(one);
    const publish = (day: string) =>
      publishDue({
        rows: store.publications,
        provinces: ["33", "15"] as AreaCode[],
        clock: () => instant(Date.parse(`${day}T00:10+07:00`)),
      });

    const early = await publish("2027-03-31");
    const due = await publish("2027-04-01");
    for (const one of filed.slice(11)) await file(one);
    const again = await publish("2027-04-02");

    expect([early, due, again]).toEqual([[], ["2026-Q4"], []]);
    const [publication] = await store.publications.published();
    expect(publication?.figures.filter(({ least }) => least > 0)).toEqual([
      { topic: "sexual_violence_against_children", province: "33", least: 10, most: 14 },
    ]);
  });

  test("what was published can be neither rewritten nor struck out", async () => {
    await store.publications.publish({
      quarter: "2026-Q1",
      publishedOn: "2026-07-01" as LocalDay,
      figures: [],
    });

    for (const statement of ["update publication set figures = '[]'", "delete from publication"])
      await expect(store.pool.query(statement)).rejects.toThrow("append-only");
  });
});

describe("public figures in memory", () => {
  let rows = createFakePublicationRows();
  beforeEach(() => {
    rows = createFakePublicationRows();
  });

  publicationsContract(() => ({ publications: rows }));
});
