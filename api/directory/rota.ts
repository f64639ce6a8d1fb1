/** Duty hours of a body: who may change them, and who is on duty. */
import {
  done,
  refuse,
  type AgencyId,
  type Instant,
  type OfficerId,
  type Result,
  type Zone,
} from "../kernel.ts";
import { activeOfficer } from "./acting.ts";
import type { Directory, DirectoryParts } from "./contract.ts";
import { dutyAt, isShift } from "./duty.ts";
import type { DutyHours, Officer } from "./words.ts";

export function createRota(parts: DirectoryParts): Pick<Directory, "dutyOf" | "setDuty" | "onDuty"> {
  const { store } = parts;

  async function setDuty(by: OfficerId, agency: AgencyId, hours: DutyHours[]): Promise<Result<undefined>> {
    const actor = await activeOfficer(parts, by);
    if (actor === undefined || !maySet(actor, agency, await store.duty(agency), hours))
      return refuse("no_access");
    const staff = new Set((await staffOf(agency)).map(({ id }) => id));
    const sound = hours.every(
      (shift) => isShift(shift) && shift.agency === agency && staff.has(shift.officer),
    );
    if (!sound) return refuse("invalid_value");
    await store.saveDuty(agency, hours);
    return done;
  }

  async function onDuty(agency: AgencyId, now: Instant, zone: Zone): Promise<OfficerId[]> {
    const active = new Set(
      (await staffOf(agency)).filter(({ state }) => state === "active").map(({ id }) => id),
    );
    return dutyAt(await store.duty(agency), now, zone).filter((officer) => active.has(officer));
  }

  const staffOf = async (agency: AgencyId) =>
    (await store.officers()).filter((officer) => officer.agency === agency && officer.state !== "disabled");

  return { dutyOf: (agency) => store.duty(agency), setDuty, onDuty };
}

/** An admin and the body's supervisor set everybody's hours, an officer only his own. */
function maySet(actor: Officer, agency: AgencyId, before: DutyHours[], wanted: DutyHours[]): boolean {
  if (actor.role === "admin") return true;
  if (actor.agency !== agency) return false;
  return actor.role === "supervisor" || othersHours(actor, before) === othersHours(actor, wanted);
}

const othersHours = (actor: Officer, hours: DutyHours[]): string =>
  hours
    .filter(({ officer }) => officer !== actor.id)
    .map(({ officer, weekday, from, to }) => `${officer} ${weekday} ${from} ${to}`)
    .toSorted()
    .join("\n");
