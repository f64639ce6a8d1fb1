/** What statistics read; `store` implements it. Counts only: no row of a person, no id of a case. */
import type { AgencyId, AreaCode, Category, ChildStatus, Instant, LocalDay, Severity } from "../kernel.ts";

/** One case reduced to what statistics need, cut when it is filed and completed when it closes. */
export type CaseFact = {
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

export interface Facts {
  cases(from: LocalDay, to: LocalDay, now: Instant): Promise<CaseFact[]>;
  steps(from: LocalDay, to: LocalDay): Promise<{ step: string; count: number }[]>;
  /** Latest filing day by kabupaten/kota, ever. */
  lastFiled(): Promise<{ area: AreaCode; day: LocalDay }[]>;
}
