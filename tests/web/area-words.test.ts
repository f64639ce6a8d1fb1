import { expect, test } from "vitest";
import { NATION, type AreaCode } from "../../api/kernel.ts";
import { areaKnownNow } from "../../api/web/officer/area-words.ts";
import { createGazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";

test("a place that was told after danger had filed the report is what the officer reads", async () => {
  const gazetteer = createGazetteer(await loadGazetteerRows());
  const batang = "33.25" as AreaCode;

  expect(areaKnownNow(NATION, { place: "di Batang" }, gazetteer)).toBe(batang);
  expect(areaKnownNow(NATION, { place: "entah", area: batang }, gazetteer)).toBe(batang);
  expect(areaKnownNow(batang, { place: "entah" }, gazetteer)).toBe(batang);
  expect(areaKnownNow(batang, {}, gazetteer)).toBe(batang);
});
