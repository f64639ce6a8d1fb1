/** What a bench measures, and the table it becomes. */

/** `atMost`/`atLeast`: the target, in the same unit; a figure without one is there for comparison. */
export type Figure = {
  what: string;
  value: number;
  unit: "ms" | "MB" | "ratio";
  atMost?: number;
  atLeast?: number;
};

/** The value below which the given share of the samples lies (nearest rank). */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Resident memory of this process after a collection, in MB; needs `--expose-gc`, which index.ts gives. */
export function residentMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}

export function tableOf(figures: readonly Figure[]): string {
  return figures
    .map(({ what, value, unit, atMost, atLeast }) => {
      const holds = value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity);
      const limit = atMost === undefined ? atLeast : atMost;
      const target = limit === undefined ? "" : `${atMost === undefined ? "≥" : "≤"} ${limit} ${unit}`;
      const mark = target === "" ? "" : holds ? "ok" : "MISSED";
      return `${what.padEnd(44)} ${value.toFixed(3).padStart(10)} ${unit.padEnd(5)} ${target.padEnd(10)} ${mark}`.trimEnd();
    })
    .join("\n");
}
