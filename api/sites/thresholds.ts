/**
 * Thresholds from the own past. Reports come in lumps that no formula knows, so once a quarter the past weeks of a
 * province are looked at again as if each were today, and alarms become as rare as people can bear. Pure but for pauses.
 */
import {
  calibrate,
  pretendedSites,
  replayFollowUps,
  replayRegion,
  type History,
  type Look,
} from "../insight/relocation/index.ts";
import type { AreaCode, LocalDay } from "../kernel.ts";
import type { KeptThreshold, LookKind, Threshold } from "./finding.ts";
import { HISTORY, isDense, questionAround, questionOver, type Ground } from "./look.ts";
import { plusWeeks, weeksBetween } from "./weeks.ts";

/** At most about once a year by chance in the simulation of docs/relocation.md; a whole province has more zones. */
const DEFAULT: Record<LookKind, number> = { site: 52, province: 208 };
/** In a dense city each district has more reports, so that a move stands out less: with 52 it would be heard too late. */
const DENSE_SITE = 39;
/** Alarms a year that people can bear, all taken for false; more than these where not even the highest threshold helps. */
export const BEARABLE = 1.1;
/** With fewer weeks, one alarm more or less would decide. */
const FEWEST_REPLAYED = 52;
/** A calm year may be luck, so a threshold falls below the default only after two. */
const FEWEST_TO_LOWER = 104;
/** Half a year to look back upon, then two years of looks. */
const PAST = 26 + 104;
const FOLLOWED_FOR = 52;
const FEWEST_BEFORE = 26;
/** The lowest threshold that a replay may end with. */
const LOWEST = 52;

const RENEWED_AFTER = 13;
/** Too little of a past: more of it will be there by then. */
const TRIED_AGAIN_AFTER = 4;
/** A threshold that was not renewed for so long says nothing of today. */
export const THRESHOLDS_LAST = 26;

const defaultOf = (province: AreaCode, look: LookKind): number =>
  look === "site" && isDense(province) ? DENSE_SITE : DEFAULT[look];

const isEnough = ({ replayed }: KeptThreshold): boolean => replayed >= FEWEST_REPLAYED;

const newest = (kept: readonly KeptThreshold[], province: AreaCode, look: LookKind) =>
  kept
    .filter((one) => one.province === province && one.look === look)
    .reduce<KeptThreshold | undefined>((last, one) => (last && last.week > one.week ? last : one), undefined);

/** The threshold of the newest replay; the default while there is none that had enough of a past. */
export function thresholdOf(kept: readonly KeptThreshold[], province: AreaCode, look: LookKind): Threshold {
  const own = newest(kept, province, look);
  if (own === undefined || !isEnough(own)) return { weeks: defaultOf(province, look), ownPast: undefined };
  const { replayed, alarmsPerYear } = own;
  return { weeks: own.threshold, ownPast: { replayed, alarmsPerYear } };
}

/** The province whose replay has waited longest, of those whose time has come. One at a time spreads the work. */
export function nextToReplay(
  provinces: readonly AreaCode[],
  kept: readonly KeptThreshold[],
  weekOf: (province: AreaCode) => LocalDay,
): AreaCode | undefined {
  const waiting = provinces.flatMap((province) => {
    const last = newest(kept, province, "province");
    if (last === undefined) return [{ province, last: "" }];
    const rests = isEnough(last) ? RENEWED_AFTER : TRIED_AGAIN_AFTER;
    return weeksBetween(last.week, weekOf(province)) >= rests ? [{ province, last: last.week }] : [];
  });
  return waiting.toSorted((one, other) => (one.last < other.last ? -1 : 1))[0]?.province;
}

type Replayed = {
  province: AreaCode;
  week: LocalDay;
  /** Reports of the country since long enough ago, with the surroundings of all its districts. */
  ground: Ground;
  /** The same reports, with the surroundings of the province alone. */
  inside: Ground;
  /** Districts where something was closed: no closure is pretended near them. */
  closed: readonly AreaCode[];
  /** Lets other work go first between two looks. */
  pause: () => Promise<void>;
};

/** Both thresholds of a province, from its past up to `week`. The same past gives the same thresholds. */
export async function replayPast(past: Replayed): Promise<KeptThreshold[]> {
  const { province, week, pause } = past;
  const keep = async (look: LookKind, histories: readonly History[]): Promise<KeptThreshold> => {
    const looks: Look[][] = [];
    for (const history of histories) looks.push(await taken(history, pause));
    const replayed = looks.reduce((sum, { length }) => sum + length, 0);
    const least = replayed >= FEWEST_TO_LOWER ? LOWEST : defaultOf(province, look);
    const { threshold, episodesPerYear } = calibrate(looks, BEARABLE, least);
    return { province, look, week, threshold, replayed, alarmsPerYear: episodesPerYear };
  };
  return [await keep("province", [weeklyLooks(past)]), await keep("site", pretendedFollowUps(past))];
}

async function taken(history: History, pause: () => Promise<void>): Promise<Look[]> {
  const looks: Look[] = [];
  for (const look of history) {
    looks.push(look);
    await pause();
  }
  return looks;
}

function weeklyLooks({ inside, province, week }: Replayed): History {
  const { question } = questionOver(inside, province, week, { least: LOWEST, memory: PAST });
  return question.zones.count === 0 ? [] : replayRegion(question, HISTORY);
}

/** Closures that never were, a year ago. */
function pretendedFollowUps(past: Replayed): History[] {
  const closedOn = plusWeeks(past.week, -FOLLOWED_FOR);
  const nearClosed = new Set(past.closed.flatMap((code) => past.ground.surroundings.rings(code, 2).flat()));
  const free = past.inside.surroundings.districts.filter((code) => !nearClosed.has(code));
  const reports = past.ground.reports.map(({ area }) => ({ area, count: 1 }));
  return pretendedSites(reports, free).flatMap((district) => {
    const { question } = questionAround(past.ground, { district, closedOn }, past.week, LOWEST);
    return question.closureWeek < FEWEST_BEFORE ? [] : replayFollowUps(question, [district]);
  });
}
