/** The words of relocation: incidents, zones, clusters. Counts only; nothing here names a place or a report. */

/**
 * Deduplicated incidents of one area in one week. Weeks are numbered from 0; the last one is the latest complete week.
 * `stratum` (usually the kab/kota) keeps a campaign that moves a whole stratum from looking like a cluster.
 */
export type IncidentCount = { area: string; week: number; count: number; stratum?: string };

/** Consecutive weeks `from`…`to`, both inclusive. */
export type Weeks = { from: number; to: number };

/** What a scan is asked. */
export type ScanQuestion = {
  incidents: readonly IncidentCount[];
  zones: ZoneSet;
  /** Number of weeks T; incidents lie in 0…T−1. */
  weeks: number;
  /** Longest window, in weeks back from the latest. */
  maxWindow: number;
  /** Only windows of these lengths, shortest first, the last one `maxWindow`. Left out: every length. */
  windows?: readonly number[];
  /** Fewest incidents that make a cluster. */
  minCases: number;
  /** Monte Carlo replicates R. */
  replicates: number;
  /** Every replicate draws from its own stream (seed, number of the replicate). */
  seed: number;
  /**
   * Stop once so many replicates reached the observed statistic; p is then this many divided by the replicates run
   * (Besag and Clifford, Biometrika 1991). Left out: all replicates.
   */
  stopAfter?: number;
};

/** Zones over numbered areas, both ways as compressed rows: `members[memberStart[z]…memberStart[z+1]]` and back. */
export type ZoneSet = {
  areas: readonly string[];
  indexOf: ReadonlyMap<string, number>;
  count: number;
  memberStart: Int32Array;
  members: Int32Array;
  zoneStart: Int32Array;
  zonesOfArea: Int32Array;
};

/** One zone in its best window, before chance is judged. */
export type Candidate = {
  /** In the order of the zone as it was given, centre first. */
  areas: string[];
  /** Length of the window in weeks, ending with the latest week. */
  weeks: number;
  observed: number;
  expected: number;
  /** Log likelihood ratio. */
  statistic: number;
};

export type Cluster = Candidate & {
  /** Chance that some zone and window reaches this statistic when nothing happens: (1 + reached) / (1 + replicates). */
  p: number;
  /** How many weekly looks lie between two such clusters by chance: 1 / p. */
  recurrenceInterval: number;
};

export type ScanResult = {
  /** Incidents in all areas and weeks, also those of areas in no zone: they are part of the time reference. */
  incidents: number;
  /** The most likely cluster first, then those that overlap none before them; empty when no zone qualifies. */
  clusters: Cluster[];
  /** Replicates run; fewer than asked after a sequential stop. */
  replicates: number;
};
