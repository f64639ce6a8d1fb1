/** Figures as lines for people; every value with its standard error. */
import type { Estimate, Figures } from "./measure.ts";
import type { Kept } from "./targets.ts";

const percent = ([value, error]: Estimate): string =>
  `${(value * 100).toFixed(0)} ± ${(error * 100).toFixed(0)} %`;
const number = ([value, error]: Estimate): string => `${value.toFixed(2)} ± ${error.toFixed(2)}`;

export function linesOf(figures: Figures): string[] {
  const { scenario, moved, runs, foundBy, medianWeek, districtsNamed, threshold, medianThreshold } = figures;
  const found = foundBy && [
    `  found within ${Object.entries(foundBy)
      .map(([weeks, share]) => `${weeks} weeks ${percent(share)}`)
      .join(", ")}`,
    `  median week ${medianWeek ?? "none"}; ${districtsNamed ?? "no"} districts named; ${percent(figures.foundMarked)} of the alarms that find it bear the surge mark`,
  ];
  return [
    `${scenario}; ${moved === 0 ? "nothing moved" : `${moved} a month moved`}; ${runs} runs; threshold ${threshold === "own" ? `of the own past, median ${medianThreshold}` : threshold} weeks`,
    ...(found ?? []),
    `  false episodes a year ${number(figures.falseEpisodesAYear)}; in ${percent(figures.runsWithFalseEpisode)} of the runs; ${percent(figures.falseMarked)} bear the surge mark`,
  ];
}

export const lineOf = ({ promise, value, holds, enough }: Kept): string =>
  `  ${promise}: ${holds ? "holds" : "does not hold"} (${number(value)})${enough ? "" : ", but these are too few runs to say so"}`;
