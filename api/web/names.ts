/** Names behind ids, for showing. An id that is gone shows a dash, never itself. */
import type { AgencyId, OfficerId } from "../kernel.ts";
import type { Agency, Directory, Officer } from "../directory/index.ts";

export type Names = {
  agencies: Agency[];
  agency(id: AgencyId | undefined): string;
  officer(id: OfficerId | undefined): string;
};

export async function readNames(directory: Pick<Directory, "agencies" | "officers">): Promise<Names> {
  const [agencies, officers] = await Promise.all([directory.agencies(), directory.officers()]);
  const named = <T extends Agency | Officer>(list: T[], id: string | undefined) =>
    list.find((one) => one.id === id)?.name ?? "–";
  return { agencies, agency: (id) => named(agencies, id), officer: (id) => named(officers, id) };
}
