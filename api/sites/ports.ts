/** What the register of closed sites and the weekly watch need kept; `store` implements it. Who may see what, they decide. */
import type { AreaCode, Instant, LinkId, LocalDay, OutreachId, SiteId } from "../kernel.ts";
import type { NewOutboxRow } from "../outbox/index.ts";
import type { KeptFinding, KeptThreshold, Outreach, Scope, WatchedReport } from "./finding.ts";
import type { ClosedSite, DistrictLink, SiteComparison, SiteEvent } from "./words.ts";

export interface SiteRows {
  /** Those taken back too; the latest closure first. */
  sites(): Promise<ClosedSite[]>;
  addSite(site: ClosedSite, event: SiteEvent): Promise<void>;
  /** Keeps `withdrawnAt` and `mac` with the event; false when it was taken back, or brought back, already. */
  saveWithdrawn(site: ClosedSite, event: SiteEvent): Promise<boolean>;
  record(event: SiteEvent): Promise<void>;
  /** Oldest first. */
  history(id: SiteId): Promise<SiteEvent[]>;
  /** The latest version of each site. */
  comparisons(): Promise<SiteComparison[]>;
  /** Every version of one site, oldest first. */
  comparisonsOf(site: SiteId): Promise<SiteComparison[]>;
  /** With its event; false, and nothing written, when that version is there already. */
  addComparison(comparison: SiteComparison, event: SiteEvent): Promise<boolean>;
  /** Those removed too; the newest first. */
  links(): Promise<DistrictLink[]>;
  addLink(link: DistrictLink): Promise<void>;
  /** Keeps `removedBy`, `removedAt` and `mac`; false when it was removed already. */
  removeLink(link: DistrictLink & { id: LinkId }): Promise<boolean>;
}

/** What the weekly watch reads and keeps. */
export interface WatchRows {
  /**
   * Reports since then that may count: they tell of a place, and are not one of many from a single chat. Of the whole
   * country, or of one province.
   */
  reports(since: Instant, province?: AreaCode): Promise<WatchedReport[]>;
  /** Of this week (its Monday) and later ones. */
  findingsSince(week: LocalDay): Promise<KeptFinding[]>;
  /** The newest first, `most` at most. */
  past(scope: Scope, most: number): Promise<KeptFinding[]>;
  /** All in one write; false, and nothing written, when another process has kept that scope and week. */
  keep(kept: KeptFinding, errands: readonly Outreach[], notices: readonly NewOutboxRow[]): Promise<boolean>;
  /** Of replays up to this week and later ones. */
  thresholdsSince(week: LocalDay): Promise<KeptThreshold[]>;
  /** What another process kept of the same province, kind and week stays. */
  keepThresholds(kept: readonly KeptThreshold[]): Promise<void>;
  /** The newest first. */
  outreach(): Promise<Outreach[]>;
  outreachSince(since: Instant): Promise<Outreach[]>;
  decideOutreach(id: OutreachId, decided: NonNullable<Outreach["decided"]>): Promise<void>;
}
