/** What somebody wants to enter as a closed site: every field checked, all that is wrong said at once. Pure. */
import { zoneOf } from "../area/index.ts";
import {
  faultsAmong,
  localDay,
  ok,
  refuseFields,
  type AreaCode,
  type Fault,
  type Instant,
  type LocalDay,
  type Result,
} from "../kernel.ts";
import type { Body } from "../routing/index.ts";
import { maySee } from "./rights.ts";
import type { EnteredSite, WantedSite } from "./words.ts";

/** Characters; longer is refused. */
export const LONGEST = { place: 300, note: 4_000 } as const;

const DISTRICT = /^\d\d\.\d\d\.\d\d$/;

/** Refuses invalid_value, with what is wrong with which field. */
export function wantedFrom(entered: EnteredSite, body: Body, now: Instant): Result<WantedSite> {
  const { district, kind, source, closedOn } = entered;
  const [place, note] = [entered.place.trim(), entered.note.trim()];
  const wrong = faultsAmong({
    district: districtFault(district) ?? (district && !maySee(body, district) ? "outside_area" : undefined),
    kind: kind === undefined ? "choice_missing" : undefined,
    closedOn: dayFault(closedOn, localDay(now, zoneOf(district ?? body.area))),
    source: source === undefined ? "choice_missing" : undefined,
    place: place === "" ? "text_missing" : place.length > LONGEST.place ? "text_too_long" : undefined,
    note: note.length > LONGEST.note ? "text_too_long" : undefined,
  });
  const missing = district === undefined || kind === undefined || source === undefined || !isDay(closedOn);
  if (missing || wrong !== undefined) return refuseFields(wrong ?? {});
  return ok({ district, kind, source, closedOn, place, note });
}

/** What keeps a code from being a kecamatan; undefined is none that was understood. */
export function districtFault(code: AreaCode | undefined): Fault | undefined {
  if (code === undefined) return "area_missing";
  return DISTRICT.test(code) ? undefined : "not_a_district";
}

function dayFault(text: string, today: LocalDay): Fault | undefined {
  if (!isDay(text)) return "day_missing";
  return text > today ? "day_to_come" : undefined;
}

/** A day that the calendar knows. */
function isDay(text: string): text is LocalDay {
  const at = Date.parse(`${text}T00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
