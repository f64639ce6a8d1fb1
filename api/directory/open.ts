/** When a body counts as open (DESIGN §4). Pure. */
import type { Agency } from "./words.ts";

/**
 * Open: reports may be sealed to it, because enough people can unlock its key that no single absence shuts it out
 * of its own reports. `genuine`: the server's MACs over the body and its key hold.
 */
export function isOpen(agency: Agency, genuine: boolean): boolean {
  if (!genuine || !agency.approved || agency.publicKey === undefined) return false;
  return agency.keyHolders >= 2 || (agency.keyHolders === 1 && agency.hasRecoveryCopy);
}

/**
 * Whether the next officer who enrols makes the body's key: there is none yet, or nobody is left who could ever
 * unlock it. What was sealed to a lost key stays unreadable.
 */
export const needsKey = (agency: Agency): boolean =>
  agency.publicKey === undefined || (agency.keyHolders === 0 && !agency.hasRecoveryCopy);
