/** The table that routing obeys: versioned, vouched for, changed only by two people. */
import { ok, refuse, type OfficerId, type Result } from "../kernel.ts";
import { DEFAULT_MANDATES, type Mandate } from "../routing/index.ts";
import { isAdmin } from "./acting.ts";
import type { Directory, DirectoryParts } from "./contract.ts";
import { newUuid } from "./uuid.ts";
import { mandatesAreGenuine } from "./vouch.ts";
import type { Approval } from "./words.ts";

type Table = { version: number; mandates: Mandate[]; genuine: boolean };

export function createMandates(
  parts: DirectoryParts,
): Pick<Directory, "mandates" | "mandateTable" | "proposeMandates"> {
  const { store, server, random, clock } = parts;

  /** An edited table is not obeyed, but filing goes on: the default table is the law's own order. */
  async function mandateTable(): Promise<Table> {
    const saved = await store.mandates();
    if (saved === undefined) return { version: 0, mandates: DEFAULT_MANDATES, genuine: true };
    if (!mandatesAreGenuine(server, saved)) return { version: 0, mandates: DEFAULT_MANDATES, genuine: false };
    return { version: saved.version, mandates: saved.mandates, genuine: true };
  }

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
    await store.saveApproval(approval);
    return ok(approval);
  }

  return { mandates: async () => (await mandateTable()).mandates, mandateTable, proposeMandates };
}
