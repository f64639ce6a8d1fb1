/**
 * Which signs show an officer that a claim is right. Weights also lean on what only goes along with a claim (an age with
 * coercion); such words are quoted only where nothing of these is said.
 */
import type { Category, Indicator } from "../kernel.ts";
import ordinary from "./lexicon/ordinary.json" with { type: "json" };

/**
 * `by`: signs that define the claim (docs/triage-guidelines.md); `near`: what shows it where none of them is said;
 * `beside`: what makes a phrase with one of these tell more, and by itself shows nothing.
 */
type Showing = { by: string; near?: string; beside?: string };

/** Of whom, not what was done: shown under claims of their own, and no reason for any other. */
export const OF_WHOM = "minor adult_age own_minor_age own_adult_age pupil kin_child".split(" ");
/** Urgency and courtesy, which are no reason for a category. */
const HOW_SAID = ["right_now", "now", "greeting"];
const CHILD = "minor pupil kin_child";
const ABUSE = "assault touch room euphemism";
const TRADE = "sex_trade trade_online clients pimp";
const VENUES = "night_venue massage lodging";
const HARM = `${ABUSE} images image_threat beaten sold forced harassment ${TRADE}`;

/** What was done; that it was done to a child stands under `child_involved` as well. */
const FOR_CATEGORY: Record<Category, Showing> = {
  child_sexual_abuse: {
    by: "assault touch euphemism",
    near: "room forced",
    beside: `assault_hint family_offender parent teacher religious_carer men ${CHILD}`,
  },
  child_sexual_exploitation: {
    by: `${TRADE} sold child_marriage`,
    near: `trade_hint paid arranged recruited forced ${VENUES}`,
    beside: CHILD,
  },
  online_child_sexual_abuse: {
    by: "images image_threat lure",
    near: "contact_online online_only",
    beside: CHILD,
  },
  sexual_trafficking: {
    by: "forced confined held_papers recruited sold",
    near: TRADE,
    beside: `${VENUES} arranged`,
  },
  hidden_prostitution: {
    by: `${TRADE} trade_hint`,
    near: `men_come ${VENUES} paid arranged`,
    beside: "surroundings closed_place moved",
  },
  exit_support: { by: "leaving past_trade", near: "needs", beside: `${TRADE} ${VENUES}` },
  other_violence: {
    by: `beaten other_crime neglect missing crime robbery fraud drugs labour hunger harassment child_marriage ${ABUSE}`,
    near: "threat_near",
    beside: "workplace husband parent",
  },
  not_a_report: { by: Object.keys(ordinary).join(" ") },
};
const FOR_INDICATOR: Record<Indicator, Showing> = {
  child_involved: { by: "minor own_minor_age", near: "pupil kin_child", beside: HARM },
  coercion: { by: "forced confined image_threat", near: "held_papers" },
  online: { by: "contact_online trade_online", near: "online_only images", beside: "lure" },
  relocation: { by: "closed_place moved" },
  self_report: { by: "own_story", near: "own_minor_age own_adult_age self", beside: `${HARM} leaving` },
  offender_in_household: {
    by: "parent family_offender household_words spouse",
    near: "household husband",
    beside: HARM,
  },
  offender_in_authority: {
    by: "officer teacher religious_carer chief school_staff police military satpol_pp village local_government",
    beside: `backing ${HARM}`,
  },
  reporter_at_risk: { by: "fear", beside: "self" },
  debt_or_documents: { by: "held_papers" },
  repeat_reported: { by: "told_before brushed_off", beside: "officer police village school" },
  self_harm_risk: { by: "self_harm self_harm_said" },
  danger_now: { by: "threat_near confined missing", near: "right_now now", beside: HARM },
};
export type Signposts = {
  by: readonly string[];
  near: readonly string[];
  beside: readonly string[];
  /** Signs whose words merely go along with this claim, however much they weigh. */
  aside: readonly string[];
  /** Whether a further phrase shows something without any of `beside`. */
  alone: boolean;
  /** Whether nothing is quoted without `by` or `near` where one of them is said. */
  strict: boolean;
};
const NEEDS_DEED: readonly string[] = [
  "online",
  "self_report",
  "offender_in_household",
  "offender_in_authority",
  "repeat_reported",
];

const names = (list = ""): string[] => list.split(" ").filter((name) => name !== "");
const listed = ({ by, near, beside }: Showing, how: Partial<Signposts>): Signposts => ({
  by: names(by),
  near: names(near),
  beside: names(beside),
  aside: [],
  alone: true,
  strict: true,
  ...how,
});
const NOT_WHAT_WAS_DONE = [...OF_WHOM, ...HOW_SAID];
const ASIDE: Partial<Record<string, readonly string[]>> = {
  child_involved: names(HARM),
  self_report: [],
  not_a_report: [],
};
const SHOWN_BY = new Map<string, Signposts>([
  ...Object.entries(FOR_CATEGORY).map(([name, signs]) => {
    const aside = ASIDE[name] ?? NOT_WHAT_WAS_DONE;
    return [`category:${name}`, listed(signs, { aside, strict: false })] as const;
  }),
  ...Object.entries(FOR_INDICATOR).map(([name, signs]) => {
    const aside = ASIDE[name] ?? OF_WHOM;
    return [`indicator:${name}`, listed(signs, { aside, alone: !NEEDS_DEED.includes(name) })] as const;
  }),
  ["child:no", listed({ by: "adult_person adult_age own_adult_age", near: "spouse" }, { alone: false })],
]);
const ACCUSED_BY = listed({ by: "backing brushed_off told_before", near: HARM }, { strict: false });

/** The signs that show what is claimed; of any body that is accused the same. */
export const shownBy = (claim: string): Signposts => SHOWN_BY.get(claim) ?? ACCUSED_BY;
