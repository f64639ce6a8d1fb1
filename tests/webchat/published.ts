/** Two quarters as the public reads them. */
import { TOPICS, type Figure, type Quarter } from "../../api/insight/index.ts";
import type { Publication } from "../../api/insight/ports.ts";
import type { AreaCode, LocalDay } from "../../api/kernel.ts";

const HIDDEN = { least: 0, most: 9 };
const figure = (topic: Figure["topic"], province: string, least?: number): Figure => ({
  topic,
  province: province as AreaCode,
  ...(least === undefined ? HIDDEN : { least, most: least + 4 }),
});
const quarter = (name: Quarter, publishedOn: string, figures: Figure[]): Publication => ({
  quarter: name,
  publishedOn: publishedOn as LocalDay,
  figures,
});

export const PROVINCES: Record<string, string> = { 15: "Jambi", 31: "DKI Jakarta", 33: "Jawa Tengah" };

export const PUBLISHED: Publication[] = [
  quarter("2026-Q2", "2026-10-01", [
    figure(TOPICS[0], "15", 10),
    figure(TOPICS[0], "31"),
    figure(TOPICS[0], "33", 35),
    figure(TOPICS[0], "elsewhere", 15),
    ...TOPICS.slice(1).flatMap((topic) =>
      ["15", "31", "33", "elsewhere"].map((place) => figure(topic, place)),
    ),
  ]),
  quarter(
    "2026-Q1",
    "2026-07-01",
    TOPICS.flatMap((topic) => ["15", "31", "33", "elsewhere"].map((place) => figure(topic, place))),
  ),
];
