/** Figures for the public, for those who calculate with them: the same bands as the page, and nothing else. */
import { ELSEWHERE } from "../../api/insight/index.ts";
import type { Publication } from "../../api/insight/ports.ts";
import type { AreaCode } from "../../api/kernel.ts";

type ProvinceName = (code: AreaCode) => string;

const COLUMNS = [
  "quarter",
  "published_on",
  "topic",
  "province_code",
  "province",
  "at_least",
  "at_most",
] as const;
type Line = Record<(typeof COLUMNS)[number], string | number>;

/** One line for each quarter, topic and province. `elsewhere`: hidden provinces and events without a place, together. */
const linesOf = (publications: readonly Publication[], provinceName: ProvinceName): Line[] =>
  publications.flatMap(({ quarter, publishedOn, figures }) =>
    figures.map(({ topic, province, least, most }) => ({
      quarter,
      published_on: publishedOn,
      topic,
      province_code: province === ELSEWHERE ? "" : province,
      province: province === ELSEWHERE ? ELSEWHERE : provinceName(province),
      at_least: least,
      at_most: most,
    })),
  );

/** RFC 4180, with a header line. */
export const figuresCsv = (publications: readonly Publication[], provinceName: ProvinceName): string =>
  [COLUMNS, ...linesOf(publications, provinceName).map((line) => COLUMNS.map((column) => line[column]))]
    .map((cells) => `${cells.map(quoted).join(",")}\r\n`)
    .join("");

export const figuresJson = (publications: readonly Publication[], provinceName: ProvinceName) => ({
  figures: linesOf(publications, provinceName),
});

const quoted = (cell: string | number): string =>
  /[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
