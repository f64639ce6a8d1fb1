/** Many runs of one scenario → shares with their standard errors. */
import type { Run } from "./follow.ts";
import type { Scenario, Threshold } from "./scenarios.ts";

/** A value and its standard error. */
export type Estimate = readonly [number, number];

export type Figures = {
  scenario: string;
  moved: number;
  runs: number;
  threshold: Threshold;
  /** Weeks; each run has its own where the threshold is "own". */
  medianThreshold: number | null;
  /** Share of runs in which a destination was found within so many weeks of the closure. */
  foundBy: Record<4 | 8 | 13 | 26, Estimate> | null;
  medianWeek: number | null;
  /** Median number of districts that the finding alarm names. */
  districtsNamed: number | null;
  falseEpisodesAYear: Estimate;
  /** Share of runs with at least one false episode. */
  runsWithFalseEpisode: Estimate;
  /** Share that bears the mark "possible reporting surge". */
  falseMarked: Estimate;
  foundMarked: Estimate;
};

const WEEKS_A_YEAR = 365.25 / 7;

/** Of runs that were judged by one threshold of their scenario. */
export function figuresOf({ name, moved }: Scenario, threshold: Threshold, runs: readonly Run[]): Figures {
  const found = runs.map(({ foundAfter }) => foundAfter ?? Number.POSITIVE_INFINITY);
  const by = (week: number) => share(found.filter((after) => after <= week).length, runs.length);
  const hits = runs.filter(({ foundAfter }) => foundAfter !== undefined);
  const episodes = sum(runs.map(({ falseEpisodes }) => falseEpisodes));
  return {
    scenario: name,
    moved,
    runs: runs.length,
    threshold,
    medianThreshold: middleOf(runs.map((run) => run.threshold)),
    foundBy: moved === 0 ? null : { 4: by(4), 8: by(8), 13: by(13), 26: by(26) },
    medianWeek: middleOf(found),
    districtsNamed: middleOf(hits.map(({ districtsNamed }) => districtsNamed ?? 0)),
    falseEpisodesAYear: rate(runs),
    runsWithFalseEpisode: share(runs.filter(({ falseEpisodes }) => falseEpisodes > 0).length, runs.length),
    falseMarked: share(sum(runs.map(({ falseMarked }) => falseMarked)), episodes),
    foundMarked: share(hits.filter(({ foundMarked }) => foundMarked).length, hits.length),
  };
}

function middleOf(values: readonly number[]): number | null {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  return middle !== undefined && Number.isFinite(middle) ? middle : null;
}

/** Runs differ in their number of episodes; the error is that between runs. */
function rate(runs: readonly Run[]): Estimate {
  const perYear = runs.map(({ falseEpisodes, looks }) => (falseEpisodes * WEEKS_A_YEAR) / looks);
  const mean = sum(perYear) / runs.length;
  const variance = sum(perYear.map((value) => (value - mean) ** 2)) / Math.max(1, runs.length - 1);
  return [rounded(mean), rounded(Math.sqrt(variance / runs.length))];
}

function share(part: number, whole: number): Estimate {
  if (whole === 0) return [0, 0];
  const p = part / whole;
  return [rounded(p), rounded(Math.sqrt((p * (1 - p)) / whole))];
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const rounded = (value: number): number => Math.round(value * 1000) / 1000;
