/**
 * Which signs show an officer that a claim is right. Weights also lean on what only goes along with a claim (an age with
 * coercion); such words are quoted only where nothing of these is said.
 */
import type { Category, Indicator } from "../kernel.ts";
import ordinary from "./lexicon/ordinary.json" with { type: "json" };

const CHILD = "minor young small_child teen pupil kin_child own_minor_age";
const TRADE =
  "trade sex_trade trade_online clients pimp trade_hint paid arranged night_venue massage lodging";

/** What was done; that it was done to a child stands under `child_involved`. */
const FOR_CATEGORY: Record<Category, string> = {
  child_sexual_abuse: "assault assault_hint touch room euphemism family_offender",
  child_sexual_exploitation: `${TRADE} sold child_marriage`,
  online_child_sexual_abuse: "images image_threat contact_online online_only lure",
  sexual_trafficking: `${TRADE} grown forced confined held_papers recruited sold`,
  hidden_prostitution: `${TRADE} men_come closed_place moved surroundings`,
  exit_support: `${TRADE} leaving past_trade needs`,
  other_violence:
    "beaten other_crime neglect missing crime robbery fraud drugs labour hunger harassment child_marriage assault touch threat_near workplace husband",
  not_a_report: Object.keys(ordinary).join(" "),
};
const FOR_INDICATOR: Record<Indicator, string> = {
  child_involved: CHILD,
  coercion: "forced confined image_threat held_papers threat_near",
  online: "contact_online trade_online online_only images",
  relocation: "closed_place moved",
  self_report: "self own_story own_minor_age own_adult_age",
  offender_in_household: "household household_words parent family_offender spouse husband",
  offender_in_authority:
    "officer teacher religious_carer chief school_staff police military satpol_pp village local_government",
  reporter_at_risk: "fear",
  debt_or_documents: "held_papers",
  repeat_reported: "told_before brushed_off",
  self_harm_risk: "self_harm self_harm_said",
  danger_now: "right_now now threat_near confined missing",
};
const SHOWN_BY = new Map<string, Set<string>>(
  [
    ...Object.entries(FOR_CATEGORY).map(([name, signs]) => [`category:${name}`, signs] as const),
    ...Object.entries(FOR_INDICATOR).map(([name, signs]) => [`indicator:${name}`, signs] as const),
    ["child:no", "grown adult_person adult_age own_adult_age spouse"] as const,
  ].map(([claim, signs]) => [claim, new Set(signs.split(" "))]),
);

/** Whether a sign, or every half of a frame ("minor+touch"), shows what is claimed. */
export function shows(claim: string, sign: string): boolean {
  const fitting = SHOWN_BY.get(claim);
  return fitting !== undefined && sign.split("+").every((half) => fitting.has(half.replace("*2", "")));
}
