/** From a route to everybody's part in the case. Pure. */
import type { AgencyId } from "../kernel.ts";
import type { Route } from "../routing/index.ts";
import type { Share } from "./words.ts";

/**
 * Who takes which part. A full support whose key is gone is phoned instead, a body of the chain without one is
 * passed over, and neither holds the report up; without the lead's key there is nobody to seal to, and it throws.
 */
export function partsOf(
  route: Route,
  hasKey: (agency: AgencyId) => boolean,
): { shares: Share[]; handOffs: AgencyId[] } {
  if (!hasKey(route.lead)) throw new Error(`no key to seal to: ${route.lead}`);
  const shares = new Map<AgencyId, Share>();
  const handOffs = new Set(route.handOffs);
  const add = (share: Share) => {
    // Whoever reads in any part reads; a second mention takes nothing away.
    if (shares.get(share.agency)?.access !== "full") shares.set(share.agency, share);
  };
  add({ agency: route.lead, role: "lead", access: "full", position: undefined, active: true });
  for (const { agency, access } of route.supports) {
    if (access === "full" && !hasKey(agency)) handOffs.add(agency);
    else add({ agency, role: "support", access, position: undefined, active: true });
  }
  route.chain.filter(hasKey).forEach((agency, index) => {
    add({ agency, role: "chain", access: "full", position: index + 1, active: false });
  });
  return { shares: [...shares.values()], handOffs: [...handOffs] };
}
