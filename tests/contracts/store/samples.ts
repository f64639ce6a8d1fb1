/** Small valid values for the stores' contracts: bytes stand for what is sealed, ids and times are made up. */
import { randomBytes } from "node:crypto";
import {
  after,
  HOUR,
  instant,
  newId,
  type Actor,
  type AgencyId,
  type AnyId,
  type AreaCode,
  type CaseId,
  type ConversationId,
  type IncidentId,
  type Instant,
  type OfficerId,
  type PublicKey,
} from "../../../api/kernel.ts";
import type { Agency, Officer } from "../../../api/directory/words.ts";
import type { NewOutboxRow } from "../../../api/outbox/index.ts";
import type { CaseCard, NewCase, NewEvent } from "../../../api/queue/words.ts";
import type { EpochKey, KeyCopy } from "../../../api/vault/words.ts";
import type { Leased, NewInboxRow, Turn } from "../../../bots/dispatch/ports.ts";

/** Saturday noon in Jakarta. */
export const NOON = instant(Date.parse("2026-11-21T05:00:00Z"));
export const at = (minutes: number): Instant => after(NOON, minutes * 60_000);

export const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
/** A fresh id of the kind that is wanted where it is used. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export const anyId = <Id extends AnyId>(): Id => newId<Id>(random);
/** Bytes that stand for whatever sealed thing is wanted where they are used. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export const bytes = <T>(text: string): T => new Uint8Array(Buffer.from(text)) as T;
export const textOf = (sealed: Uint8Array): string => Buffer.from(sealed).toString();

export const TELEGRAM = "telegram" as NewInboxRow["channel"];
export const SYSTEM: Actor = { kind: "system", task: "test" };

export const agencyNamed = (name: string, change: Partial<Agency> = {}): Agency => ({
  id: anyId<AgencyId>(),
  name,
  kind: "protection_office",
  area: "33.25" as AreaCode,
  phone: undefined,
  email: undefined,
  publicKey: "age1agency" as PublicKey,
  keyMac: bytes("agency mac"),
  mac: bytes("row mac"),
  approved: true,
  hasRecoveryCopy: false,
  keyHolders: 0,
  ...change,
});

export const officerNamed = (
  signInName: string,
  agency: AgencyId | undefined,
  change: Partial<Officer> = {},
): Officer => ({
  id: anyId<OfficerId>(),
  signInName,
  name: `Petugas ${signInName}`,
  role: agency === undefined ? "admin" : "officer",
  agency,
  state: "active",
  publicKey: "age1officer" as PublicKey,
  keyMac: bytes("officer mac"),
  lockedKey: bytes("locked"),
  salt: bytes("salt"),
  totp: undefined,
  totpStep: undefined,
  holdsAgencyKey: false,
  ...change,
});

export const officerOf = (agency: AgencyId): Actor & { kind: "officer" } => ({
  kind: "officer",
  officer: anyId<OfficerId>(),
  agency,
  role: "officer",
});

export const heard = (change: Partial<NewInboxRow> = {}): NewInboxRow => ({
  channel: TELEGRAM,
  externalId: String(randomBytes(6).readUIntBE(0, 6)),
  pseudonym: "somebody",
  known: [change.pseudonym ?? "somebody"],
  sealed: bytes("heard"),
  at: NOON,
  ...change,
});

/** The turn that answers the first waiting message of a lease. */
export const turnOf = (leased: Leased, change: Partial<Turn> = {}): Turn => ({
  conversation: leased.id,
  version: leased.version,
  answers: leased.waiting[0]?.id,
  state: bytes("state"),
  address: bytes("address"),
  case: leased.case,
  wakeAt: undefined,
  linkUntil: after(NOON, 72 * HOUR),
  outbox: [],
  changes: [],
  steps: [],
  erase: false,
  traces: [],
  ...change,
});

export const prompt = (
  conversation: ConversationId | undefined,
  text: string,
  change: Partial<NewOutboxRow> = {},
): NewOutboxRow => ({
  channel: TELEGRAM,
  kind: "prompt",
  conversation,
  address: bytes("address"),
  body: bytes(text),
  notBefore: NOON,
  ...change,
});

export const event = (kind: NewEvent["kind"], change: Partial<NewEvent> = {}): NewEvent => ({
  kind,
  at: NOON,
  actor: SYSTEM,
  ...change,
});

export const epochKey = (epoch: number): EpochKey => ({
  epoch,
  publicKey: `age1epoch${epoch}` as PublicKey,
  mac: bytes(`mac ${epoch}`),
});

export const copyOf = (holder: KeyCopy["holder"], epoch = 0, outer = false): KeyCopy => ({
  holder,
  epoch,
  outer,
  sealed: bytes(`copy ${epoch} for ${holder}`),
});

/** Each report has a locator of its own: drawn, two of five digits would now and then be the same. */
let locators = 0;

/** A filed case led by `lead`; the rest of `change` replaces parts of the card. */
export function newCase(lead: AgencyId, change: Partial<CaseCard> = {}): NewCase {
  const card: NewCase["card"] = {
    id: anyId<CaseId>(),
    label: "Kenari Teduh 41",
    incident: anyId<IncidentId>(),
    state: "waiting",
    category: "child_sexual_abuse",
    severity: "urgent",
    child: "yes",
    relocation: false,
    oneOfMany: false,
    tellsOfPlace: true,
    area: "33.25.01" as AreaCode,
    filedAt: NOON,
    stillTelling: false,
    reviewed: false,
    holder: lead,
    turn: 0,
    claimDueAt: at(120),
    claimedBy: undefined,
    claimedAt: undefined,
    actionDueAt: undefined,
    firstActionAt: undefined,
    closedAt: undefined,
    outcome: undefined,
    reporterWroteAt: NOON,
    officerReadAt: undefined,
    lastPingAt: undefined,
    epoch: 0,
    ...change,
  };
  locators += 1;
  return {
    card,
    epoch: epochKey(0),
    shares: [{ agency: lead, role: "lead", access: "full", position: undefined, active: true }],
    copies: [copyOf(lead), copyOf("reporter")],
    receipt: {
      locator: String(locators).padStart(5, "0"),
      salt: bytes("salt"),
      verifier: bytes("verifier"),
      wrappedKey: bytes("wrapped"),
      publicKey: "age1receipt" as PublicKey,
      mac: bytes("receipt mac"),
      case: card.id,
    },
    replyAddress: bytes("reply address"),
    handOffs: [],
    events: [event("filed", { epoch: 0, sealed: bytes("narrative") })],
    sketches: [],
    notices: [],
  };
}
