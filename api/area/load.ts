/**
 * Reads the official list of areas (idn-area-data 4.0.1, ODbL; see NOTICE.md). The only file of this part that touches
 * the disk; used by compose and commands.
 */
import { getDistricts, getProvinces, getRegencies, getVillages } from "idn-area-data";
import type { GazetteerRows } from "./tree.ts";

export async function loadGazetteerRows(): Promise<GazetteerRows> {
  const [provinces, regencies, districts, villages] = await Promise.all([
    getProvinces(),
    getRegencies(),
    getDistricts(),
    getVillages(),
  ]);
  return { provinces, regencies, districts, villages };
}
