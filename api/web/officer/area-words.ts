/** Where a case lies, in words for officers: an unknown place is called unknown, never the whole country. */
import { NATION, type AreaCode } from "../../kernel.ts";
import { areaOf, type Gazetteer } from "../../area/index.ts";
import type { Answers } from "../../intake/index.ts";
import type { Speech } from "../../page/index.ts";

export const areaText = ({ say }: Speech, gazetteer: Gazetteer, area: AreaCode): string =>
  area === NATION ? say("web.case.area_unknown") : gazetteer.describe(area);

/**
 * The place as far as it is known now. Who is in danger files first and tells the place later; the report keeps the
 * area it was filed with, so the officer who could pass it on must see what was said since.
 */
export function areaKnownNow(filed: AreaCode, answers: Answers, gazetteer: Gazetteer): AreaCode {
  const said = answers.place === undefined ? undefined : areaOf(gazetteer.resolve(answers.place));
  return answers.area ?? said ?? filed;
}
