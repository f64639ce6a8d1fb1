/** Publishing the figures of a quarter: late, once, and never again. */
import { localDay, type AreaCode, type Clock, type LocalDay } from "../kernel.ts";
import { figuresOf } from "./figures.ts";
import type { PublicationRows } from "./ports.ts";
import { latestTold, quarterAfter, quarterOf, type Quarter } from "./quarter.ts";

/**
 * Publishes whatever is due and does not stand there yet; returns the quarters published. Run it as often as you like,
 * from as many processes: what was published stays as it is, because the difference between two readings would tell of
 * single reports.
 */
export async function publishDue(parts: {
  rows: PublicationRows;
  provinces: readonly AreaCode[];
  clock: Clock;
}): Promise<Quarter[]> {
  const { rows, provinces, clock } = parts;
  const today = localDay(clock(), "Asia/Jakarta");
  const done = (await rows.published()).map(({ quarter }) => quarter);
  const due = dueQuarters(await rows.firstDay(), done, today);
  if (due.length === 0) return [];
  const reports = await rows.reports();
  const published: Quarter[] = [];
  for (const quarter of due) {
    const figures = figuresOf(reports, quarter, provinces);
    if (await rows.publish({ quarter, publishedOn: today, figures })) published.push(quarter);
  }
  return published;
}

/** Oldest first, beginning with the quarter in which anybody wrote for the first time, whatever it was about. */
function dueQuarters(first: LocalDay | undefined, done: readonly Quarter[], today: LocalDay): Quarter[] {
  if (first === undefined) return [];
  const due: Quarter[] = [];
  const latest = latestTold(today);
  for (let quarter = quarterOf(first); quarter <= latest; quarter = quarterAfter(quarter))
    if (!done.includes(quarter)) due.push(quarter);
  return due;
}
