/** The bodies and their keys as routing and sealing need them. */
import { isOpen, type Agency } from "../directory/index.ts";
import type { Sealed } from "../kernel.ts";
import type { Bodies, NumbersToCall } from "../queue/ports.ts";
import type { Body } from "../routing/index.ts";
import type { Database } from "./database.ts";
import { toAgency, toNumber, withCopies } from "./directory-rows.ts";

export function createBodies({ prisma }: Database): Bodies {
  return {
    async all() {
      const rows = await prisma.agency.findMany({
        include: withCopies,
        orderBy: [{ area: "asc" }, { id: "asc" }],
      });
      return rows.map(toAgency).map(toBody);
    },

    async keys(agencies) {
      const rows = await prisma.agency.findMany({
        where: { id: { in: agencies }, approved: true, publicKey: { not: null }, keyMac: { not: null } },
        include: withCopies,
      });
      return rows
        .map(toAgency)
        .flatMap(({ id, publicKey, keyMac }) =>
          publicKey === undefined || keyMac === undefined ? [] : [{ agency: id, publicKey, mac: keyMac }],
        );
    },

    async keyForOfficer(agency, officer) {
      const row = await prisma.agencyKeyCopy.findFirst({
        where: { agencyId: agency, officerId: officer, officer: { state: "active", agencyId: agency } },
      });
      return row === null ? undefined : (row.sealed as Sealed<"agency-key">);
    },
  };
}

const toBody = (agency: Agency): Body => ({
  id: agency.id,
  name: agency.name,
  kind: agency.kind,
  area: agency.area,
  // The store has no key to check the server's MACs with; sealing and the directory do.
  open: isOpen(agency, true),
  phone: agency.phone,
});

export function createNumbersToCall({ prisma }: Database): NumbersToCall {
  return {
    async unattached(area) {
      const rows = await prisma.hotlineNumber.findMany({
        where: { corps: null },
        orderBy: [{ order: "asc" }, { id: "asc" }],
      });
      return rows
        .map(toNumber)
        .filter((number) => number.area === "" || number.area === area || area.startsWith(`${number.area}.`))
        .map(({ name, number }) => ({ name, number }));
    },
  };
}
