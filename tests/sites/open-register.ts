/** A register over rows in memory, with social services of a regency and the national coordinator. */
import type { AgencyId, AgencyKind, AreaCode, LocalDay } from "../../api/kernel.ts";
import type { Bodies } from "../../api/queue/index.ts";
import { createSiteRegister, type WantedSite } from "../../api/sites/index.ts";
import { body, granted, newHouse } from "../directory/house.ts";
import { createFakeSiteRows } from "../fakes/site-rows.ts";

export const SUBAH = "33.25.01" as AreaCode;
export const BATANG = "33.25" as AreaCode;
export const WANTED: WantedSite = {
  district: SUBAH,
  kind: "closed",
  closedOn: "2026-10-01" as LocalDay,
  source: "decree",
  place: " Jalan Lama, dekat terminal ",
  note: "",
};

export async function openRegister() {
  const house = await newHouse();
  const { directory, store, server, time, parts } = house;
  const people = await house.begin();
  const join = async (kind: AgencyKind, area: AreaCode, name: string) => {
    const agency = granted(await directory.addAgency(people.admin, { ...body(kind, area), name })).id;
    const enrolled = await house.join(people.admin, agency, name);
    for (const { id } of await directory.approvals()) await directory.approve(people.otherAdmin, id);
    return workerFrom(agency, enrolled);
  };
  const workerFrom = (agency: AgencyId, { officer, privateKey }: typeof people.officer) => ({
    officer: officer.id,
    agency,
    role: "officer" as const,
    privateKey,
  });
  const bodies: Bodies = {
    // One officer alone does not open a body; here that is not the point.
    all: async () => (await directory.bodies()).map((one) => ({ ...one, open: true })),
    async keys(agencies) {
      return (await store.agencies()).flatMap(({ id, publicKey, keyMac }) =>
        agencies.includes(id) && publicKey && keyMac ? [{ agency: id, publicKey, mac: keyMac }] : [],
      );
    },
    keyForOfficer: (agency, who) => store.agencyKeyCopy(agency, who),
  };
  const rows = createFakeSiteRows();
  const register = createSiteRegister({
    rows,
    bodies,
    server,
    random: parts.random,
    clock: () => time.now,
  });
  const coordinator = workerFrom(people.coordinator, people.officer);
  const social = await join("social_office", BATANG, "dinsos");
  return { register, rows, bodies, social, coordinator, join, server, time };
}
