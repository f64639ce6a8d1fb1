/** The last copy of a body's key: without it, and without a recovery copy, every report sealed to the body is lost. */
import type { DirectoryStore } from "./ports.ts";
import type { Officer } from "./words.ts";

/** Whether the officer alone could unlock the body's key, and there is no recovery copy. */
export async function holdsLastKey({ store }: { store: DirectoryStore }, officer: Officer): Promise<boolean> {
  if (officer.agency === undefined || !officer.holdsAgencyKey) return false;
  const body = await store.agency(officer.agency);
  return body !== undefined && body.keyHolders <= 1 && !body.hasRecoveryCopy;
}
