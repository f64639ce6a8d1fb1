/** Bodies and the sealed copies of their keys. */
import type { DirectoryStore } from "../directory/ports.ts";
import type { Agency } from "../directory/index.ts";
import type { AgencyId, OfficerId, Sealed } from "../kernel.ts";
import type { Database, Transaction } from "./database.ts";
import { RECOVERY, toAgency, withCopies } from "./directory-rows.ts";
import { isId } from "./ids.ts";
import { orNull } from "./moments.ts";

type AgencyRows = Pick<
  DirectoryStore,
  "agencies" | "agency" | "saveAgency" | "saveAgencyKeyCopy" | "agencyKeyCopy" | "removeAgencyKeyCopy"
>;

export function createAgencyRows({ prisma, write }: Database): AgencyRows {
  return {
    async agencies() {
      const rows = await prisma.agency.findMany({
        include: withCopies,
        orderBy: [{ area: "asc" }, { name: "asc" }, { id: "asc" }],
      });
      return rows.map(toAgency);
    },

    async agency(id) {
      if (!isId(id)) return undefined;
      const row = await prisma.agency.findUnique({ where: { id }, include: withCopies });
      return row === null ? undefined : toAgency(row);
    },

    saveAgency: (agency) => writeAgency(prisma, agency),

    async saveAgencyKeyCopy(agency, officer, sealed) {
      const holder = officer ?? RECOVERY;
      await prisma.agencyKeyCopy.upsert({
        where: { agencyId_holder: { agencyId: agency, holder } },
        create: { agencyId: agency, holder, officerId: officer, sealed },
        update: { sealed },
      });
    },

    async agencyKeyCopy(agency, officer) {
      const row = await prisma.agencyKeyCopy.findUnique({
        where: { agencyId_holder: { agencyId: agency, holder: officer ?? RECOVERY } },
      });
      return row === null ? undefined : (row.sealed as Sealed<"agency-key">);
    },

    removeAgencyKeyCopy: (agency, officer) => write((tx) => takeKeyCopy(tx, agency, officer)),
  };
}

export async function writeAgency(tx: Transaction, agency: Agency): Promise<void> {
  const { id, name, kind, area, approved, hasRecoveryCopy } = agency;
  const columns = {
    name,
    kind,
    area,
    approved,
    hasRecoveryCopy,
    phone: orNull(agency.phone),
    email: orNull(agency.email),
    publicKey: orNull(agency.publicKey),
    keyMac: orNull(agency.keyMac),
    mac: orNull(agency.mac),
  };
  await tx.agency.upsert({ where: { id }, create: { id, ...columns }, update: columns });
}

/** True when the officer holds no copy any more; the last one stays. In a transaction, behind the lock of the body. */
export async function takeKeyCopy(tx: Transaction, agency: AgencyId, officer: OfficerId): Promise<boolean> {
  await tx.$queryRaw`select 1 from agency where id = ${agency}::uuid for update`;
  const others = await tx.agencyKeyCopy.count({
    where: {
      agencyId: agency,
      OR: [{ holder: RECOVERY }, { officerId: { not: officer }, officer: { state: { not: "disabled" } } }],
    },
  });
  const own = { agencyId: agency, holder: officer };
  if (others > 0) await tx.agencyKeyCopy.deleteMany({ where: own });
  return (await tx.agencyKeyCopy.count({ where: own })) === 0;
}
