import { expect, test } from "vitest";
import { agreementByMonth, agreementOf, wilson } from "../../api/insight/index.ts";
import type { TriageAgreement } from "../../api/insight/ports.ts";
import type { LocalDay } from "../../api/kernel.ts";

const review = (day: string, category: boolean): TriageAgreement => ({
  day: day as LocalDay,
  category,
  severity: true,
  child: true,
  area: false,
  indicators: true,
});
const many = (count: number, day: string, category: boolean) =>
  Array.from({ length: count }, () => review(day, category));

test("a share comes with its interval, field by field", () => {
  const reviews = [...many(81, "2026-10-05", true), ...many(19, "2026-10-06", false)];

  const [category, severity, , area] = agreementOf(reviews);

  expect(category).toEqual({
    field: "category",
    agreement: { reviewed: 100, percent: 81, low: 72, high: 87 },
  });
  expect(severity?.agreement).toMatchObject({ percent: 100, low: 96 });
  expect(area?.agreement).toMatchObject({ percent: 0, high: 4 });
});

test("fewer than ten reviews say nothing and are not shown", () => {
  expect(agreementOf(many(9, "2026-10-05", true)).map(({ agreement }) => agreement)).toEqual(
    Array.from({ length: 5 }, () => "hidden"),
  );
});

test("drift shows month by month", () => {
  const reviews = [
    ...many(12, "2026-09-30", true),
    ...many(12, "2026-10-01", false),
    ...many(3, "2026-11-01", true),
  ];

  expect(agreementByMonth(reviews)).toMatchObject([
    { month: "2026-09", agreement: { percent: 100 } },
    { month: "2026-10", agreement: { percent: 0 } },
    { month: "2026-11", agreement: "hidden" },
  ]);
});

test("the interval is Wilson's: 81 of 100 gives 0.7222 to 0.8749", () => {
  const [low, high] = wilson(81, 100);

  expect(low).toBeCloseTo(0.7222, 4);
  expect(high).toBeCloseTo(0.8749, 4);
});
