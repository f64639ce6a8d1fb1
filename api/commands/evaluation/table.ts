/** Figures as a table of text: share, Wilson interval (Wilson 1927, 95 %), counts, and whether the target holds. */
import { wilson } from "../../insight/index.ts";
import { macroF1, sectionsOf, type Figure, type Pair } from "./figures.ts";

const RESAMPLES = 200;
const MACRO_F1_AT_LEAST = 0.88;

/** 95 % of the values that `statistic` takes on resampled pairs; the same pairs always give the same interval. */
function resampled(pairs: readonly Pair[], statistic: (pairs: readonly Pair[]) => number): [number, number] {
  let state = 1;
  const draw = (): number => {
    // Numerical Recipes' linear congruence: good enough to resample, and the same everywhere.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * pairs.length);
  };
  const values = Array.from({ length: RESAMPLES }, () =>
    statistic(pairs.flatMap(() => pairs[draw()] ?? [])),
  ).toSorted((a, b) => a - b);
  return [values[Math.floor(RESAMPLES * 0.025)] ?? 0, values[Math.floor(RESAMPLES * 0.975)] ?? 0];
}

export function tableOf(pairs: readonly Pair[]): string {
  const lines = [
    `${pairs.length} messages`,
    line("macro-F1", macroF1(pairs), resampled(pairs, macroF1), "", { atLeast: MACRO_F1_AT_LEAST }),
  ];
  for (const { title, figures } of sectionsOf(pairs)) {
    lines.push("", title);
    for (const figure of figures) lines.push(figureLine(figure));
  }
  return `${lines.join("\n")}\n`;
}

function figureLine(figure: Figure): string {
  const { name, part, whole } = figure;
  if (whole === 0) return `  ${name.padEnd(44)}      –`;
  return line(name, part / whole, wilson(part, whole), `${part}/${whole}`, figure);
}

function line(
  name: string,
  value: number,
  [low, high]: [number, number],
  counts: string,
  { atLeast, atMost }: Pick<Figure, "atLeast" | "atMost">,
): string {
  const interval = `[${low.toFixed(3)}, ${high.toFixed(3)}]`;
  const target = atLeast === undefined ? (atMost === undefined ? "" : `≤ ${atMost}`) : `≥ ${atLeast}`;
  const holds = value >= (atLeast ?? 0) && value <= (atMost ?? 1);
  const mark = target === "" ? "" : holds ? `${target} ok` : `${target} MISSED`;
  return `  ${name.padEnd(44)} ${value.toFixed(3)}  ${interval}  ${counts.padEnd(14)} ${mark}`.trimEnd();
}
