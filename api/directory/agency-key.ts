/** A body's private key as its officers hold it: sealed to each one's own key. */
import type { AgencyId, PrivateKey, PublicKey, Sealed } from "../kernel.ts";
import { open, seal, type Label } from "../vault/index.ts";

export const agencyKeyLabel = (agency: AgencyId): Label => ({ owner: agency, kind: "agency-key", epoch: 0 });

export const sealAgencyKey = (
  agency: AgencyId,
  privateKey: PrivateKey,
  to: PublicKey,
): Promise<Sealed<"agency-key">> =>
  seal<"agency-key">([to], agencyKeyLabel(agency), new TextEncoder().encode(privateKey));

/** The body's private key, by the officer's own. Throws OpeningError. */
export async function openAgencyKey(
  agency: AgencyId,
  officerPrivateKey: PrivateKey,
  sealed: Sealed<"agency-key">,
): Promise<PrivateKey> {
  const opened = await open(officerPrivateKey, agencyKeyLabel(agency), sealed);
  return new TextDecoder().decode(opened) as PrivateKey;
}
