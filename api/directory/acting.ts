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

/** An admin, or an officer of a coordinator that is itself approved. */
export async function mayDecide(parts: Parts, id: OfficerId): Promise<boolean> {
  const officer = await activeOfficer(parts, id);
  if (officer === undefined) return false;
  if (officer.agency === undefined) return officer.role === "admin";
  const body = await parts.store.agency(officer.agency);
  return (
    body !== undefined && body.kind === "coordinator" && body.approved && agencyIsGenuine(parts.server, body)
  );
}

/** Nobody approves what he asked for, nor the body he belongs to. */
export async function isOwn({ store }: Parts, id: OfficerId, approval: Approval): Promise<boolean> {
  if (approval.askedBy === id) return true;
  const officer = await store.officer(id);
  return approval.agency !== undefined && officer?.agency === approval.agency;
}
