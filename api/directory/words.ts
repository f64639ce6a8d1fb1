/** Shapes of the directory: bodies, the people in them, duty hours, numbers to call, what waits for a second admin. */
import type {
  AgencyId,
  AgencyKind,
  AreaCode,
  Branded,
  Instant,
  OfficerId,
  OfficerRole,
  PublicKey,
  Sealed,
} from "../kernel.ts";
import type { Mandate } from "../routing/index.ts";

/** A body. It counts as open only with two officers able to unlock its key, or one and a recovery copy. */
export type Agency = {
  id: AgencyId;
  name: string;
  kind: AgencyKind;
  area: AreaCode;
  phone: string | undefined;
  email: string | undefined;
  publicKey: PublicKey | undefined;
  keyMac: Uint8Array<ArrayBuffer> | undefined;
  /** The server's MAC over what this row says of the body (`agencyFields`), so that nobody edits it past the directory. */
  mac: Uint8Array<ArrayBuffer> | undefined;
  /** Enrolled but waiting for a second admin's word; not sealed to until then. */
  approved: boolean;
  hasRecoveryCopy: boolean;
  /** Officers of the body who hold a copy of its key and are not disabled. */
  keyHolders: number;
};

export type OfficerState = "invited" | "active" | "disabled";
export type StaffRole = OfficerRole | "admin";

/** A person who signs in. Admins belong to no body and hold no body's key. */
export type Officer = {
  id: OfficerId;
  signInName: string;
  name: string;
  role: StaffRole;
  agency: AgencyId | undefined;
  state: OfficerState;
  publicKey: PublicKey | undefined;
  keyMac: Uint8Array<ArrayBuffer> | undefined;
  /** The private key under passphrase and pepper (argon2id), with its salt. */
  lockedKey: Uint8Array<ArrayBuffer> | undefined;
  salt: Uint8Array<ArrayBuffer> | undefined;
  /** TOTP secret, sealed to the server; undefined until the first sign-in has set it up. */
  totp: Sealed<"totp"> | undefined;
  /** Last TOTP time step accepted, so that a code works once. */
  totpStep: number | undefined;
  holdsAgencyKey: boolean;
};

/**
 * A passkey (WebAuthn credential) as the second step of signing in. `id`: credential id, base64url. `counter`: uses
 * the authenticator has told of, 0 for those that do not count. `mac`: the server's word that this officer added it.
 */
export type Passkey = {
  id: string;
  officer: OfficerId;
  name: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  addedAt: Instant;
  mac: Uint8Array<ArrayBuffer>;
};

/** One-time link; only the hash of its token is kept. */
export type Invitation = {
  tokenHash: string;
  officer: OfficerId;
  createdBy: OfficerId | undefined;
  expiresAt: Instant;
};

/** Duty hours of a body: weekday 1 (Monday) to 7, minutes since local midnight; `to` may be 1440. */
export type DutyHours = { agency: AgencyId; officer: OfficerId; weekday: number; from: number; to: number };

/** Where an officer is woken; the address is sealed to the server. */
export type DutyContact = { officer: OfficerId; channel: string; address: Sealed<"duty-address"> };

export type NumberId = Branded<string, "NumberId">;
/** A number to call. `area`: where it works. `after`: shown below another, never alone (119 ext. 8). */
export type HotlineNumber = {
  id: NumberId;
  name: string;
  number: string;
  /** Said beside it, e.g. "akan menanyakan identitas". */
  remark: string;
  area: AreaCode;
  kind: "sapa" | "emergency" | "police" | "mental_health" | "other";
  /** Which corps answers; left out of the answer when that corps is implicated. */
  corps: string | undefined;
  order: number;
  checkedAt: Instant;
};

/** A change that waits for a second person. `invitation`: an accepted one, whose officer may not sign in until then. */
export type Approval = {
  id: string;
  kind: "first_enrolment" | "mandates" | "invitation";
  agency: AgencyId | undefined;
  /** Who has accepted the invitation. */
  officer: OfficerId | undefined;
  mandates: Mandate[] | undefined;
  askedBy: OfficerId | undefined;
  askedAt: Instant;
};

/** What a body is, as far as routing cares. */
export type BodyFacts = Pick<Agency, "name" | "kind" | "area">;

/** What was changed under four eyes. `before` is undefined for a body that never was approved. */
export type ChangeContent =
  | { kind: "first_enrolment"; agency: AgencyId; before: BodyFacts | undefined; after: BodyFacts }
  | { kind: "mandates"; gone: Mandate[]; added: Mandate[] };

export type ChangeStep = "proposed" | "approved" | "rejected" | "withdrawn";

/** One step of a change, in a log that is only added to. */
export type Change = {
  id: string;
  /** The approval whose step it is; all steps of one change share it. */
  approval: string;
  step: ChangeStep;
  at: Instant;
  /** Who took the step; undefined for what setup began. */
  by: OfficerId | undefined;
  proposedBy: OfficerId | undefined;
  proposedAt: Instant;
  content: ChangeContent;
  /** Bodies whose officers are told. */
  affected: AgencyId[];
  mac: Uint8Array<ArrayBuffer>;
};
