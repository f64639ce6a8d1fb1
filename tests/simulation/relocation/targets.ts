/** What the product promises about follow-ups, and whether the figures of a simulated world keep it. */
import type { Estimate, Figures } from "./measure.ts";

export const NULL_RUNS = 400;
export const RUNS = 200;
const MOST_FALSE = 1.1;
const LEAST_FOUND = [
  { moved: 4, by: 13, share: 0.85 },
  { moved: 6, by: 8, share: 0.88 },
] as const;

/** Incidents a month that are simulated to tell; 0 tells of false alarms. */
export const TARGET_MOVES: readonly number[] = [0, ...LEAST_FOUND.map(({ moved }) => moved)];

/** `enough`: as many runs as the promise asks for. */
export type Kept = { promise: string; value: Estimate; holds: boolean; enough: boolean };

/** One line for each promise that the figures of one world speak of. */
export function keptBy(figures: readonly Figures[]): Kept[] {
  return figures.flatMap(({ moved, runs, falseEpisodesAYear, foundBy }): Kept[] => {
    if (moved === 0)
      return [
        {
          promise: `at most ${MOST_FALSE} false episodes a follow-up year`,
          value: falseEpisodesAYear,
          holds: falseEpisodesAYear[0] <= MOST_FALSE,
          enough: runs >= NULL_RUNS,
        },
      ];
    return LEAST_FOUND.filter((target) => target.moved === moved && foundBy !== null).map(({ by, share }) => {
      const value = foundBy?.[by] ?? [0, 0];
      return {
        promise: `${moved} a month found within ${by} weeks in at least ${share * 100} %`,
        value,
        holds: value[0] >= share,
        enough: runs >= RUNS,
      };
    });
  });
}
