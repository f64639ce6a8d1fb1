/** Who may act. A row says so, and the server must have vouched for the row. */
import type { OfficerId } from "../kernel.ts";
import type { ServerKeys } from "../vault/index.ts";
import type { DirectoryStore } from "./ports.ts";
import { agencyIsGenuine, officerKeyIsGenuine } from "./vouch.ts";
import type { Approval, Officer } from "./words.ts";

type Parts = { store: DirectoryStore; server: ServerKeys };

/** The officer when active and genuine. */
export async function activeOfficer({ store, server }: Parts, id: OfficerId): Promise<Officer | undefined> {
  const officer = await store.officer(id);
  return officer?.state === "active" && officerKeyIsGenuine(server, officer) ? officer : undefined;
}

export async function isAdmin(parts: Parts, id: OfficerId): Promise<boolean> {
  return (await activeOfficer(parts, id))?.role === "admin";
}

/** Active admins other than `id`. */
export async function otherAdmins({ store, server }: Parts, id: OfficerId): Promise<Officer[]> {
  return (await store.officers()).filter(
    (officer) =>
      officer.id !== id &&
      officer.role === "admin" &&
      officer.state === "active" &&
      officerKeyIsGenuine(server, officer),
  );
}

/**
 * An admin, or an officer of a coordinator that is itself approved. An accepted invitation is also for a supervisor of
 * that body to decide, who knows the person; in a body of one's own, for supervisors only.
 */
export async function mayDecide(
  parts: Parts,
  id: OfficerId,
  approval: Approval | undefined,
): Promise<boolean> {
  const officer = await activeOfficer(parts, id);
  if (officer === undefined) return false;
  if (officer.agency === undefined) return officer.role === "admin";
  if (approval?.kind === "invitation" && approval.agency === officer.agency)
    return officer.role === "supervisor";
  const body = await parts.store.agency(officer.agency);
  return (
    body !== undefined && body.kind === "coordinator" && body.approved && agencyIsGenuine(parts.server, body)
  );
}

/** Nobody approves what he asked for, nor himself, nor the body he belongs to. */
export async function isOwn({ store }: Parts, id: OfficerId, approval: Approval): Promise<boolean> {
  if (approval.askedBy === id) return true;
  if (approval.kind === "invitation") return approval.officer === id;
  const officer = await store.officer(id);
  return approval.agency !== undefined && officer?.agency === approval.agency;
}

/** Whether there is anybody who could decide this. */
export async function somebodyMayDecide(parts: Parts, approval: Approval): Promise<boolean> {
  for (const { id } of await parts.store.officers()) {
    if ((await mayDecide(parts, id, approval)) && !(await isOwn(parts, id, approval))) return true;
  }
  return false;
}
