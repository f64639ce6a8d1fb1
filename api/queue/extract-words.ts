/** Shapes of a place-and-time extract: the little that order enforcement may be told, and what became of it. */
import type { AgencyId, ExtractId, LocalDay, OfficerId, Sealed } from "../kernel.ts";

export type ExtractState = "waiting" | "opened" | "finished" | "taken_back";

export const EXTRACT_OUTCOMES = ["visited", "nothing_found", "passed_to_social", "not_done"] as const;
export type ExtractOutcome = (typeof EXTRACT_OUTCOMES)[number];

/** What lies sealed in it, in the social worker's own words. */
export type ExtractWords = { place: string; times: string };

/**
 * One extract as its receiver has it. Nothing in it leads back to a case; its times are days, so that a row of it and
 * an event of a case cannot be laid side by side.
 */
export type PlaceExtract = {
  id: ExtractId;
  agency: AgencyId;
  sentOn: LocalDay;
  state: ExtractState;
  /** Undefined once it was taken back. */
  sealed: Sealed<"place-extract"> | undefined;
  /** The server's word that this body was meant and that nobody swapped the words. */
  mac: Uint8Array<ArrayBuffer>;
  openedOn: LocalDay | undefined;
  finishedOn: LocalDay | undefined;
  outcome: ExtractOutcome | undefined;
  /** Who opened or finished it last. */
  handledBy: OfficerId | undefined;
};

/** What a visit found. Each is a short reason; a box that is only ticked rules nothing out. */
export type Verification = {
  /** The day on which the place was visited or looked at. */
  on: LocalDay;
  child: string;
  force: string;
  selfReport: string;
};
