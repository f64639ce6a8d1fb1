/** Four eyes: a body's first enrolment and a change of the mandates wait for a second person's word. */
import { ok, refuse, type AgencyId, type OfficerId, type Result } from "../kernel.ts";
import { SwappedKeyError } from "../vault/index.ts";
import { isOwn, mayDecide } from "./acting.ts";
import type { Directory, DirectoryParts } from "./contract.ts";
import { newUuid } from "./uuid.ts";
import { agencyIsGenuine, mandatesMac, vouchedFor } from "./vouch.ts";
import type { Approval } from "./words.ts";

export function createApprovals(
  parts: DirectoryParts,
): Pick<Directory, "approvals" | "approve" | "rejectApproval"> {
  const { store, server } = parts;

  async function approve(by: OfficerId, id: string): Promise<Result<Approval>> {
    const approval = (await store.approvals()).find((waiting) => waiting.id === id);
    if (!(await mayDecide(parts, by))) return refuse("not_admin");
    if (approval === undefined) return refuse("conflict");
    if (await isOwn(parts, by, approval)) return refuse("own_approval");
    // Taking it off first makes one of two simultaneous deciders the one who decides.
    if (!(await store.removeApproval(id))) return refuse("conflict");
    await apply(approval);
    return ok(approval);
  }

  /** Also open to whoever asked: that withdraws it. */
  async function rejectApproval(by: OfficerId, id: string): Promise<Result<Approval>> {
    const approval = (await store.approvals()).find((waiting) => waiting.id === id);
    if (!(await mayDecide(parts, by))) return refuse("not_admin");
    if (approval === undefined || !(await store.removeApproval(id))) return refuse("conflict");
    return ok(approval);
  }

  async function apply({ kind, agency, mandates }: Approval): Promise<void> {
    switch (kind) {
      case "first_enrolment": {
        const body = agency && (await store.agency(agency));
        if (body === undefined) throw new Error("approval without its body");
        // Approving must not launder a row that somebody wrote past the directory.
        if (!agencyIsGenuine(server, body)) throw new SwappedKeyError(body.id);
        return store.saveAgency(vouchedFor(server, { ...body, approved: true }));
      }
      case "mandates": {
        if (mandates === undefined) throw new Error("approval without its mandates");
        const version = ((await store.mandates())?.version ?? 0) + 1;
        return store.saveMandates(version, mandates, mandatesMac(server, version, mandates));
      }
    }
  }

  return { approvals: () => store.approvals(), approve, rejectApproval };
}

/** Asks for a body's approval unless that is asked already. */
export async function askFirstEnrolment(
  { store, random, clock }: DirectoryParts,
  agency: AgencyId,
  askedBy: OfficerId | undefined,
): Promise<void> {
  const waiting = await store.approvals();
  if (waiting.some((approval) => approval.kind === "first_enrolment" && approval.agency === agency)) return;
  await store.saveApproval({
    id: newUuid(random),
    kind: "first_enrolment",
    agency,
    mandates: undefined,
    askedBy,
    askedAt: clock(),
  });
}
