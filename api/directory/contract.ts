/** What the directory and the sign-in offer, on one page. Where somebody acts, their id comes first. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import type {
  AgencyId,
  AgencyKind,
  AreaCode,
  Clock,
  Instant,
  OfficerId,
  PrivateKey,
  PublicKey,
  Random,
  Result,
  Zone,
} from "../kernel.ts";
import type { Body, Mandate } from "../routing/index.ts";
import type { Pepper, ServerKeys, SlowHash } from "../vault/index.ts";
import type { DirectoryStore } from "./ports.ts";
import type {
  Agency,
  Approval,
  Change,
  DutyContact,
  DutyHours,
  HotlineNumber,
  NumberId,
  Officer,
  Passkey,
  StaffRole,
} from "./words.ts";

/** Wakes these chats with a line that says only that there is something to read; resolves once that waits to leave. */
export type Announce = (
  news: "change_proposed" | "change_decided",
  to: readonly DutyContact[],
) => Promise<void>;

/** `hash` is the stronger one for passphrases: `createSlowHash(PASSPHRASE_COST)`. */
export type DirectoryParts = {
  store: DirectoryStore;
  server: ServerKeys;
  pepper: Pepper;
  hash: SlowHash;
  random: Random;
  clock: Clock;
  announce: Announce;
};

export type NewAgency = Pick<Agency, "name" | "kind" | "area" | "phone" | "email">;
export type Person = { signInName: string; name: string };
/** `agency` is undefined exactly for an admin. */
export type NewOfficer = Person & { role: StaffRole; agency: AgencyId | undefined };
/** `token` goes into the link, is shown once and kept nowhere; valid 72 hours. */
export type InvitedOfficer = { officer: Officer; token: string };
/** An officer at work: `privateKey` is the officer's own, as the session has unlocked it. */
export type KeyHolder = { officer: OfficerId; agency: AgencyId; privateKey: PrivateKey };
/** Without `id` a new number, with it a changed one; `checkedAt` becomes now. */
export type NewNumber = Omit<HotlineNumber, "id" | "checkedAt"> & { id?: NumberId };
/** A step of the log as one person sees it. `genuine` false: somebody wrote the row past the server. */
export type ReadChange = { change: Change; genuine: boolean; unread: boolean };
/** Which kinds of bodies of exactly this area could receive a report now, and which could not. */
export type Coverage = { area: AreaCode; open: AgencyKind[]; notOpen: AgencyKind[] };

export interface Directory {
  /** Once, on an empty directory: admins, the national coordinator (needs no approval) and its officers. */
  setUp(wanted: {
    admins: Person[];
    coordinator: NewAgency;
    officers: Person[];
  }): Promise<Result<{ coordinator: Agency; invited: InvitedOfficer[] }>>;

  agencies(): Promise<Agency[]>;
  agency(id: AgencyId): Promise<Agency | undefined>;
  /** The bodies as routing sees them; `open` as DESIGN §4 says. */
  bodies(): Promise<Body[]>;
  coverage(): Promise<Coverage[]>;
  /** Refuses not_admin, text_missing, invalid_value. */
  addAgency(by: OfficerId, wanted: NewAgency): Promise<Result<Agency>>;
  /** Another kind or area puts an approved body back to waiting for a second admin (needs_second_admin: there is none). */
  editAgency(by: OfficerId, id: AgencyId, wanted: NewAgency): Promise<Result<Agency>>;

  officers(): Promise<Officer[]>;
  officer(id: OfficerId): Promise<Officer | undefined>;
  /** Refuses not_admin, unknown_agency, text_missing, invalid_value (a name that is taken, a role without its body). */
  inviteOfficer(by: OfficerId, wanted: NewOfficer): Promise<Result<InvitedOfficer>>;
  /**
   * A new link: the old one ran out, or the passphrase is lost (a new key then, without the body's key). Refuses
   * not_admin, invalid_value, last_key_holder (make a recovery copy or enrol a colleague first; an officer who cannot
   * do that any more is disabled, and the next one to enrol makes a new key).
   */
  inviteAgain(by: OfficerId, officer: OfficerId): Promise<Result<InvitedOfficer>>;
  /** Looks without using it up. Refuses invitation_expired, also for unknown and used links. */
  findInvitation(token: string): Promise<Result<{ officer: Officer; agency: Agency | undefined }>>;
  /**
   * Uses the link up and makes the officer's key; the passphrase is shown once and kept nowhere. The officer comes
   * back `invited` while a second person's word is missing, and may not sign in until then. Refuses
   * invitation_expired, last_key_holder.
   */
  acceptInvitation(token: string): Promise<Result<{ officer: Officer; passphrase: string }>>;
  /** No sign-in and no key copy any more; the caller removes the sessions. */
  disableOfficer(by: OfficerId, officer: OfficerId): Promise<Result<Officer>>;
  /** Lets a disabled officer sign in again; the body's key must be handed over anew, unless theirs was the last copy. */
  enableOfficer(by: OfficerId, officer: OfficerId): Promise<Result<Officer>>;

  /** Officers of the body who are active and still wait for its key. */
  pendingHandOvers(agency: AgencyId): Promise<Officer[]>;
  /** Seals the body's key to a newcomer. Refuses no_access; throws SwappedKeyError when the newcomer's key is not vouched for. */
  handOverKey(by: KeyHolder, to: OfficerId): Promise<Result<undefined>>;
  /** Seals the body's key to a key kept offline. Refuses no_access, invalid_value (not an age recipient). */
  makeRecoveryCopy(by: KeyHolder, offlinePublicKey: PublicKey): Promise<Result<undefined>>;
  /** Seals the body's key to an officer from the recovery copy. Refuses not_admin, no_access, invalid_value (wrong key). */
  recoverKey(by: OfficerId, offlinePrivateKey: PrivateKey, to: OfficerId): Promise<Result<undefined>>;
  /** The body's private key, opened with the officer's own; undefined while no copy was handed over. */
  unlockAgencyKey(officer: OfficerId, privateKey: PrivateKey): Promise<PrivateKey | undefined>;

  approvals(): Promise<Approval[]>;
  /** Who has accepted an invitation and waits for a word that `by` may give. */
  invitationsToDecide(by: OfficerId): Promise<{ approval: Approval; officer: Officer }[]>;
  /** Refuses not_admin, own_approval, conflict (already decided). */
  approve(by: OfficerId, approvalId: string): Promise<Result<Approval>>;
  /** Refuses not_admin, conflict. Whoever had accepted a rejected invitation is disabled and loses the new key. */
  rejectApproval(by: OfficerId, approvalId: string): Promise<Result<Approval>>;

  /** May decide on first enrolments and mandates: an admin, or an officer of an approved coordinator. */
  decides(officer: OfficerId): Promise<boolean>;
  /** The log, newest first: all of it for whoever decides, for others what concerns their body. */
  changesFor(by: OfficerId): Promise<ReadChange[]>;
  /** Refuses conflict when it is no change that this officer may see. */
  markChangeRead(by: OfficerId, changeId: string): Promise<Result<undefined>>;
  /** How many changes of the last 90 days the officer has not read, and what waits for his or her word. */
  newsFor(by: OfficerId): Promise<{ unread: number; toDecide: number; invitations: number }>;

  dutyOf(agency: AgencyId): Promise<DutyHours[]>;
  /** An admin or a supervisor of the body sets all hours, an officer only his own. Refuses no_access, invalid_value. */
  setDuty(by: OfficerId, agency: AgencyId, hours: DutyHours[]): Promise<Result<undefined>>;
  /** Active officers of the body on duty at `now`; `zone` is that of the body's area. */
  onDuty(agency: AgencyId, now: Instant, zone: Zone): Promise<OfficerId[]>;

  contactsOf(officer: OfficerId): Promise<DutyContact[]>;
  linkContact(officer: OfficerId, channel: string, address: string): Promise<void>;
  removeContact(officer: OfficerId, channel: string): Promise<void>;
  /** Eight letters and digits, valid 15 minutes, for the officer to send to the bot. */
  newLinkCode(officer: OfficerId): Promise<string>;
  /** Whose code it is, once; forgiving about case, spaces and look-alike letters. */
  takeLinkCode(code: string): Promise<OfficerId | undefined>;

  /** The table that routing obeys: the saved one when genuine, else DEFAULT_MANDATES; filing never stops for it. */
  mandates(): Promise<Mandate[]>;
  /** For the admin page: `version` 0 is the default table; `genuine` false means that somebody edited the rows. */
  mandateTable(): Promise<{ version: number; mandates: Mandate[]; genuine: boolean }>;
  /** Waits for a second admin. Refuses not_admin, unknown_agency. */
  proposeMandates(by: OfficerId, mandates: Mandate[]): Promise<Result<Approval>>;

  /** In the order in which they are shown. */
  numbers(): Promise<HotlineNumber[]>;
  saveNumber(by: OfficerId, number: NewNumber): Promise<Result<HotlineNumber>>;
  removeNumber(by: OfficerId, id: NumberId): Promise<Result<undefined>>;
}

export type NewPasskey = { challenge: string; response: string; name: string };

/** `challenge` is the one that `creation` or `question` carried, used once; `response` what the browser answered. */
export interface Passkeys {
  /** False where people sign in under an address in figures: browsers make passkeys for names only. */
  possible: boolean;
  /** Those the server vouches for. */
  passkeysOf(officer: Officer): Promise<Passkey[]>;
  /** What the browser needs to make one. */
  creation(officer: Officer): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** Refuses text_missing, text_too_long, invalid_value (enough of them), passkey_failed. */
  add(officer: Officer, answer: NewPasskey): Promise<Result<undefined>>;
  /** What the browser needs to ask for one; undefined while the officer has none. */
  question(officer: Officer): Promise<PublicKeyCredentialRequestOptionsJSON | undefined>;
  /** Second step, in place of the app's code. Refuses passkey_failed, too_many_tries. */
  prove(officer: Officer, answer: Omit<NewPasskey, "name">): Promise<Result<undefined>>;
  /** Refuses invalid_value when the officer has no such passkey. */
  remove(officer: OfficerId, id: string): Promise<Result<undefined>>;
}

export type SignedIn = { officer: Officer; privateKey: PrivateKey; needsTotpSetup: boolean };

export interface SignIn {
  /** First step. Refuses wrong_sign_in, too_many_tries; an unknown name costs the same time. */
  passphrase(name: string, passphrase: string): Promise<Result<SignedIn>>;
  /** A fresh secret (base32) and the otpauth URI for the QR code; nothing is kept yet. */
  newTotp(officer: Officer): { secret: string; uri: string };
  /** Keeps the secret once a code proves that the app has it. Refuses wrong_sign_in, too_many_tries. */
  setTotp(officer: OfficerId, secret: string, code: string): Promise<Result<undefined>>;
  /** Second step; a code works once. Refuses wrong_sign_in, too_many_tries. */
  totp(officer: Officer, code: string): Promise<Result<undefined>>;
}
