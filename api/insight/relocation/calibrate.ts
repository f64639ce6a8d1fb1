/**
 * How rare must a cluster be to wake somebody? Reports come in lumps that no formula knows, so each region answers from
 * its own history: its past weeks are scanned as if each were today, and the threshold is raised until the alarms of
 * that time are as few as people can bear. What really happened then counts as false too: the threshold is cautious.
 */
import type { AreaCode } from "../../kernel.ts";
import { followUp, type FollowUpQuestion } from "./follow-up.ts";
import { scan } from "./scan.ts";
import type { ScanQuestion, ScanResult } from "./words.ts";

/** The most likely cluster of one weekly look. */
export type Look = { week: number; areas: readonly string[]; recurrenceInterval: number };

/** Looks at one history, week after week: of a region, or around one site. */
export type History = readonly Look[];

/** Weeks; never below one year. */
export const THRESHOLDS = [52, 78, 104, 156, 208, 312, 416] as const;

/** Fewest weeks before the first look. */
export const FEWEST_WEEKS = 26;

const WEEKS_A_YEAR = 365.25 / 7;
/** An alarm that shares a district with one of so many weeks before goes on with it. */
const EPISODE_GAP = 4;

/** Alarms in groups that belong together: one waking, one errand for those who look after it. */
export function episodesOf(history: History, threshold: number): Look[][] {
  const episodes: Look[][] = [];
  for (const look of history) {
    if (look.recurrenceInterval < threshold) continue;
    const same = episodes.find((episode) =>
      episode.some(
        ({ week, areas }) =>
          look.week - week <= EPISODE_GAP && areas.some((area) => look.areas.includes(area)),
      ),
    );
    if (same === undefined) episodes.push([look]);
    else same.push(look);
  }
  return episodes;
}

export type Calibration = { threshold: number; episodesPerYear: number; years: number };

/** The lowest threshold with at most `target` episodes a year; the highest, with what it gives, when none is enough. */
export function calibrate(histories: readonly History[], target: number): Calibration {
  const years = histories.reduce((sum, looks) => sum + looks.length, 0) / WEEKS_A_YEAR;
  const rates = THRESHOLDS.map((threshold) => ({
    threshold,
    episodesPerYear:
      histories.reduce((sum, looks) => sum + episodesOf(looks, threshold).length, 0) / Math.max(years, 1e-9),
    years,
  }));
  return rates.find(({ episodesPerYear }) => episodesPerYear <= target) ?? (rates.at(-1) as Calibration);
}

/** The whole region, from its 26th week on. */
export function replayRegion(question: ScanQuestion): History {
  return replay(FEWEST_WEEKS, question.weeks, (weeks) =>
    scan({
      ...question,
      incidents: question.incidents.filter(({ week }) => week < weeks),
      weeks,
      seed: question.seed + weeks,
    }),
  );
}

/**
 * Follow-ups of closures that never were: each of `sites`, as if closed at `closureWeek`. Give districts where nothing
 * was closed, and their history from before the true closure.
 */
export function replayFollowUps(question: FollowUpQuestion, sites: readonly AreaCode[]): History[] {
  return sites.map((site) =>
    replay(question.closureWeek, question.weeks, (weeks) =>
      followUp({
        ...question,
        site,
        incidents: question.incidents.filter(({ week }) => week < weeks),
        weeks,
        seed: question.seed + weeks,
      }),
    ),
  );
}

function replay(from: number, to: number, lookAt: (weeks: number) => ScanResult | undefined): History {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => {
    const [cluster] = lookAt(from + at + 1)?.clusters ?? [];
    return {
      week: from + at,
      areas: cluster?.areas ?? [],
      recurrenceInterval: cluster?.recurrenceInterval ?? 1,
    };
  });
}
