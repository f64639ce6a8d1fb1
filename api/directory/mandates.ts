/** The table that routing obeys: versioned, vouched for, changed only by two people. */
import { ok, refuse, type OfficerId, type Result } from "../kernel.ts";
import type { Mandate } from "../routing/index.ts";
import { isAdmin } from "./acting.ts";
import { mandatesContent } from "./approvals.ts";
import { changeOf, tellOfChange } from "./changes.ts";
import type { Directory, DirectoryParts } from "./contract.ts";
import { heldTable } from "./held-table.ts";
import { newUuid } from "./uuid.ts";
import type { Approval } from "./words.ts";

export function createMandates(
  parts: DirectoryParts,
): Pick<Directory, "mandates" | "mandateTable" | "proposeMandates"> {
  const { store, server, random, clock } = parts;

  const mandateTable = async () => heldTable(server, await store.mandates());

  async function proposeMandates(by: OfficerId, mandates: Mandate[]): Promise<Result<Approval>> {
    if (!(await isAdmin(parts, by))) return refuse("not_admin");
    if (mandates.length === 0) return refuse("invalid_value");
    const known = new Set((await store.agencies()).map(({ id }) => id));
    const named = mandates.flatMap(({ leadAgency }) => leadAgency ?? []);
    if (named.some((agency) => !known.has(agency))) return refuse("unknown_agency");
    const approval: Approval = {
      id: newUuid(random),
      kind: "mandates",
      agency: undefined,
      officer: undefined,
      mandates,
      askedBy: by,
      askedAt: clock(),
    };
    const change = await changeOf(parts, approval, await mandatesContent(parts, mandates), undefined);
    await store.saveApproval(approval, change);
    await tellOfChange(parts, approval, change);
    return ok(approval);
  }

  return { mandates: async () => (await mandateTable()).mandates, mandateTable, proposeMandates };
}
