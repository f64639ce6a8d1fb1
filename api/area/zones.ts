/** The time zone of an area: a rule of the provinces, so that no list of places is needed for it. */
import type { AreaCode, Zone } from "../kernel.ts";

/** Bali, Nusa Tenggara, south, east and north Kalimantan, Sulawesi. */
const CENTRAL = new Set("51 52 53 63 64 65 71 72 73 74 75 76".split(" "));
/** Maluku and Papua. */
const EASTERN = new Set("81 82 91 92 93 94 95 96".split(" "));

/** Keputusan Presiden 41/1987, by the first two digits of the code; the nation as a whole counts as WIB. */
export function zoneOf(area: AreaCode): Zone {
  const province = area.slice(0, 2);
  if (EASTERN.has(province)) return "Asia/Jayapura";
  return CENTRAL.has(province) ? "Asia/Makassar" : "Asia/Jakarta";
}
