/** Rows of cases as the queue's words, and back; the only place where either shape is taken for the other. */
import type {
  Actor,
  AgencyId,
  AreaCode,
  CaseId,
  Category,
  ChildStatus,
  IncidentId,
  OfficerId,
  PublicKey,
  Sealed,
} from "../kernel.ts";
import type { CaseCard, CaseChange, CaseEvent, EventDetail, Outcome, Share } from "../queue/index.ts";
import type { EpochKey, KeyCopy, StoredReceipt } from "../vault/index.ts";
import type * as Rows from "./client/models.ts";
import type { Prisma } from "./client/client.ts";
import { orNull, orUndefined, toDate, toDateOrNull, toInstant, toInstantOrUndefined } from "./moments.ts";

type CardRow = Rows.CaseCardModel;

export const toCard = (row: CardRow): CaseCard => ({
  id: row.id as CaseId,
  label: row.label,
  version: row.version,
  incident: row.incidentId as IncidentId,
  state: row.state,
  category: row.category as Category,
  severity: row.severity,
  child: row.child as ChildStatus,
  relocation: row.relocation,
  oneOfMany: row.oneOfMany,
  tellsOfPlace: row.tellsOfPlace,
  area: row.area as AreaCode,
  filedAt: toInstant(row.filedAt),
  stillTelling: row.stillTelling,
  reviewed: row.reviewed,
  holder: row.holderId as AgencyId,
  turn: row.turn,
  claimDueAt: toInstantOrUndefined(row.claimDueAt),
  claimedBy: claimer(row),
  claimedAt: toInstantOrUndefined(row.claimedAt),
  actionDueAt: toInstantOrUndefined(row.actionDueAt),
  firstActionAt: toInstantOrUndefined(row.firstActionAt),
  closedAt: toInstantOrUndefined(row.closedAt),
  outcome: orUndefined(row.outcome) as Outcome | undefined,
  reporterWroteAt: toInstant(row.reporterWroteAt),
  officerReadAt: toInstantOrUndefined(row.officerReadAt),
  lastPingAt: toInstantOrUndefined(row.lastPingAt),
  epoch: row.epoch,
});

function claimer({ claimedById, claimedAgencyId }: CardRow): CaseCard["claimedBy"] {
  if (claimedById === null || claimedAgencyId === null) return undefined;
  return { officer: claimedById as OfficerId, agency: claimedAgencyId as AgencyId };
}

type CardColumns = Omit<CardRow, "id" | "label" | "version" | "lastSeq" | "filedAt" | "shreddedAt">;

/**
 * The columns that a change sets. A key that is present with the value `undefined` empties its column; a key that is
 * absent leaves it alone.
 */
export function toColumns(set: CaseChange["set"]): Partial<CardColumns> {
  const columns: Partial<CardColumns> = {};
  if (set.incident !== undefined) columns.incidentId = set.incident;
  if (set.state !== undefined) columns.state = set.state;
  if (set.category !== undefined) columns.category = set.category;
  if (set.severity !== undefined) columns.severity = set.severity;
  if (set.child !== undefined) columns.child = set.child;
  if (set.relocation !== undefined) columns.relocation = set.relocation;
  if (set.oneOfMany !== undefined) columns.oneOfMany = set.oneOfMany;
  if (set.tellsOfPlace !== undefined) columns.tellsOfPlace = set.tellsOfPlace;
  if (set.area !== undefined) columns.area = set.area;
  if (set.stillTelling !== undefined) columns.stillTelling = set.stillTelling;
  if (set.reviewed !== undefined) columns.reviewed = set.reviewed;
  if (set.holder !== undefined) columns.holderId = set.holder;
  if (set.turn !== undefined) columns.turn = set.turn;
  if (set.reporterWroteAt !== undefined) columns.reporterWroteAt = toDate(set.reporterWroteAt);
  if (set.epoch !== undefined) columns.epoch = set.epoch;
  if ("claimDueAt" in set) columns.claimDueAt = toDateOrNull(set.claimDueAt);
  if ("claimedBy" in set) {
    columns.claimedById = orNull(set.claimedBy?.officer);
    columns.claimedAgencyId = orNull(set.claimedBy?.agency);
  }
  if ("claimedAt" in set) columns.claimedAt = toDateOrNull(set.claimedAt);
  if ("actionDueAt" in set) columns.actionDueAt = toDateOrNull(set.actionDueAt);
  if ("firstActionAt" in set) columns.firstActionAt = toDateOrNull(set.firstActionAt);
  if ("closedAt" in set) columns.closedAt = toDateOrNull(set.closedAt);
  if ("outcome" in set) columns.outcome = orNull(set.outcome);
  if ("officerReadAt" in set) columns.officerReadAt = toDateOrNull(set.officerReadAt);
  if ("lastPingAt" in set) columns.lastPingAt = toDateOrNull(set.lastPingAt);
  return columns;
}

export const toNewCardRow = (
  card: Omit<CaseCard, "version">,
  lastSeq: number,
): Prisma.CaseCardUncheckedCreateInput => ({
  ...(toColumns(card) as CardColumns),
  id: card.id,
  label: card.label,
  filedAt: toDate(card.filedAt),
  lastSeq,
});

export const toShare = (row: Rows.CaseShareModel): Share => ({
  agency: row.agencyId as AgencyId,
  role: row.role as Share["role"],
  access: row.access as Share["access"],
  position: orUndefined(row.position),
  active: row.active,
});

export const toCopy = (row: Rows.KeyCopyModel): KeyCopy => ({
  holder: row.holder as KeyCopy["holder"],
  epoch: row.epoch,
  outer: row.outer,
  sealed: row.sealed as KeyCopy["sealed"],
});

export const toEpoch = (row: Rows.CaseEpochModel): EpochKey => ({
  epoch: row.epoch,
  publicKey: row.publicKey as PublicKey,
  mac: row.mac,
});

export const toReceipt = (row: Rows.CaseReceiptModel): StoredReceipt => ({
  locator: row.locator,
  salt: row.salt,
  verifier: row.verifier,
  wrappedKey: row.wrappedKey,
  publicKey: row.publicKey as PublicKey,
  mac: row.mac,
  case: row.caseId as CaseId,
});

/** `sealed` is absent in a row read for a body that may see the card only. */
export const toEvent = (
  row: Omit<Rows.CaseEventModel, "sealed"> & { sealed?: Uint8Array | null },
): CaseEvent => ({
  seq: row.seq,
  kind: row.kind as CaseEvent["kind"],
  at: toInstant(row.at),
  actor: row.actor as Actor["kind"],
  officer: orUndefined(row.officerId) as OfficerId | undefined,
  agency: orUndefined(row.agencyId) as AgencyId | undefined,
  epoch: orUndefined(row.epoch),
  sealed: (row.sealed ?? undefined) as Sealed<"event"> | undefined,
  detail: row.detail as EventDetail,
});
