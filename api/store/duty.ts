/** Who is on duty when, and where they are woken. */
import type { DirectoryStore } from "../directory/ports.ts";
import { zoneOf } from "../area/index.ts";
import { dutyAt, type DutyHours } from "../directory/index.ts";
import type { AgencyId, AreaCode, Instant, OfficerId } from "../kernel.ts";
import type { DutyRoster } from "../queue/ports.ts";
import type { Database } from "./database.ts";
import { toDutyContact, toDutyHours } from "./directory-rows.ts";

type DutyRows = Pick<DirectoryStore, "duty" | "saveDuty" | "contacts" | "saveContact" | "removeContact">;

export function createDutyRows({ prisma, write }: Database): DutyRows {
  return {
    async duty(agency) {
      const rows = await prisma.dutyHours.findMany({
        where: { agencyId: agency },
        orderBy: [{ weekday: "asc" }, { fromMinute: "asc" }, { id: "asc" }],
      });
      return rows.map(toDutyHours);
    },

    async saveDuty(agency, hours) {
      await write(async (tx) => {
        await tx.dutyHours.deleteMany({ where: { agencyId: agency } });
        await tx.dutyHours.createMany({ data: hours.map((one) => toDutyRow(agency, one)) });
      });
    },

    async contacts(officer) {
      const rows = await prisma.dutyContact.findMany({
        where: { officerId: officer },
        orderBy: { channel: "asc" },
      });
      return rows.map(toDutyContact);
    },

    async saveContact({ officer, channel, address }) {
      await prisma.dutyContact.upsert({
        where: { officerId_channel: { officerId: officer, channel } },
        create: { officerId: officer, channel, address },
        update: { address },
      });
    },

    async removeContact(officer, channel) {
      await prisma.dutyContact.deleteMany({ where: { officerId: officer, channel } });
    },
  };
}

const toDutyRow = (agencyId: AgencyId, { officer, weekday, from, to }: DutyHours) => ({
  agencyId,
  officerId: officer,
  weekday,
  fromMinute: from,
  toMinute: to,
});

/** Duty hours are local to the body; only officers who may act count. */
export function createDutyRoster({ prisma }: Database): DutyRoster {
  async function onDutyNow(agency: AgencyId, now: Instant): Promise<OfficerId[]> {
    const body = await prisma.agency.findUnique({ where: { id: agency }, select: { area: true } });
    if (body === null) return [];
    const rows = await prisma.dutyHours.findMany({
      where: { agencyId: agency, officer: { state: "active", agencyId: agency } },
    });
    return dutyAt(rows.map(toDutyHours), now, zoneOf(body.area as AreaCode));
  }

  return {
    async onDuty(agency, now) {
      const officers = await onDutyNow(agency, now);
      const rows = await prisma.dutyContact.findMany({
        where: { officerId: { in: officers } },
        orderBy: [{ officerId: "asc" }, { channel: "asc" }],
      });
      return rows.map(toDutyContact);
    },

    hasDuty: async (agency, now) => (await onDutyNow(agency, now)).length > 0,
  };
}
