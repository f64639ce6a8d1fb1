/** What the queue needs kept; `store` implements it. Every read takes an Actor and returns only what that actor may see. */
import type { Actor, AgencyId, AreaCode, CaseId, Instant, OfficerId, Sealed } from "../kernel.ts";
import type { Body } from "../routing/index.ts";
import type { EpochKey, Holder, KeyCopy, StoredReceipt } from "../vault/index.ts";
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
  handOffs(actor: Actor, id: CaseId): Promise<{ agency: AgencyId; dueAt: Instant; doneAt: Instant | undefined }[]>;
  /** Applies the change when the version still fits, in one transaction; "conflict" writes nothing. */
  change(id: CaseId, expectedVersion: number, change: CaseChange): Promise<"done" | "conflict">;
  /** Cases with a claim or action clock that ran out at `now`, or whose waiting body is to be pinged again. */
  due(now: Instant, pingBefore: Instant, limit: number): Promise<CaseCard[]>;
  receipt(locator: string): Promise<StoredReceipt | undefined>;
  /** Counts a wrong try on a locator and returns how many in the last hour; a right one clears it. */
  countTry(locator: string, now: Instant, right: boolean): Promise<number>;
}

/** Written before any sealed word is opened; keeps exact time under its own retention. */
export interface AccessLog {
  record(entry: { at: Instant; officer: OfficerId; agency: AgencyId; case: CaseId; act: "open" | "reply" | "refer" }): Promise<void>;
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
  onDuty(agency: AgencyId, now: Instant): Promise<{ officer: OfficerId; channel: string; address: Sealed<"duty-address"> }[]>;
  /** Whether the body has anyone on duty now, reachable or not. */
  hasDuty(agency: AgencyId, now: Instant): Promise<boolean>;
}
