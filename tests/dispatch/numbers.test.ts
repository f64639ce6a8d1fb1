/** Which numbers to call are shown, and which would ring at the wrong desk. */
import { expect, test } from "vitest";
import { instant, NATION, type AreaCode } from "../../api/kernel.ts";
import type { HotlineNumber, NumberId } from "../../api/directory/index.ts";
import { numbersFor } from "../../bots/dispatch/numbers.ts";

const number = (name: string, area: AreaCode, corps: string | undefined): HotlineNumber => ({
  id: name as NumberId,
  name,
  number: "0",
  kind: "other",
  remark: "",
  corps,
  area,
  order: 1,
  checkedAt: instant(1_795_000_000_000),
});
const BATANG = "33.25" as AreaCode;

test("with local government involved, the numbers of its offices in the district are left out, the others are not", () => {
  const all = [
    number("UPTD PPA Batang", BATANG, "protection_office"),
    number("UPTD PPA provinsi", "33" as AreaCode, "protection_office"),
    number("SAPA 129", NATION, undefined),
    number("Polisi", NATION, "police"),
  ];

  const shown = numbersFor(BATANG, ["local_government"], all);

  expect(shown.map(({ name }) => name)).toEqual(["UPTD PPA provinsi", "SAPA 129", "Polisi"]);
});
