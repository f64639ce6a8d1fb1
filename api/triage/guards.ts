/**
 * What no weight may overrule, said by signs alone: a child with an act is never dismissed, words of danger and of
 * self-harm always raise, denied or told ones never do.
 */
import type { Indicator } from "../kernel.ts";
import type { Signs } from "./signs.ts";

const TOLD = ["media", "study", "advert", "joke", "exercise"];
const any = ({ places }: Signs, ...signs: string[]): boolean => signs.some((sign) => places.has(sign));
const all = ({ places }: Signs, ...signs: string[]): boolean => signs.every((sign) => places.has(sign));

/**
 * A child (an age, a class, a word for children; for plain words of assault also a child of the family) with a sexual
 * act said of it is never dismissed. Only where the text itself speaks of a film, a lesson, an exercise, an animal or a
 * newspaper may the weights still call it no report.
 */
export const childWithAct = (signs: Signs): boolean =>
  ((any(signs, "minor", "pupil") && any(signs, "assault", "sold", "image_threat")) ||
    all(signs, "young", "assault")) &&
  !any(signs, ...TOLD, "question", "public_utility", "not_child");

/** An adult is said, and nobody who could be a child. */
export const adultsOnly = (signs: Signs): boolean =>
  any(signs, "adult_age", "own_adult_age", "adult_person") && !speaksOfChild(signs);

/** A word of danger is said, or a call for help. */
export const speaksOfDanger = (signs: Signs): boolean => any(signs, ...DANGERS) || callsForHelp(signs);
/** A child is said: an age, a class, a word for children. */
export const speaksOfChild = (signs: Signs): boolean => any(signs, "minor", "young");

/** "Lapor, anak dilecehkan di X": a word for a child and one of assault with at most a word between them. */
export const childAssaulted = (signs: Signs): boolean =>
  sideBySide(signs, "young", "assault") && ofNoAdult(signs);
/** "Di kos itu ada yang jual anak". */
export const childOnSale = (signs: Signs): boolean => any(signs, "child_on_sale") && ofNoAdult(signs);
const ofNoAdult = (signs: Signs): boolean =>
  !any(signs, ...TOLD, "not_child", "adult_age", "own_adult_age", "adult_person");
const sideBySide = ({ places }: Signs, one: string, other: string): boolean =>
  (places.get(one) ?? []).some((a) =>
    (places.get(other) ?? []).some((b) => Math.max(a.from - b.to, b.from - a.to) <= 1),
  );

/**
 * How much more danger must weigh where no word of it is said: place names and small words ("tadi malam") must not make
 * an emergency. Self-harm is often meant without being said, so it needs less.
 */
export const unspokenDanger = (signs: Signs, name: Indicator): number => {
  if (name === "danger_now") return speaksOfDanger(signs) ? 0 : 0.5;
  if (name === "self_harm_risk") return any(signs, "self_harm", "self_harm_said") ? 0 : 0.3;
  return 0;
};
const DANGERS = [
  "right_now",
  "now",
  "threat_near",
  "confined",
  "missing",
  "self_harm",
  "self_harm_said",
  "fear",
];

/** "Aku takut sama ayah tiri": more is seldom said in a first line. */
export const afraidAtHome = (signs: Signs): boolean =>
  all(signs, "fear", "self", "family_offender") && !any(signs, ...TOLD, "other_victim");

/** "Tolong cepat, anak dikurung di kamar": somebody is locked in now, whoever did it and whatever else is not said. */
const heldNow = (signs: Signs): boolean =>
  any(signs, "confined") && (any(signs, "right_now") || callsForHelp(signs));
/** "Tolong, bapak ngamuk bawa linggis mau bunuh ibu": two words of danger near, now, and a call for help. */
const threatenedNow = (signs: Signs): boolean => all(signs, "threat_near*2", "now") && callsForHelp(signs);
const callsForHelp = ({ tokens }: Signs): boolean => tokens.some(({ word }) => word === "tolong");

/** Somebody is locked in or threatened while this is written; not told of a film, and not over. */
export const inDangerNow = (signs: Signs): boolean =>
  (heldNow(signs) || threatenedNow(signs)) && !any(signs, ...TOLD, "past", "offender_gone");

/** Said in plain words, not denied, and not about a film, a study or a joke. */
export const selfHarmSaid = (signs: Signs): boolean =>
  any(signs, "self_harm_said") && !any(signs, ...TOLD, "past");
/** Said only to be denied ("saya tidak mau bunuh diri"), or of somebody in a film or a lesson. */
export const selfHarmDenied = (signs: Signs): boolean =>
  any(signs, "self_harm_said") ? any(signs, ...TOLD) && !any(signs, "self") : any(signs, "no self_harm_said");

/**
 * "Aku takut, bapak tiri suka masuk kamarku": children seldom say their age in the first line. Whoever writes "I" of
 * a parent or elder of the home and of touching is taken for a child, unless the words speak of an adult, of another
 * person or of the past.
 */
export const touchedAtHome = (signs: Signs): boolean =>
  any(signs, "own_story", "self") &&
  any(signs, "family_offender") &&
  any(signs, "touch", "room", "assault") &&
  !any(signs, ...NOT_A_CHILD_OF_ITSELF);
const NOT_A_CHILD_OF_ITSELF = [
  "other_victim",
  "grown",
  "past",
  "husband",
  "workplace",
  "beaten",
  "young",
  "minor",
  "media",
  "study",
  "joke",
  "question",
];
