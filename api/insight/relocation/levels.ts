/** Reports that name a kab/kota but no district: they join no scan of districts, and are never spread over them. */
import { parentArea, type AreaCode } from "../../kernel.ts";
import type { IncidentCount } from "./words.ts";

type Placed = IncidentCount & { area: AreaCode };

const isDistrict = ({ area }: Placed): boolean => area.split(".").length >= 3;

/** What a scan of districts can see, and the share that it cannot: to be said beside every result. */
export function knownToDistrict(incidents: readonly Placed[]): { known: Placed[]; shareUnknown: number } {
  const known = incidents.filter(isDistrict);
  const sum = (counts: readonly Placed[]) => counts.reduce((all, { count }) => all + count, 0);
  const all = sum(incidents);
  return { known, shareUnknown: all === 0 ? 0 : 1 - sum(known) / all };
}

/** Every incident at its kab/kota, for a scan whose zones are the kab/kota; what is known to a province only is left out. */
export function byRegency(incidents: readonly Placed[]): Placed[] {
  return incidents.flatMap((incident): Placed[] => {
    if (isDistrict(incident)) return [{ ...incident, area: parentArea(incident.area) }];
    return incident.area.includes(".") ? [incident] : [];
  });
}
