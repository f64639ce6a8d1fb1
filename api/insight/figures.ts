/** What is told outside: events by province, quarter and topic, each number in a band of its own. Pure. */
import { provinceOf, type AreaCode, type Category } from "../kernel.ts";
import { earliestOf } from "./incidents.ts";
import type { PublicReport } from "./ports.ts";
import { quarterOf, type Quarter } from "./quarter.ts";
import { bandOf, isHidden, type Band } from "./suppression.ts";

export const TOPICS = [
  "sexual_violence_against_children",
  "prostitution_and_trafficking",
  "other_violence",
] as const;
export type Topic = (typeof TOPICS)[number];

const TOPIC_OF: Record<Category, Topic | undefined> = {
  child_sexual_abuse: "sexual_violence_against_children",
  child_sexual_exploitation: "sexual_violence_against_children",
  online_child_sexual_abuse: "sexual_violence_against_children",
  hidden_prostitution: "prostitution_and_trafficking",
  sexual_trafficking: "prostitution_and_trafficking",
  other_violence: "other_violence",
  exit_support: undefined,
  not_a_report: undefined,
};

/** Every province whose number is hidden, and events without a known province, as one number. */
export const ELSEWHERE = "elsewhere";

export type Figure = Band & { topic: Topic; province: AreaCode | typeof ELSEWHERE };

/**
 * Of every topic: a band for each of `provinces`, and one for what stands in none of the bands shown. An event counts
 * once, in the quarter, province and topic of its earliest report.
 *
 * No band is a sum with a hidden one but ELSEWHERE, whose own band is never narrower than a hidden number and which
 * also holds an unknown number of events without a place. So a hidden number may be anything from 0 to 9 for every
 * reader, also one who knows all other figures and this rule (docs/decisions/0020).
 */
export function figuresOf(
  reports: readonly PublicReport[],
  quarter: Quarter,
  provinces: readonly AreaCode[],
): Figure[] {
  const events = earliestOf(reports.filter(({ dismissed }) => !dismissed)).filter(
    ({ day }) => quarterOf(day) === quarter,
  );
  return TOPICS.flatMap((topic) => {
    const places = events
      .filter(({ category }) => TOPIC_OF[category] === topic)
      .map(({ area }) => provinceOf(area));
    const bands = provinces.map((province) => ({
      province,
      band: bandOf(places.filter((place) => place === province).length),
    }));
    const shown = new Set(bands.filter(({ band }) => !isHidden(band)).map(({ province }) => province));
    const elsewhere = bandOf(places.filter((place) => !shown.has(place)).length);
    return [...bands, { province: ELSEWHERE, band: elsewhere } as const].map(
      ({ province, band }): Figure => ({ topic, province, ...band }),
    );
  });
}
