/** Which table of mandates holds. Pure. */
import { DEFAULT_MANDATES, type Mandate } from "../routing/index.ts";
import type { ServerKeys } from "../vault/index.ts";
import type { DirectoryStore } from "./ports.ts";
import { mandatesAreGenuine } from "./vouch.ts";

export type HeldTable = { version: number; mandates: Mandate[]; genuine: boolean };

/** An edited table is not obeyed, but filing goes on: the default table is the law's own order. */
export function heldTable(
  server: ServerKeys,
  saved: Awaited<ReturnType<DirectoryStore["mandates"]>>,
): HeldTable {
  if (saved === undefined) return { version: 0, mandates: DEFAULT_MANDATES, genuine: true };
  if (!mandatesAreGenuine(server, saved)) return { version: 0, mandates: DEFAULT_MANDATES, genuine: false };
  return { version: saved.version, mandates: saved.mandates, genuine: true };
}
