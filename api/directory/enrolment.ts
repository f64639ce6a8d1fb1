/** Enrolment: an invited person gets a key and a passphrase; the first of a body makes the body's key. */
import { ok, refuse, type AgencyId, type OfficerId, type PublicKey, type Result } from "../kernel.ts";
import {
  bodyKeyMac,
  createHashLine,
  generateKeyPair,
  lockPrivateKey,
  newPassphrase,
  SwappedKeyError,
} from "../vault/index.ts";
import { sealAgencyKey } from "./agency-key.ts";
import { askFirstEnrolment, askInvitation } from "./approvals.ts";
import type { Directory, DirectoryParts } from "./contract.ts";
import { hashOfToken } from "./invitation.ts";
import { holdsLastKey } from "./last-key.ts";
import { needsKey } from "./open.ts";
import { agencyIsGenuine, officerKeyMac, vouchedFor } from "./vouch.ts";
import type { Agency, Officer } from "./words.ts";

export function createEnrolment(
  parts: DirectoryParts,
): Pick<Directory, "findInvitation" | "acceptInvitation"> {
  const { store, server, random, clock } = parts;
  // Two first officers at once would make two keys for one body, and one of them would be lost.
  const oneAtATime = createHashLine(1);

  async function findInvitation(
    token: string,
  ): Promise<Result<{ officer: Officer; agency: Agency | undefined }>> {
    const invitation = await store.findInvitation(hashOfToken(token), clock());
    const officer = invitation && (await store.officer(invitation.officer));
    if (officer === undefined || officer.state === "disabled") return refuse("invitation_expired");
    if (await holdsLastKey(parts, officer)) return refuse("last_key_holder");
    return ok({ officer, agency: officer.agency && (await store.agency(officer.agency)) });
  }

  async function acceptInvitation(token: string): Promise<Result<{ officer: Officer; passphrase: string }>> {
    const found = await findInvitation(token);
    if (!found.ok) return found;
    const invitation = await store.takeInvitation(hashOfToken(token), clock());
    const invited = invitation && (await store.officer(invitation.officer));
    if (invited === undefined || invited.state === "disabled") return refuse("invitation_expired");
    const passphrase = newPassphrase(random);
    const { publicKey, privateKey } = await generateKeyPair();
    const lock = await lockPrivateKey(parts, passphrase, privateKey);
    const keyMac = officerKeyMac(server, invited, publicKey);
    const asked = invitation?.createdBy;
    const fresh = { ...invited, ...lock, publicKey, keyMac, totp: undefined, totpStep: undefined };
    const joined = await oneAtATime(async () => {
      // A second enrolment is a lost passphrase: the copy under the old key is about to open for nobody.
      if (invited.agency !== undefined && !(await store.removeAgencyKeyCopy(invited.agency, invited.id)))
        return false;
      const waits = await askInvitation(parts, invited, asked);
      for (const { id } of await store.passkeys(invited.id)) await store.removePasskey(invited.id, id);
      await store.saveOfficer({ ...fresh, state: waits ? "invited" : "active" });
      if (invited.agency !== undefined) await joinBody(invited.agency, invited.id, publicKey, asked);
      return true;
    });
    if (!joined) return refuse("last_key_holder");
    const officer = await store.officer(invited.id);
    if (officer === undefined) throw new Error("the enrolled officer is gone");
    return ok({ officer, passphrase });
  }

  async function joinBody(
    id: AgencyId,
    officer: OfficerId,
    publicKey: PublicKey,
    askedBy: OfficerId | undefined,
  ): Promise<void> {
    const agency = await store.agency(id);
    if (agency === undefined) throw new Error("an officer of no body");
    if (needsKey(agency)) await makeKey(agency, officer, publicKey, askedBy);
  }

  /** The coordinator made by setup is approved from the start, but only for its very first key. */
  async function makeKey(
    agency: Agency,
    officer: OfficerId,
    officerKey: PublicKey,
    askedBy: OfficerId | undefined,
  ): Promise<void> {
    if (!agencyIsGenuine(server, agency)) throw new SwappedKeyError(agency.id);
    const { publicKey, privateKey } = await generateKeyPair();
    await store.saveAgencyKeyCopy(agency.id, officer, await sealAgencyKey(agency.id, privateKey, officerKey));
    const approved = agency.approved && agency.publicKey === undefined;
    const keyMac = bodyKeyMac(server, agency.id, publicKey);
    await store.saveAgency(vouchedFor(server, { ...agency, publicKey, keyMac, approved }));
    // A new key in the old place is a change to say yes to, and the place stays what it was.
    if (!approved) await askFirstEnrolment(parts, agency, askedBy, agency.approved ? agency : undefined);
  }

  return { findInvitation, acceptInvitation };
}
