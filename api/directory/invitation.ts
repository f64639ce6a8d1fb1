/** Invitations: a link with 32 random bytes, good once and for 72 hours; only its hash is kept. */
import { createHash } from "node:crypto";
import { after, HOUR, newId, ok, refuse, type OfficerId, type Result } from "../kernel.ts";
import type { DirectoryParts, InvitedOfficer, NewOfficer, Person } from "./contract.ts";
import type { Officer } from "./words.ts";

const VALID = 72 * HOUR;

export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Saves a new link for the officer and returns it. */
export async function invite(
  { store, random, clock }: DirectoryParts,
  officer: Officer,
  createdBy: OfficerId | undefined,
): Promise<InvitedOfficer> {
  const token = Buffer.from(random(32)).toString("base64url");
  const expiresAt = after(clock(), VALID);
  await store.saveInvitation({ tokenHash: hashOfToken(token), officer: officer.id, createdBy, expiresAt });
  return { officer, token };
}

/** An officer who has no key yet. */
export const newOfficer = (
  random: DirectoryParts["random"],
  { signInName, name, role, agency }: NewOfficer,
): Officer => ({
  id: newId<OfficerId>(random),
  signInName,
  name,
  role,
  agency,
  state: "invited",
  publicKey: undefined,
  keyMac: undefined,
  lockedKey: undefined,
  salt: undefined,
  totp: undefined,
  totpStep: undefined,
  holdsAgencyKey: false,
});

/** Sign-in names are lower-case, so that "Siti" and "siti" are one person. */
export const asSignInName = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

/** Tidies a person's names; refuses text_missing or invalid_value. */
export function checkPerson<P extends Person>(person: P): Result<P> {
  const signInName = asSignInName(person.signInName);
  const name = person.name.trim();
  if (name === "") return refuse("text_missing");
  if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(signInName)) return refuse("invalid_value");
  return ok({ ...person, signInName, name });
}
