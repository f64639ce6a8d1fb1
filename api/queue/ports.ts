/** What the queue needs kept; `store` implements it. Every read takes an Actor and returns only what that actor may see. */
import type {
  Actor,
  AgencyId,
  AreaCode,
  CaseId,
  ConversationId,
  IncidentId,
  InFlight,
  ExtractId,
  Instant,
  LocalDay,
  OfficerId,
  PublicKey,
  Sealed,
} from "../kernel.ts";
import type { NewOutboxRow } from "../outbox/index.ts";
import type { Told } from "../incident/index.ts";
import type { Body } from "../routing/index.ts";
import type { EpochKey, Holder, KeyCopy, StoredReceipt } from "../vault/index.ts";
import type { ExtractOutcome, ExtractState, PlaceExtract } from "./extract-words.ts";
import type { Member } from "./permit.ts";
import type { BodyKey, CaseCard, CaseChange, CaseEvent, CaseState, Share } from "./words.ts";

export type CardFilter = { states?: CaseState[]; area?: AreaCode; limit: number; before?: Instant };

export interface Cases {
  /** Cards of the actor's body (any active share), most pressing first: state, severity, due time. */
  cards(actor: Actor, filter: CardFilter): Promise<CaseCard[]>;
  /** Undefined when the case does not exist or the actor may not know of it: never said apart. */
  card(actor: Actor, id: CaseId): Promise<CaseCard | undefined>;
  shares(actor: Actor, id: CaseId): Promise<Share[]>;
  events(actor: Actor, id: CaseId): Promise<CaseEvent[]>;
  epochs(actor: Actor, id: CaseId): Promise<EpochKey[]>;
  /** Copies for one holder (or all, for the system), oldest epoch first. */
  copies(actor: Actor, id: CaseId, holder?: Holder): Promise<KeyCopy[]>;
  replyAddress(actor: Actor, id: CaseId): Promise<Sealed<"reply-address"> | undefined>;
  handOffs(
    actor: Actor,
    id: CaseId,
  ): Promise<{ agency: AgencyId; dueAt: Instant; doneAt: Instant | undefined }[]>;
  /** The public half of the case's receipt, so that later epochs open with the same code; its MAC as stored. */
  receiptKey(
    actor: Actor,
    id: CaseId,
  ): Promise<{ publicKey: PublicKey; mac: Uint8Array<ArrayBuffer> } | undefined>;
  /**
   * Applies the change when the version still fits, in one transaction; "conflict" writes nothing. The version goes
   * up by one, events get the next seqs in order, and a share replaces the earlier one of the same body. A change that
   * closes the case coarsens all its times to the local day, those of its events and hand-offs too, and what is added
   * to a closed case is kept by the day as well; from a change that opens it again times are exact.
   */
  change(id: CaseId, expectedVersion: number, change: CaseChange): Promise<"done" | "conflict">;
  /**
   * What the clockwork must look at, most pressing first: a claim or action clock that has run out at `now`; a case
   * that is not closed and whose `lastPingAt` is undefined (filed, handed on, or written to by the reporter: somebody
   * is to be woken); an emergency or urgent case that waits and was last pinged at or before `pingBefore`.
   */
  due(actor: Actor, now: Instant, pingBefore: Instant, limit: number): Promise<CaseCard[]>;
  /**
   * The case and those that may tell of the same event: not older than `since`, in the same kabupaten or kota, and the
   * actor may read both in full. Undefined as `card`.
   */
  toldNear(actor: Actor, id: CaseId, since: Instant): Promise<{ one: Told; others: Told[] } | undefined>;
  /** Cards of the incident that the actor may see, oldest first. */
  ofIncident(actor: Actor, incident: IncidentId): Promise<CaseCard[]>;
  /** For the system, which does not know yet who asks, and for the reporter of that case; no body sees a receipt. */
  receipt(actor: Actor, locator: string): Promise<StoredReceipt | undefined>;
  /** Counts a wrong try on a locator and returns how many in the last hour; a right one clears it. */
  countTry(locator: string, now: Instant, right: boolean): Promise<number>;
}

/** Written before any sealed word is opened; keeps exact time under its own retention. */
export interface AccessLog {
  record(entry: {
    at: Instant;
    officer: OfficerId;
    agency: AgencyId;
    case: CaseId;
    act: "open" | "reply" | "refer";
  }): Promise<void>;
  of(actor: Actor, id: CaseId): Promise<{ at: Instant; officer: OfficerId; agency: AgencyId; act: string }[]>;
}

/** The bodies and their keys, as routing and sealing need them. */
export interface Bodies {
  all(): Promise<Body[]>;
  keys(agencies: AgencyId[]): Promise<BodyKey[]>;
  /** The agency's private key sealed to one of its officers. */
  keyForOfficer(agency: AgencyId, officer: OfficerId): Promise<Sealed<"agency-key"> | undefined>;
}

/** Where to wake the people on duty: addresses of their own, sealed to the server. */
export interface DutyRoster {
  /** Contacts of officers of the body who are on duty at `now`; empty when nobody is. */
  onDuty(
    agency: AgencyId,
    now: Instant,
  ): Promise<{ officer: OfficerId; channel: string; address: Sealed<"duty-address"> }[]>;
  /** Whether the body has anyone on duty now, reachable or not. */
  hasDuty(agency: AgencyId, now: Instant): Promise<boolean>;
}

/** Place-and-time extracts as their receiver reads them; written with the change of the case that sends them. */
export interface Extracts {
  /** The actor's own body's, newest first, without those that were taken back. */
  of(actor: Actor): Promise<PlaceExtract[]>;
  find(actor: Actor, id: ExtractId): Promise<PlaceExtract | undefined>;
  /** What became of them, for the case that sent them; it knows no more. */
  states(ids: readonly ExtractId[]): Promise<Map<ExtractId, ExtractState>>;
  /** False when it is not the body's or was taken back; a second opening changes nothing. One atomic writer. */
  open(actor: Member, id: ExtractId, day: LocalDay): Promise<boolean>;
  /** False before it was opened. */
  finish(actor: Member, id: ExtractId, day: LocalDay, outcome: ExtractOutcome): Promise<boolean>;
  /** Deletes those that were sent before that day; returns how many. */
  forget(before: LocalDay): Promise<number>;
}

/** Takes notices that belong to no change of a case. */
export interface NoticeBox {
  put(rows: readonly NewOutboxRow[]): Promise<void>;
}

/** The chat a case came from, while its link lives. */
export interface ReporterLinks {
  /**
   * Undefined when the link is gone, and also whenever the reporter has not said "ya" to messages in this chat (hours
   * or code only): the server cannot read the contact choice in the case, so whoever holds the link must obey it.
   */
  addressOf(
    id: CaseId,
  ): Promise<{ channel: string; conversation: ConversationId; address: InFlight<"address"> } | undefined>;
}

/** Numbers to call that may be told without knowing the words of the report. */
export interface NumbersToCall {
  /**
   * In the order in which they are said. Only numbers that no corps answers: who is implicated lies sealed, and the
   * wrong number could warn the offender.
   */
  unattached(area: AreaCode): Promise<{ name: string; number: string }[]>;
}
