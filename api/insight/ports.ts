/** What statistics read; `store` implements it. Counts only: no row of a person, no id of a case. */
import type { Outcome } from "../queue/index.ts";
import type {
  AgencyId,
  AreaCode,
  Category,
  ChildStatus,
  IncidentId,
  Instant,
  LocalDay,
  Severity,
} from "../kernel.ts";
import type { Figure } from "./figures.ts";
import type { Quarter } from "./quarter.ts";

/** One case reduced to what statistics need: read off the card while it is open, kept as a row once it is closed. */
export type CaseFact = {
  /** Reports of one event share it; random, and names no case. */
  incident: IncidentId;
  day: LocalDay;
  category: Category;
  severity: Severity;
  child: ChildStatus;
  /** Kabupaten/kota at the finest. */
  area: AreaCode;
  relocation: boolean;
  state: "waiting" | "claimed" | "closed";
  overdue: boolean;
  minutesToClaim: number | undefined;
  minutesToAction: number | undefined;
  lead: AgencyId;
};

/** What stays of a case when it closes and its exact times go. */
export type ClosedFact = CaseFact & {
  state: "closed";
  /** The Monday of the local week in which `day` lies. */
  week: LocalDay;
  /** From filing to the last closing, in whole hours up to a day and in whole days beyond. */
  minutesToClose: number;
  outcome: Outcome | undefined;
};

/** Of one reviewed report: whether the officer said the same as triage, field by field. */
export type TriageAgreement = {
  day: LocalDay;
  category: boolean;
  severity: boolean;
  child: boolean;
  area: boolean;
  indicators: boolean;
};

export interface Facts {
  cases(from: LocalDay, to: LocalDay, now: Instant): Promise<CaseFact[]>;
  steps(from: LocalDay, to: LocalDay): Promise<{ step: string; count: number }[]>;
  /** Reports that officers have reviewed in that time, oldest first. */
  agreement(from: LocalDay, to: LocalDay): Promise<TriageAgreement[]>;
  /** Latest filing day by kabupaten/kota, of all that was filed up to that day. */
  lastFiled(until: LocalDay): Promise<{ area: AreaCode; day: LocalDay }[]>;
}

/** A report that may count outside. */
export type PublicReport = {
  incident: IncidentId;
  /** The local day of its area on which it came. */
  day: LocalDay;
  area: AreaCode;
  category: Category;
  /** Closed as no case at all. */
  dismissed: boolean;
};

/** The figures of one quarter as everybody reads them. */
export type Publication = { quarter: Quarter; publishedOn: LocalDay; figures: Figure[] };

export interface PublicationRows {
  /** The newest quarter first. */
  published(): Promise<Publication[]>;
  /** False, and nothing written, when that quarter is published already: it is never replaced. */
  publish(publication: Publication): Promise<boolean>;
  /** Every report that tells of a place and is not one of many from a single chat; never one that somebody tells of herself. */
  reports(): Promise<PublicReport[]>;
  /** The local day of the first report ever, whatever it was about. */
  firstDay(): Promise<LocalDay | undefined>;
}
