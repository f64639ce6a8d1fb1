/**
 * Sites: the register of places that were closed or raided, and the weekly watch over the reports around them.
 * Comes in: what social services and coordinators enter; events by district and week. Goes out: findings, and errands for outreach.
 * Never knows: words of a report, reporters, persons at a place; the exact place only while somebody with its key reads it.
 */
export { createSiteRegister, type RegisterParts, type SiteRegister } from "./register.ts";
export { createComparisonDesk, type ComparisonDesk, type SiteEventTold } from "./comparison.ts";
export type { SiteErrand } from "./errands.ts";
export { siteName } from "./name.ts";
export { worksWithSites } from "./rights.ts";
export { renewThreshold, runWatch, type WatchParts } from "./watch.ts";
export {
  createProvinceDesk,
  type ProvinceDesk,
  type ProvincePast,
  type ProvinceSeen,
} from "./province-desk.ts";
export { FEWEST_BEFORE } from "./look.ts";
export { BEARABLE } from "./thresholds.ts";
export { LONGEST } from "./wanted.ts";
export { createWatchDesk, type Precision, type RingDistrict, type WatchDesk } from "./watch-desk.ts";
export type { SiteRows, WatchRows } from "./ports.ts";
export {
  OUTREACH_OUTCOMES,
  type Finding,
  type FoundCluster,
  type KeptFinding,
  type KeptThreshold,
  type LookKind,
  type Outreach,
  type OutreachOutcome,
  type OwnPast,
  type Scope,
  type WatchedReport,
} from "./finding.ts";
export {
  ALIKE_TO,
  SITE_KINDS,
  SITE_SOURCES,
  type AlikeTo,
  type ClosedSite,
  type DistrictLink,
  type EnteredSite,
  type SiteAct,
  type SiteComparison,
  type SiteEvent,
  type SiteKind,
  type SitePlace,
  type SiteSeen,
  type SiteSource,
  type WantedSite,
  type Worker,
} from "./words.ts";
