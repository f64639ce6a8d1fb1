/** Reads the points and borders of districts, once, at start. Touches the disk, so it stays outside the face. */
import { readFile } from "node:fs/promises";
import type { AreaCode } from "../kernel.ts";
import type { DistrictRows } from "./district-map.ts";

export async function loadDistrictRows(): Promise<DistrictRows> {
  const [centroids, borders] = await Promise.all([rowsOf("centroids"), rowsOf("adjacency")]);
  return {
    centroids: centroids.map((row) => {
      // A name may hold commas, the first and the last two fields never do.
      const fields = row.split(",");
      const [latitude, longitude] = fields.slice(-2).map(Number);
      return { code: fields[0] as AreaCode, latitude: latitude ?? NaN, longitude: longitude ?? NaN };
    }),
    borders: borders.map((row) => row.split(",") as [AreaCode, AreaCode]),
  };
}

async function rowsOf(file: "centroids" | "adjacency"): Promise<string[]> {
  const text = await readFile(new URL(`districts/${file}.csv`, import.meta.url), "utf8");
  return text.trimEnd().split("\n").slice(1);
}
