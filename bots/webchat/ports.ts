/** What a web visit needs kept while it lasts; `store` implements it. Nothing is kept on the visitor's device. */
import type { InFlight, Instant } from "../../api/kernel.ts";

/** One line of a visit's transcript, sealed in flight, deleted with the visit. */
export type VisitLine = { seq: number; at: Instant; sealed: InFlight<"visit-line"> };

export interface Visits {
  /** `visit` is a keyed hash of the visit's secret. Returns the seq given. */
  append(visit: string, line: InFlight<"visit-line">, now: Instant): Promise<number>;
  lines(visit: string, afterSeq: number): Promise<VisitLine[]>;
  erase(visit: string): Promise<void>;
  /** Deletes visits idle since before `idleSince`. */
  forget(idleSince: Instant): Promise<number>;
}
