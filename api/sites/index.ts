/**
 * Sites: the register of places that were closed or raided, and of roads between districts.
 * Comes in: what an officer of social services or a coordinator enters. Goes out: rows under the server's MAC, or refusals.
 * Never knows: reports, reporters, persons at a place; the exact place only while somebody with its key reads it.
 */
export { createSiteRegister, type RegisterParts, type SiteRegister } from "./register.ts";
export { worksWithSites } from "./rights.ts";
export type { SiteRows } from "./ports.ts";
export {
  SITE_KINDS,
  SITE_SOURCES,
  type ClosedSite,
  type DistrictLink,
  type SiteAct,
  type SiteEvent,
  type SiteKind,
  type SitePlace,
  type SiteSeen,
  type SiteSource,
  type WantedSite,
  type Worker,
} from "./words.ts";
