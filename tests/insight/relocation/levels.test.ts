import { describe, expect, test } from "vitest";
import { byRegency, knownToDistrict } from "../../../api/insight/relocation/index.ts";
import type { AreaCode } from "../../../api/kernel.ts";

const incident = (area: string, count: number) => ({ area: area as AreaCode, week: 3, count });
const mixed = [incident("15.71.01", 2), incident("15.71", 1), incident("15", 1)];

describe("reports without a district", () => {
  test("are left out of a scan of districts, and their share is said", () => {
    expect(knownToDistrict(mixed)).toEqual({ known: [incident("15.71.01", 2)], shareUnknown: 0.5 });
  });

  test("count in a scan of kab/kota, where one is known", () => {
    expect(byRegency(mixed)).toEqual([incident("15.71", 2), incident("15.71", 1)]);
  });

  test("without any report nothing is unknown", () => {
    expect(knownToDistrict([])).toEqual({ known: [], shareUnknown: 0 });
  });
});
