/** Who is on duty, and where that person is woken. */
import { localMinute, type Instant, type OfficerId, type Zone } from "../kernel.ts";
import { open, type Label, type ServerKeys } from "../vault/index.ts";
import type { DutyContact, DutyHours } from "./words.ts";

/** Officers on duty at `now`, each once. `zone` is that of the body's area: hours are local wall time. Pure. */
export function dutyAt(hours: readonly DutyHours[], now: Instant, zone: Zone): OfficerId[] {
  const { weekday, minute } = localMinute(now, zone);
  const here = hours.filter(
    (shift) => shift.weekday === weekday && shift.from <= minute && minute < shift.to,
  );
  return [...new Set(here.map(({ officer }) => officer))];
}

/** A shift within one local day; a night is two of them. */
export const isShift = ({ weekday, from, to }: DutyHours): boolean =>
  [weekday, from, to].every(Number.isInteger) &&
  weekday >= 1 &&
  weekday <= 7 &&
  from >= 0 &&
  from < to &&
  to <= 1440;

export const dutyAddressLabel = (officer: OfficerId): Label => ({
  owner: officer,
  kind: "duty-address",
  epoch: 0,
});

/** The channel's own address of an officer's chat; only for waking. Throws OpeningError. */
export async function openDutyAddress(
  server: ServerKeys,
  contact: Pick<DutyContact, "officer" | "address">,
): Promise<string> {
  return new TextDecoder().decode(
    await open(server.privateKey, dutyAddressLabel(contact.officer), contact.address),
  );
}
