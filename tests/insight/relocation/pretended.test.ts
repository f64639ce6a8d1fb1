import { expect, test } from "vitest";
import { pretendedSites } from "../../../api/insight/relocation/index.ts";
import type { AreaCode } from "../../../api/kernel.ts";

const codes = (...texts: string[]) => texts as AreaCode[];

test("closures are pretended in the busiest district of each kab/kota, the busiest kab/kota first", () => {
  const districts = codes("15.01.01", "15.01.02", "15.02.01", "15.02.02", "15.03.01");
  const incidents = [
    { area: "15.01.02", week: 0, count: 2 },
    { area: "15.01.01", week: 1, count: 1 },
    { area: "15.02.01", week: 3, count: 2 },
    { area: "15.02.01", week: 9, count: 2 },
    { area: "15.02.02", week: 9, count: 3 },
  ];

  expect(pretendedSites(incidents, districts)).toEqual(codes("15.02.01", "15.01.02"));
});

test("and nowhere but in the districts that may be chosen", () => {
  const incidents = [
    { area: "15.01.01", week: 0, count: 9 },
    { area: "15.01.02", week: 0, count: 1 },
  ];

  expect(pretendedSites(incidents, codes("15.01.02"))).toEqual(codes("15.01.02"));
});
