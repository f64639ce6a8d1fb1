/** A few places of the official list, in a Map; found by name only. */
import { NATION, areaAndAbove, parentArea, type AreaCode } from "../../api/kernel.ts";
import type { Area, AreaLevel, Gazetteer } from "../../api/area/index.ts";

const NAMES: Record<string, string> = {
  "16": "Sumatera Selatan",
  "16.71": "Kota Palembang",
  "16.71.08": "Kecamatan Sukarami",
  "33": "Jawa Tengah",
  "33.25": "Kabupaten Batang",
  "33.25.01": "Kecamatan Subah",
  "33.25.01.2001": "Desa Jatisari",
  "33.25.08": "Kecamatan Tersono",
  "33.25.09": "Kecamatan Gringsing",
  "91": "Papua",
  "91.03": "Kabupaten Jayapura",
};
const LEVELS: AreaLevel[] = ["nation", "province", "regency", "district", "village"];

export function fakeGazetteer(): Gazetteer {
  const areas = new Map<string, Area>(
    Object.entries(NAMES).map(([code, name]) => [
      code,
      { code: code as AreaCode, name, level: LEVELS[code.split(".").length] ?? "village" },
    ]),
  );
  const describe = (code: AreaCode) =>
    code === NATION
      ? "Indonesia"
      : areaAndAbove(code)
          .flatMap((area) => areas.get(area)?.name ?? [])
          .join(", ");
  const gazetteer: Gazetteer = {
    resolve: () => ({ kind: "none" }),
    find: (code) => areas.get(code),
    describe,
    children: (code) =>
      [...areas.values()].filter((area) => area.code !== NATION && parentArea(area.code) === code),
    search: (words, limit) =>
      [...areas.values()]
        .filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()))
        .slice(0, limit),
    zoneOf: (code) => (code.startsWith("91") ? "Asia/Jayapura" : "Asia/Jakarta"),
    withAliases: () => gazetteer,
    shipped: [],
    isEverydayWord: (text) => text.trim() === "malam",
  };
  return gazetteer;
}
