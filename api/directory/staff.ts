/** The people: inviting them, letting them go. */
import { ok, refuse, type OfficerId, type Result } from "../kernel.ts";
import { isAdmin, otherAdmins } from "./acting.ts";
import type { Directory, DirectoryParts, InvitedOfficer, NewOfficer } from "./contract.ts";
import { checkPerson, invite, newOfficer } from "./invitation.ts";
import { holdsLastKey } from "./last-key.ts";
import type { Officer } from "./words.ts";

type Offered = "officers" | "officer" | "inviteOfficer" | "inviteAgain" | "disableOfficer" | "enableOfficer";

export function createStaff(parts: DirectoryParts): Pick<Directory, Offered> {
  const { store, random } = parts;

  async function inviteOfficer(by: OfficerId, wanted: NewOfficer): Promise<Result<InvitedOfficer>> {
    if (!(await isAdmin(parts, by))) return refuse("not_admin");
    const checked = checkPerson(wanted);
    if (!checked.ok) return checked;
    const { agency, role, signInName } = checked.value;
    if ((role === "admin") !== (agency === undefined)) return refuse("invalid_value");
    if (agency !== undefined && (await store.agency(agency)) === undefined) return refuse("unknown_agency");
    if ((await store.officerBySignInName(signInName)) !== undefined) return refuse("invalid_value");
    const officer = newOfficer(random, checked.value);
    await store.saveOfficer(officer);
    return ok(await invite(parts, officer, by));
  }

  async function inviteAgain(by: OfficerId, id: OfficerId): Promise<Result<InvitedOfficer>> {
    if (!(await isAdmin(parts, by))) return refuse("not_admin");
    const officer = await store.officer(id);
    if (officer === undefined || officer.state === "disabled") return refuse("invalid_value");
    if (await holdsLastKey(parts, officer)) return refuse("last_key_holder");
    return ok(await invite(parts, officer, by));
  }

  /**
   * Takes the officer's copy of the body's key away, unless it is the last: destroying that would destroy every
   * report sealed to the body. What the officer has read, and a key he may have kept, no server can take back.
   */
  async function disableOfficer(by: OfficerId, id: OfficerId): Promise<Result<Officer>> {
    if (!(await isAdmin(parts, by))) return refuse("not_admin");
    const officer = await store.officer(id);
    if (officer === undefined) return refuse("invalid_value");
    if (officer.role === "admin" && (await otherAdmins(parts, id)).length === 0)
      return refuse("needs_second_admin");
    const disabled: Officer = { ...officer, state: "disabled" };
    await store.saveOfficer(disabled);
    if (officer.agency !== undefined) await store.removeAgencyKeyCopy(officer.agency, id);
    return ok(disabled);
  }

  async function enableOfficer(by: OfficerId, id: OfficerId): Promise<Result<Officer>> {
    if (!(await isAdmin(parts, by))) return refuse("not_admin");
    const officer = await store.officer(id);
    if (officer?.state !== "disabled") return refuse("invalid_value");
    const waits = (await store.approvals()).some((approval) => approval.officer === id);
    const mayWork = officer.lockedKey !== undefined && !waits;
    const enabled: Officer = { ...officer, state: mayWork ? "active" : "invited" };
    await store.saveOfficer(enabled);
    return ok(enabled);
  }

  return {
    officers: () => store.officers(),
    officer: (id) => store.officer(id),
    inviteOfficer,
    inviteAgain,
    disableOfficer,
    enableOfficer,
  };
}
