import { randomUUID } from "node:crypto";
import { fc } from "../chance.ts";
import { describe, expect, test } from "vitest";
import { ELSEWHERE, figuresOf, publishDue, TOPICS, type Figure } from "../../api/insight/index.ts";
import type { PublicReport } from "../../api/insight/ports.ts";
import {
  CATEGORIES,
  instant,
  type AreaCode,
  type Category,
  type IncidentId,
  type LocalDay,
} from "../../api/kernel.ts";
import { createFakePublicationRows } from "../fakes/publication-rows.ts";
import { everyTable } from "./tables.ts";

const province = (code: string) => code as AreaCode;
const JAMBI = province("15");
const JAVA = province("33");
const NOWHERE = province("");
const PROVINCES = [JAMBI, JAVA, province("31")];

const report = (rest: Partial<PublicReport> = {}): PublicReport => ({
  incident: randomUUID() as IncidentId,
  day: "2026-05-12" as LocalDay,
  area: province("15.71.03"),
  category: "child_sexual_abuse",
  dismissed: false,
  ...rest,
});
const many = (count: number, rest: Partial<PublicReport> = {}) =>
  Array.from({ length: count }, () => report(rest));
const of = (figures: readonly Figure[], place: Figure["province"], topic = TOPICS[0] as Figure["topic"]) => {
  const found = figures.find((figure) => figure.topic === topic && figure.province === place);
  return found && [found.least, found.most];
};

/** What is told of a province with so many events. */
const toldOf = (count: number) => of(figuresOf(many(count), "2026-Q2", PROVINCES), JAMBI);

describe("figures for the public", () => {
  test("from ten on a number is told in steps of five; below, every number looks like none", () => {
    const told = [0, 1, 9, 10, 14, 15, 123].map(toldOf);

    expect(told).toEqual([
      [0, 9],
      [0, 9],
      [0, 9],
      [10, 14],
      [10, 14],
      [15, 19],
      [120, 124],
    ]);
  });

  test("hidden provinces and events without a place stand together", () => {
    const reports = [
      ...many(30),
      ...many(7, { area: province("33.25") }),
      ...many(4, { area: province("31.73.01") }),
      ...many(5, { area: NOWHERE }),
    ];

    const figures = figuresOf(reports, "2026-Q2", PROVINCES);

    expect(of(figures, JAMBI)).toEqual([30, 34]);
    expect(of(figures, JAVA)).toEqual([0, 9]);
    expect(of(figures, ELSEWHERE)).toEqual([15, 19]);
  });

  test("an event counts once, in the quarter and the province of its earliest report", () => {
    const incident = randomUUID() as IncidentId;
    const again = { incident, area: province("33.25"), day: "2026-04-03" as LocalDay };
    const before = randomUUID() as IncidentId;
    const reports = [
      ...many(9),
      report({ incident, day: "2026-04-02" as LocalDay }),
      report(again),
      ...many(9, { area: JAVA }),
      report({ incident: before, area: JAVA, day: "2026-03-31" as LocalDay }),
      report({ incident: before, area: JAVA, day: "2026-04-01" as LocalDay }),
    ];

    const figures = figuresOf(reports, "2026-Q2", PROVINCES);

    expect(of(figures, JAMBI)).toEqual([10, 14]);
    expect(of(figures, JAVA)).toEqual([0, 9]);
  });

  test("people who want out, adverts and what turned out to be no case feed no figure", () => {
    const left = (["exit_support", "not_a_report"] as const).flatMap((category) => many(40, { category }));

    const figures = figuresOf([...left, ...many(40, { dismissed: true })], "2026-Q2", PROVINCES);

    expect(figures.filter(({ least }) => least > 0)).toEqual([]);
  });

  test("every other category belongs to one topic", () => {
    const counted = CATEGORIES.filter((category) => {
      const figures = figuresOf(many(12, { category }), "2026-Q2", PROVINCES);
      return figures.filter(({ least }) => least > 0).length === 1;
    });

    expect(counted).toEqual(CATEGORIES.filter((one) => one !== "exit_support" && one !== "not_a_report"));
  });
});

/**
 * What a reader knows who has every figure and knows how figures are made: all tables that are told alike. One topic at
 * a time, for no event counts in two, and one quarter, for none counts in two of those either.
 */
describe("no hidden number can be narrowed down", () => {
  const MOST = 14;
  /** Tables whose rest is larger have fellows beyond those enumerated; only whole groups are judged. */
  const MOST_REST = 44;
  const bands = Array.from({ length: MOST_REST + 3 * MOST }, (_, count) => toldOf(count));
  const hidden = (count: number) => bands[count]?.[0] === 0;

  test("by a reader who knows the rule and everything told: each may be any number from 0 to 9", () => {
    const alike = new Map<string, Set<number>[]>();
    for (const counts of everyTable(3, MOST))
      for (let nowhere = 0; nowhere <= MOST_REST; nowhere++) {
        const rest = nowhere + counts.filter(hidden).reduce((sum, count) => sum + count, 0);
        if ((bands[rest]?.[1] ?? 0) > MOST_REST) continue;
        const told = JSON.stringify([...counts, rest].map((count) => bands[count]));
        const seen = alike.get(told) ?? counts.map(() => new Set<number>());
        for (const [cell, count] of counts.entries()) seen[cell]?.add(count);
        alike.set(told, seen);
      }

    const narrowed = [...alike].flatMap(([told, seen]) =>
      seen.filter((values) => [...values].some(hidden) && values.size < 10).map(() => told),
    );

    expect(alike.size).toBeGreaterThan(50);
    expect(narrowed).toEqual([]);
  });

  test("in any table of the whole country, by a reader who subtracts all he can", () => {
    const places = Array.from({ length: 38 }, (_, at) => province(String(11 + at)));
    const category = fc.constantFrom<Category[]>(
      "child_sexual_abuse",
      "hidden_prostitution",
      "other_violence",
    );
    const heaps = fc.array(fc.tuple(fc.constantFrom(NOWHERE, ...places), category, fc.nat(40)), {
      maxLength: 30,
    });

    fc.assert(
      fc.property(heaps, (counts) => {
        const reports = counts.flatMap(([area, kind, count]) => many(count, { area, category: kind }));
        const figures = figuresOf(reports, "2026-Q2", places);

        const counted = (topic: Figure["topic"], place: Figure["province"]) =>
          reports.filter(({ area, category: kind }) => area === place && TOPIC[kind] === topic).length;
        for (const topic of TOPICS) {
          const all = figures.filter((figure) => figure.topic === topic);
          const secret = all.filter(({ most, province: place }) => most < 10 && place !== ELSEWHERE);
          const rest = of(figures, ELSEWHERE, topic) ?? [];
          const held = secret.reduce((sum, { province: place }) => sum + counted(topic, place), 0);
          // The only sum: hidden provinces and events without a place. Nobody is told how many the latter are.
          expect(rest).toEqual(toldOf(held + counted(topic, NOWHERE)));
          for (const cell of secret) {
            const highest = Math.min(cell.most, rest[1] ?? 0);
            expect(highest - cell.least + 1).toBe(10);
          }
        }
        const told = figures.filter(({ least, most }) => !(least === 0 && most === 9));
        expect(told.every(({ least, most }) => least >= 10 && least % 5 === 0 && most === least + 4)).toBe(
          true,
        );
      }),
      { numRuns: 60 },
    );
  });
});

const TOPIC: Partial<Record<Category, Figure["topic"]>> = {
  child_sexual_abuse: "sexual_violence_against_children",
  hidden_prostitution: "prostitution_and_trafficking",
  other_violence: "other_violence",
};

describe("publishing", () => {
  const on = (day: string) => () => instant(Date.parse(`${day}T00:00+07:00`));
  const publish = (rows: ReturnType<typeof createFakePublicationRows>, day: string) =>
    publishDue({ rows, provinces: PROVINCES, clock: on(day) });

  test("the figures of January to March are told from 1 July on, and not a day before", async () => {
    const rows = createFakePublicationRows([report({ day: "2026-02-01" as LocalDay })]);

    const days = [await publish(rows, "2026-06-30"), await publish(rows, "2026-07-01")];

    expect(days).toEqual([[], ["2026-Q1"]]);
  });

  test("what was missed is made up for, each quarter once, from the first report of any kind on", async () => {
    const rows = createFakePublicationRows([
      report({ day: "2025-11-30" as LocalDay, category: "not_a_report" }),
    ]);

    const runs = [await publish(rows, "2026-10-01"), await publish(rows, "2026-12-31")];

    expect(runs).toEqual([["2025-Q4", "2026-Q1", "2026-Q2"], []]);
  });

  test("nothing is published before anybody wrote", async () => {
    expect(await publish(createFakePublicationRows(), "2026-07-01")).toEqual([]);
  });

  test("what was published stays, whatever becomes known of that quarter later", async () => {
    const reports = many(14);
    const rows = createFakePublicationRows(reports);
    await publish(rows, "2026-10-01");
    const first = await rows.published();

    reports.push(...many(20));
    await publish(rows, "2026-10-02");

    expect(await rows.published()).toEqual(first);
  });
});
