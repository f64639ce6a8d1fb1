/** Rows of the directory as its words. */
import type {
  Agency,
  Approval,
  DutyContact,
  DutyHours,
  HotlineNumber,
  Invitation,
  Officer,
  Passkey,
} from "../directory/index.ts";
import type { AgencyId, AgencyKind, AreaCode, OfficerId, PublicKey, Sealed } from "../kernel.ts";
import type { Mandate } from "../routing/index.ts";
import type { Prisma } from "./client/client.ts";
import type * as Rows from "./client/models.ts";
import { orUndefined, toInstant } from "./moments.ts";

/** The holder of the copy that lies offline. */
export const RECOVERY = "recovery";

type AgencyRow = Rows.AgencyModel & { copies: { officer: { state: string } | null }[] };

/** What an agency is read with: who holds copies of its key, and whether they may still act. */
export const withCopies = {
  copies: { select: { officer: { select: { state: true } } } },
} satisfies Prisma.AgencyInclude;

export const toAgency = (row: AgencyRow): Agency => ({
  id: row.id as AgencyId,
  name: row.name,
  kind: row.kind as AgencyKind,
  area: row.area as AreaCode,
  phone: orUndefined(row.phone),
  email: orUndefined(row.email),
  publicKey: orUndefined(row.publicKey) as PublicKey | undefined,
  keyMac: orUndefined(row.keyMac),
  mac: orUndefined(row.mac),
  approved: row.approved,
  hasRecoveryCopy: row.hasRecoveryCopy,
  keyHolders: row.copies.filter(({ officer }) => officer !== null && officer.state !== "disabled").length,
});

type OfficerRow = Rows.OfficerModel & { copies: { agencyId: string }[] };

export const withOwnCopies = { copies: { select: { agencyId: true } } } satisfies Prisma.OfficerInclude;

export const toOfficer = (row: OfficerRow): Officer => ({
  id: row.id as OfficerId,
  signInName: row.signInName,
  name: row.name,
  role: row.role as Officer["role"],
  agency: orUndefined(row.agencyId) as AgencyId | undefined,
  state: row.state as Officer["state"],
  publicKey: orUndefined(row.publicKey) as PublicKey | undefined,
  keyMac: orUndefined(row.keyMac),
  lockedKey: orUndefined(row.lockedKey),
  salt: orUndefined(row.salt),
  totp: orUndefined(row.totp) as Officer["totp"],
  totpStep: orUndefined(row.totpStep),
  holdsAgencyKey: row.copies.some(({ agencyId }) => agencyId === row.agencyId),
});

export const toInvitation = (row: Rows.InvitationModel): Invitation => ({
  tokenHash: row.tokenHash,
  officer: row.officerId as OfficerId,
  createdBy: orUndefined(row.createdBy) as OfficerId | undefined,
  expiresAt: toInstant(row.expiresAt),
});

export const toPasskey = ({ officerId, addedAt, counter, ...row }: Rows.PasskeyModel): Passkey => ({
  ...row,
  counter: Number(counter),
  officer: officerId as OfficerId,
  addedAt: toInstant(addedAt),
});

export const toDutyHours = (row: Rows.DutyHoursModel): DutyHours => ({
  agency: row.agencyId as AgencyId,
  officer: row.officerId as OfficerId,
  weekday: row.weekday,
  from: row.fromMinute,
  to: row.toMinute,
});

export const toDutyContact = (row: Rows.DutyContactModel): DutyContact => ({
  officer: row.officerId as OfficerId,
  channel: row.channel,
  address: row.address as Sealed<"duty-address">,
});

export const toNumber = (row: Rows.HotlineNumberModel): HotlineNumber => ({
  id: row.id as HotlineNumber["id"],
  name: row.name,
  number: row.number,
  remark: row.remark,
  area: row.area as AreaCode,
  kind: row.kind as HotlineNumber["kind"],
  corps: orUndefined(row.corps),
  order: row.order,
  checkedAt: toInstant(row.checkedAt),
});

export const toApproval = (row: Rows.ApprovalModel): Approval => ({
  id: row.id,
  kind: row.kind as Approval["kind"],
  agency: orUndefined(row.agencyId) as AgencyId | undefined,
  officer: orUndefined(row.officerId) as OfficerId | undefined,
  mandates: row.mandates === null ? undefined : (row.mandates as Mandate[]),
  askedBy: orUndefined(row.askedBy) as OfficerId | undefined,
  askedAt: toInstant(row.askedAt),
});
