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

/** Looks at one history, week after week: of a region, or around one site. A replay looks only when it is asked on. */
export type History = Iterable<Look>;

/** Weeks; never below one year. The last asks of 999 replicates that none reaches it. */
export const THRESHOLDS = [52, 78, 104, 156, 208, 312, 416, 520] as const;

/** Below these, silence and alarm mean nothing alike; see docs/relocation.md. */
export const ENOUGH = { weeks: 26, incidents: 150 } as const;

const WEEKS_A_YEAR = 365.25 / 7;
/** An alarm that shares a district with one of so many weeks before goes on with it. */
const EPISODE_GAP = 4;

/** Alarms in groups that belong together: one waking, one errand for those who look after it. */
export function episodesOf(history: readonly Look[], threshold: number): Look[][] {
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

/** `looks`: weeks that were replayed, all histories together. */
export type Calibration = { threshold: number; episodesPerYear: number; looks: number };

/**
 * The lowest threshold, from `least` on, with at most `target` episodes a year; the highest, with what it gives, when
 * none is enough.
 */
export function calibrate(
  histories: readonly History[],
  target: number,
  least: number = THRESHOLDS[0],
): Calibration {
  const replayed = histories.map((history) => [...history]);
  const looks = replayed.reduce((sum, history) => sum + history.length, 0);
  const rates = THRESHOLDS.filter((threshold) => threshold >= least).map((threshold) => ({
    threshold,
    episodesPerYear:
      (replayed.reduce((sum, history) => sum + episodesOf(history, threshold).length, 0) * WEEKS_A_YEAR) /
      Math.max(looks, 1),
    looks,
  }));
  return rates.find(({ episodesPerYear }) => episodesPerYear <= target) ?? (rates.at(-1) as Calibration);
}

/** The whole region, from its 26th week on. Each look knows the last `memory` weeks, as one of today would. */
export function replayRegion(
  question: ScanQuestion,
  memory: number = Number.POSITIVE_INFINITY,
): Generator<Look> {
  return replay(ENOUGH.weeks, question.weeks, (weeks) => {
    const from = Math.max(0, weeks - memory);
    return scan({
      ...question,
      incidents: question.incidents.flatMap((counted) =>
        counted.week >= from && counted.week < weeks ? [{ ...counted, week: counted.week - from }] : [],
      ),
      weeks: weeks - from,
      seed: question.seed + weeks,
    });
  });
}

/**
 * Follow-ups of closures that never were: each of `sites`, as if closed at `closureWeek`. Give districts where nothing
 * was closed, and their history from before the true closure.
 */
export function replayFollowUps(question: FollowUpQuestion, sites: readonly AreaCode[]): Generator<Look>[] {
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

/** Weeks that had too little for a verdict are left out: their silence would make alarms look rarer than they are. */
function* replay(
  from: number,
  to: number,
  lookAt: (weeks: number) => ScanResult | undefined,
): Generator<Look> {
  for (let week = from; week < to; week++) {
    const result = lookAt(week + 1);
    if (result === undefined || week + 1 < ENOUGH.weeks || result.incidents < ENOUGH.incidents) continue;
    const [cluster] = result.clusters;
    yield { week, areas: cluster?.areas ?? [], recurrenceInterval: cluster?.recurrenceInterval ?? 1 };
  }
}
