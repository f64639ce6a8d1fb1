/** People who sign in: their keys, their tries, their invitations. */
import type { Officer } from "../directory/index.ts";
import type { DirectoryStore } from "../directory/ports.ts";
import type { OfficerId } from "../kernel.ts";
import { MINUTE } from "../kernel.ts";
import type { Database, Transaction } from "./database.ts";
import { toInvitation, toOfficer, toPasskey, withOwnCopies } from "./directory-rows.ts";
import { isId } from "./ids.ts";
import { orNull, toDate } from "./moments.ts";
import { countWrong } from "./throttle.ts";

type OfficerRows = Pick<
  DirectoryStore,
  | "officers"
  | "officer"
  | "officerBySignInName"
  | "saveOfficer"
  | "useTotpStep"
  | "countSignIn"
  | "passkeys"
  | "addPasskey"
  | "usePasskey"
  | "removePasskey"
  | "saveInvitation"
  | "takeInvitation"
  | "findInvitation"
  | "saveLinkCode"
  | "takeLinkCode"
>;

const SIGN_IN_WINDOW = 15 * MINUTE;

export function createOfficerRows({ prisma, write }: Database): OfficerRows {
  return {
    async officers() {
      const rows = await prisma.officer.findMany({
        include: withOwnCopies,
        orderBy: [{ name: "asc" }, { id: "asc" }],
      });
      return rows.map(toOfficer);
    },

    async officer(id) {
      if (!isId(id)) return undefined;
      const row = await prisma.officer.findUnique({ where: { id }, include: withOwnCopies });
      return row === null ? undefined : toOfficer(row);
    },

    async officerBySignInName(name) {
      const row = await prisma.officer.findUnique({ where: { signInName: name }, include: withOwnCopies });
      return row === null ? undefined : toOfficer(row);
    },

    saveOfficer: (officer) => writeOfficer(prisma, officer),

    async useTotpStep(officer, step) {
      const used = await prisma.$executeRaw`
        update officer set totp_step = ${step}
        where id = ${officer}::uuid and (totp_step is null or totp_step < ${step})`;
      return used === 1;
    },

    countSignIn: (officer, now, right) =>
      countWrong(write, { scope: "sign_in", key: officer, window: SIGN_IN_WINDOW, now, right }),

    async passkeys(officer) {
      const rows = await prisma.passkey.findMany({
        where: { officerId: officer },
        orderBy: [{ addedAt: "asc" }, { id: "asc" }],
      });
      return rows.map(toPasskey);
    },

    async addPasskey({ officer, addedAt, ...columns }) {
      const { count } = await prisma.passkey.createMany({
        data: [{ ...columns, officerId: officer, addedAt: toDate(addedAt) }],
        skipDuplicates: true,
      });
      return count === 1;
    },

    // Synced passkeys do not count and always say 0.
    async usePasskey(id, counter) {
      const grown = counter === 0 ? { equals: 0 } : { lt: counter };
      const { count } = await prisma.passkey.updateMany({ where: { id, counter: grown }, data: { counter } });
      return count === 1;
    },

    async removePasskey(officer, id) {
      const { count } = await prisma.passkey.deleteMany({ where: { id, officerId: officer } });
      return count === 1;
    },

    async saveInvitation({ tokenHash, officer, createdBy, expiresAt }) {
      await prisma.invitation.create({
        data: { tokenHash, officerId: officer, createdBy, expiresAt: toDate(expiresAt) },
      });
    },

    async takeInvitation(tokenHash, now) {
      const [row] = await prisma.$queryRaw<Parameters<typeof toInvitation>[0][]>`
        delete from invitation where token_hash = ${tokenHash} and expires_at > ${toDate(now)}
        returning token_hash as "tokenHash", officer_id as "officerId", created_by as "createdBy",
          expires_at as "expiresAt"`;
      return row && toInvitation(row);
    },

    async findInvitation(tokenHash, now) {
      const row = await prisma.invitation.findFirst({ where: { tokenHash, expiresAt: { gt: toDate(now) } } });
      return row === null ? undefined : toInvitation(row);
    },

    async saveLinkCode(hash, officer, expiresAt) {
      const columns = { officerId: officer, expiresAt: toDate(expiresAt) };
      await prisma.linkCode.upsert({ where: { hash }, create: { hash, ...columns }, update: columns });
    },

    async takeLinkCode(hash, now) {
      const [row] = await prisma.$queryRaw<{ officer_id: string }[]>`
        delete from link_code where hash = ${hash} and expires_at > ${toDate(now)} returning officer_id`;
      return row?.officer_id as OfficerId | undefined;
    },
  };
}

export async function writeOfficer(tx: Transaction, officer: Officer): Promise<void> {
  const { id, signInName, name, role, state } = officer;
  const columns = {
    signInName,
    name,
    role,
    state,
    agencyId: orNull(officer.agency),
    publicKey: orNull(officer.publicKey),
    keyMac: orNull(officer.keyMac),
    lockedKey: orNull(officer.lockedKey),
    salt: orNull(officer.salt),
    totp: orNull(officer.totp),
    totpStep: orNull(officer.totpStep),
  };
  await tx.officer.upsert({ where: { id }, create: { id, ...columns }, update: columns });
}
