/**
 * Directory: the bodies, the people in them, their keys, duty hours, mandates and numbers to call.
 * Comes in: an acting admin or officer and what they want changed. Goes out: the changed row, or a refusal.
 * Never knows: reports, reporters, sessions; an admin passes through here without ever holding a key.
 */
export type {
  Agency,
  Approval,
  BodyFacts,
  Change,
  ChangeContent,
  ChangeStep,
  DutyContact,
  DutyHours,
  HotlineNumber,
  Invitation,
  NumberId,
  Officer,
  OfficerState,
  Passkey,
  StaffRole,
} from "./words.ts";
export type { DirectoryStore } from "./ports.ts";
export type {
  Announce,
  Coverage,
  Directory,
  DirectoryParts,
  InvitedOfficer,
  KeyHolder,
  NewAgency,
  NewNumber,
  NewOfficer,
  NewPasskey,
  Passkeys,
  Person,
  ReadChange,
  SignedIn,
  SignIn,
} from "./contract.ts";
export { createDirectory } from "./directory.ts";
export { createPasskeys } from "./passkeys.ts";
export { linesOnlyIn } from "./mandate-lines.ts";
export { createSignIn } from "./sign-in.ts";
export { isOpen } from "./open.ts";
export { dutyAt, openDutyAddress } from "./duty.ts";
export { agencyKeyLabel, openAgencyKey } from "./agency-key.ts";
