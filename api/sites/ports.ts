/** What the register of closed sites needs kept; `store` implements it. Who may see what, the register decides. */
import type { LinkId, SiteId } from "../kernel.ts";
import type { ClosedSite, DistrictLink, SiteEvent } from "./words.ts";

export interface SiteRows {
  /** Those taken back too; the latest closure first. */
  sites(): Promise<ClosedSite[]>;
  addSite(site: ClosedSite, event: SiteEvent): Promise<void>;
  /** Keeps `withdrawnAt` and `mac` with the event; false when it was taken back, or brought back, already. */
  saveWithdrawn(site: ClosedSite, event: SiteEvent): Promise<boolean>;
  record(event: SiteEvent): Promise<void>;
  /** Oldest first. */
  history(id: SiteId): Promise<SiteEvent[]>;
  /** Those removed too; the newest first. */
  links(): Promise<DistrictLink[]>;
  addLink(link: DistrictLink): Promise<void>;
  /** Keeps `removedBy`, `removedAt` and `mac`; false when it was removed already. */
  removeLink(link: DistrictLink & { id: LinkId }): Promise<boolean>;
}
