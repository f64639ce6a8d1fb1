/**
 * The demonstration: bodies, officers and an admin on an empty embedded database, marked as such on every page.
 * Comes in: the directory and sign-in of a fresh installation. Goes out: sign-in names with passphrases, once.
 * Never knows: reports; nothing of it may run on a database that holds anything.
 */
import { HOUR, MINUTE, type AgencyId, type OfficerId } from "../api/kernel.ts";
import type { Directory, DirectoryStore, InvitedOfficer, SignIn } from "../api/directory/index.ts";
import { generateKeyPair } from "../api/vault/index.ts";
import { ADMIN, COORDINATOR, COORDINATOR_OFFICER, ENROLLED, KNOWN } from "./seed/bodies.ts";
import { FIRST_NUMBERS } from "./seed/numbers.ts";

export { FIRST_NUMBERS };
export const DEMONSTRATION = "demonstration";

export type DemoParts = { directory: Directory; signIn: SignIn; store: DirectoryStore };
export type DemoAccount = { signIn: string; passphrase: string };
/** `recoveryKey` opens every demonstration body's recovery copy; the caller keeps it in a file of the owner's. */
export type Demo = { accounts: DemoAccount[]; recoveryKey: string };

/** Numbers every installation begins with, demonstration or real. */
export async function seedNumbers(store: DirectoryStore): Promise<void> {
  for (const number of FIRST_NUMBERS) await store.saveNumber(number);
}

/** Marks an empty installation as a demonstration, before anybody sees a page of it; false when it is not empty. */
export async function claimDemonstration({ directory, store }: DemoParts): Promise<boolean> {
  if ((await directory.agencies()).length > 0 || (await directory.officers()).length > 0) return false;
  await store.saveSetting(DEMONSTRATION, "yes");
  await seedNumbers(store);
  return true;
}

/**
 * Seeds a claimed demonstration. A body of one officer is open only with a recovery copy (DESIGN §4), so every
 * demonstration body gets one. Takes seconds: each passphrase is stretched as a real one is.
 */
export async function seedDemonstration({ directory, signIn }: DemoParts): Promise<Demo> {
  const recovery = await generateKeyPair();
  const accounts: DemoAccount[] = [];

  /** Accepts the invitation, puts the officer on duty around the clock, and returns who it is. */
  const enrol = async (invited: InvitedOfficer): Promise<OfficerId> => {
    const { officer, passphrase } = unwrap(await directory.acceptInvitation(invited.token));
    accounts.push({ signIn: officer.signInName, passphrase });
    if (officer.agency !== undefined) {
      const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        agency: officer.agency as AgencyId,
        officer: officer.id,
        weekday,
        from: 0,
        to: (24 * HOUR) / MINUTE,
      }));
      unwrap(await directory.setDuty(officer.id, officer.agency, always));
      const unlocked = unwrap(await signIn.passphrase(officer.signInName, passphrase));
      const by = { officer: officer.id, agency: officer.agency, privateKey: unlocked.privateKey };
      unwrap(await directory.makeRecoveryCopy(by, recovery.publicKey));
    }
    return officer.id;
  };

  const { invited } = unwrap(
    await directory.setUp({ admins: [ADMIN], coordinator: COORDINATOR, officers: [COORDINATOR_OFFICER] }),
  );
  const ids: OfficerId[] = [];
  for (const one of invited) ids.push(await enrol(one));
  const [adminId, coordinatorId] = ids as [OfficerId, OfficerId];
  for (const { agency, officer } of ENROLLED) {
    const { id } = unwrap(await directory.addAgency(adminId, agency));
    await enrol(
      unwrap(await directory.inviteOfficer(adminId, { ...officer, role: "supervisor", agency: id })),
    );
  }
  for (const agency of KNOWN) unwrap(await directory.addAgency(adminId, agency));
  for (const approval of await directory.approvals())
    unwrap(await directory.approve(coordinatorId, approval.id));
  return { accounts, recoveryKey: recovery.privateKey };
}

function unwrap<T>(result: { ok: true; value: T } | { ok: false; refusal: string }): T {
  if (!result.ok) throw new Error(`demonstration refused: ${result.refusal}`);
  return result.value;
}
