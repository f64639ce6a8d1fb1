/** The words of the weekly look: what it found, and the errand that follows. Numbers and districts only. */
import type {
  AgencyId,
  AreaCode,
  Category,
  IncidentId,
  Instant,
  LocalDay,
  OfficerId,
  OutreachId,
  SiteId,
} from "../kernel.ts";
import type { AlikeTo } from "./words.ts";

/** A report as the watch reads it: no id of a case, no word. */
export type WatchedReport = {
  incident: IncidentId;
  /** District at the finest. */
  area: AreaCode;
  filedAt: Instant;
  category: Category;
};

/** What is looked at: the surroundings of one site, or a whole province. */
export type Scope = `site:${SiteId}` | `province:${AreaCode}`;

/** What a threshold was taken from: weeks of the own past that were looked at again, and alarms a year among them. */
export type OwnPast = { replayed: number; alarmsPerYear: number };

/** Weeks, and where they come from; `ownPast` undefined: the default, because there is too little of a past. */
export type Threshold = { weeks: number; ownPast: OwnPast | undefined };

/** Looks at whole provinces, and looks around sites. */
export type LookKind = "province" | "site";

/** One replay of a province's past: what it says for looks of one kind. `week`: Monday of the latest week in it. */
export type KeptThreshold = OwnPast & {
  province: AreaCode;
  look: LookKind;
  week: LocalDay;
  threshold: number;
};

/** Districts where more was reported than usual, in the last `weeks` weeks. */
export type FoundCluster = {
  districts: AreaCode[];
  weeks: number;
  observed: number;
  expected: number;
  recurrenceInterval: number;
};

export type BeforeAfterCounts = { before: number; after: number };
export type Finding = {
  verdict: "not_enough" | "quiet" | "alarm";
  weeks: number;
  incidents: number;
  /** Share of incidents that name no district and so cannot be looked at. */
  shareUnknown: number;
  /** Weeks; an alarm is rarer than once in so many by chance. */
  threshold: number;
  /** Where the threshold comes from; absent for the default. */
  ownPast?: OwnPast | undefined;
  cluster: FoundCluster | undefined;
  /** Of a province: others that pass the threshold and overlap none before them; absent where there are none. */
  others?: FoundCluster[] | undefined;
  /** Other topics rose there too. */
  surge: boolean;
  /** Before and after a closure; `high` undefined where it has no upper end. */
  effect:
    | {
        site: BeforeAfterCounts;
        nearby: BeforeAfterCounts;
        control: BeforeAfterCounts;
        /** In districts that officers held to be alike; absent where they chose none. */
        alike?: Record<AlikeTo, BeforeAfterCounts> | undefined;
        ratio: number | undefined;
        low: number;
        high: number | undefined;
      }
    | undefined;
};

/** Monday of the latest whole week that was looked at. */
export type KeptFinding = { scope: Scope; week: LocalDay; finding: Finding };

export const OUTREACH_OUTCOMES = ["confirmed", "not_found", "not_visited"] as const;
export type OutreachOutcome = (typeof OUTREACH_OUTCOMES)[number];

/** An errand for social workers: go there, talk, offer help. Never a raid. */
export type Outreach = {
  id: OutreachId;
  scope: Scope;
  week: LocalDay;
  districts: AreaCode[];
  surge: boolean;
  /** Dinas Sosial of these districts and the coordinators; nobody else learns of it. */
  agencies: AgencyId[];
  raisedAt: Instant;
  decided: { outcome: OutreachOutcome; at: Instant; officer: OfficerId; agency: AgencyId } | undefined;
};
