/** What the directory needs kept; `store` implements it. */
import type { AgencyId, Instant, OfficerId, Sealed } from "../kernel.ts";
import type { Mandate } from "../routing/index.ts";
import type {
  Agency,
  Approval,
  Change,
  DutyContact,
  DutyHours,
  HotlineNumber,
  Invitation,
  NumberId,
  Officer,
  Passkey,
} from "./words.ts";

/** What the end of an approval changes; each part is left out where it stays as it is. */
export type ApprovalEffects = {
  change?: Change | undefined;
  agency?: Agency;
  officer?: Officer;
  /** Goes as in `removeAgencyKeyCopy`: unless it is the last. */
  keyCopy?: { agency: AgencyId; officer: OfficerId };
  mandates?: { version: number; mandates: Mandate[]; mac: Uint8Array<ArrayBuffer> };
};

export interface DirectoryStore {
  agencies(): Promise<Agency[]>;
  agency(id: AgencyId): Promise<Agency | undefined>;
  /** Inserts or replaces by id (everything but key holders, which follow from the copies). */
  saveAgency(agency: Agency): Promise<void>;
  /** An agency's private key sealed to an officer, or to an offline recovery key (`officer` undefined). */
  saveAgencyKeyCopy(
    agency: AgencyId,
    officer: OfficerId | undefined,
    sealed: Sealed<"agency-key">,
  ): Promise<void>;
  agencyKeyCopy(agency: AgencyId, officer: OfficerId | undefined): Promise<Sealed<"agency-key"> | undefined>;
  /**
   * Unless it is the last: true when the officer holds no copy any more, false when it stays because no other officer
   * who is not disabled holds one and there is no recovery copy. Two that leave at once do not both lose theirs.
   */
  removeAgencyKeyCopy(agency: AgencyId, officer: OfficerId): Promise<boolean>;

  officers(): Promise<Officer[]>;
  officer(id: OfficerId): Promise<Officer | undefined>;
  officerBySignInName(name: string): Promise<Officer | undefined>;
  saveOfficer(officer: Officer): Promise<void>;
  /** Marks a TOTP step as used; false when it (or a later one) was used already. One atomic writer. */
  useTotpStep(officer: OfficerId, step: number): Promise<boolean>;
  /** Counts failed sign-ins per officer; returns how many in the last 15 minutes; a success clears them. */
  countSignIn(officer: OfficerId, now: Instant, right: boolean): Promise<number>;

  /** In the order in which they were added. */
  passkeys(officer: OfficerId): Promise<Passkey[]>;
  /** False when a passkey of this id is there already, whoever's it is. */
  addPasskey(passkey: Passkey): Promise<boolean>;
  /** Notes the counter of a use; false when it is gone or has counted as far already. One atomic writer. */
  usePasskey(id: string, counter: number): Promise<boolean>;
  removePasskey(officer: OfficerId, id: string): Promise<boolean>;

  saveInvitation(invitation: Invitation): Promise<void>;
  /** Finds and uses up in one act; undefined when unknown, used or expired at `now`. */
  takeInvitation(tokenHash: string, now: Instant): Promise<Invitation | undefined>;
  findInvitation(tokenHash: string, now: Instant): Promise<Invitation | undefined>;

  duty(agency: AgencyId): Promise<DutyHours[]>;
  /** Replaces all duty hours of the body. */
  saveDuty(agency: AgencyId, hours: DutyHours[]): Promise<void>;
  contacts(officer: OfficerId): Promise<DutyContact[]>;
  saveContact(contact: DutyContact): Promise<void>;
  removeContact(officer: OfficerId, channel: string): Promise<void>;
  /** A short-lived code an officer sends to the bot to link that chat for pings. Only its hash is kept. */
  saveLinkCode(hash: string, officer: OfficerId, expiresAt: Instant): Promise<void>;
  takeLinkCode(hash: string, now: Instant): Promise<OfficerId | undefined>;

  mandates(): Promise<{ version: number; mandates: Mandate[]; mac: Uint8Array<ArrayBuffer> } | undefined>;
  numbers(): Promise<HotlineNumber[]>;
  saveNumber(number: HotlineNumber): Promise<void>;
  removeNumber(id: NumberId): Promise<void>;

  approvals(): Promise<Approval[]>;
  /** Together with its first row in the log of changes, where it changes what the log tells of. */
  saveApproval(approval: Approval, change: Change | undefined): Promise<void>;
  /**
   * Ends what waits, with everything that follows, in one write: where one part cannot be written, the approval waits on
   * and nothing else has changed. False, and nothing written, when it was ended already.
   */
  endApproval(id: string, effects: ApprovalEffects): Promise<boolean>;

  /** Newest first. Only added to: a row that was saved is never changed or removed. */
  changes(limit: number): Promise<Change[]>;
  /** The first step of that approval. */
  proposedChange(approval: string): Promise<Change | undefined>;
  /** Kept once for each officer. */
  markChangeRead(change: string, officer: OfficerId, at: Instant): Promise<void>;
  /** Ids of the changes that the officer has marked as read. */
  changesRead(officer: OfficerId): Promise<string[]>;

  /** Small facts about this installation, e.g. `demonstration`, `opened_at`. */
  setting(name: string): Promise<string | undefined>;
  saveSetting(name: string, value: string): Promise<void>;
}
