/** The time zone of an area by its province, where no gazetteer is at hand. */
import type { AreaCode, Zone } from "../kernel.ts";

/** Keputusan Presiden 41/1987: Bali, Nusa Tenggara, south, east and north Kalimantan, Sulawesi. */
const WITA = new Set(["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"]);
/** Maluku and Papua. */
const WIT = new Set(["81", "82", "91", "92", "93", "94", "95", "96", "97"]);

/** WIB for the nation as a whole. */
export function zoneOf(area: AreaCode): Zone {
  const province = area.slice(0, 2);
  if (WITA.has(province)) return "Asia/Makassar";
  return WIT.has(province) ? "Asia/Jayapura" : "Asia/Jakarta";
}
