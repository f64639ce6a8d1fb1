/** Who works with closed sites: social services and coordinators, inside their own area. Pure. */
import {
  areaAndAbove,
  ok,
  refuse,
  type AgencyId,
  type AgencyKind,
  type AreaCode,
  type Result,
} from "../kernel.ts";
import type { Body } from "../routing/index.ts";

/**
 * Those whose answer is outreach. Everybody else, above all who raids, learns neither of the places nor of what is
 * reported around them.
 */
const OUTREACH: readonly AgencyKind[] = ["social_office", "coordinator"];

export const worksWithSites = ({ kind }: Pick<Body, "kind">): boolean => OUTREACH.includes(kind);

/** Whether the body may know of sites in this area. */
export const maySee = (body: Pick<Body, "kind" | "area">, area: AreaCode): boolean =>
  worksWithSites(body) && areaAndAbove(area).includes(body.area);

/** The body of whoever asks; refuses no_access where it does not work with sites. */
export function askingBody(bodies: readonly Body[], agency: AgencyId): Result<Body> {
  const body = bodies.find(({ id }) => id === agency);
  return body !== undefined && worksWithSites(body) ? ok(body) : refuse("no_access");
}
