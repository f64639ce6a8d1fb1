/**
 * Which bodies a report names as offender, client, owner, protector, or as having refused. A body that is only told,
 * thanked or mentioned is not involved; which of the two it is, the words around it say.
 */
import { CORPS, type Corps } from "../kernel.ts";
import type { Feature } from "./features.ts";
import type { Labelled } from "./heads.ts";
import { isOffender } from "./accused.ts";
import { scoreOf, type Model } from "./model.ts";
import type { Place, Signs } from "./signs.ts";
import { hashed, vectorOf, type Vector } from "./vector.ts";

/** People of a body who act themselves, where the lexicon keeps them apart from the body. */
const PEOPLE_OF: Partial<Record<Corps, string>> = { school: "school_staff" };
/** Armed or uniformed bodies: a report that reaches the accused here may cost a life. */
const UNIFORMED: readonly Corps[] = ["police", "military", "satpol_pp"];
export const isUniformed = (corps: Corps): boolean => UNIFORMED.includes(corps);
/** "Perlu lapor polisi?", "ditahan Polres": whom one turns to, or who did its work, unless it is said to have failed. */
const TURNED_TO = new Set(
  "lapor ngadu mengadu panggil hubungi telepon bilang ditahan ditangkap bantuan".split(" "),
);
const TURNED_TO_WITHIN = 3;
const FAILED = ["backing", "brushed_off", "told_before"];
const BEFORE = 6;
const AFTER = 9;
/** A body named over and over adds nothing but time: a text of thousands of names must not hold up the others. */
const MOST_LOOKED_AT = 50;
/** Signs of the whole text that say whether bodies are accused in it at all. */
const WHOLE = [
  "backing",
  "brushed_off",
  "told_before",
  "offender_gone",
  "question",
  "media",
  "hearsay",
  "teacher",
  "trade",
];

/** Few words stand around a body, so that they may share places. */
export const AROUND = hashed(16);

/** A body that is named, where, and what the weights look at around it. */
export type Mention = { corps: Corps; places: Place[]; vector: Vector };
/** `places`: where the body is named; only the one behind the word for the offender, where there is one. */
export type Involvement = { corps: Corps; places: Place[] };

export function mentionsIn(signs: Signs): Mention[] {
  return CORPS.flatMap((corps) => {
    const places = [corps, PEOPLE_OF[corps] ?? corps].flatMap((sign) => signs.places.get(sign) ?? []);
    const named = onceEach(places);
    return named.length === 0 ? [] : [{ corps, places: named, vector: around(signs, corps, named) }];
  });
}

/** Of places that begin at the same word the first. */
function onceEach(places: readonly Place[]): Place[] {
  const seen = new Set<number>();
  return places.filter(({ from }) => !seen.has(from) && seen.add(from));
}

/** Bodies that the words around them involve, or that stand right behind the word for the offender. */
export function involvedIn({ involved, limits }: Model, signs: Signs): Involvement[] {
  return mentionsIn(signs).flatMap(({ corps, places, vector }) => {
    const named = places.find((place) => isOffender(place, signs));
    const limit = isUniformed(corps) ? limits.involved.uniformed : limits.involved.others;
    const accused = scoreOf(involved, vector) > limit && !isTurnedTo(signs, places);
    if (named !== undefined) return [{ corps, places: [named] }];
    return accused ? [{ corps, places }] : [];
  });
}

const isTurnedTo = (signs: Signs, places: readonly Place[]): boolean =>
  !FAILED.some((sign) => signs.places.has(sign)) &&
  places.every(({ from }) =>
    signs.tokens.slice(Math.max(0, from - TURNED_TO_WITHIN), from).some(({ word }) => TURNED_TO.has(word)),
  );

export const isInvolved = ({ implicated }: Labelled, { corps }: Mention): boolean =>
  implicated.includes(corps);

function around(signs: Signs, corps: Corps, places: readonly Place[]): Vector {
  const features: Feature[] = [{ family: "sign", name: corps, from: 0, to: 0 }];
  const add = (family: Feature["family"], name: string) => features.push({ family, name, from: 0, to: 0 });
  for (const sign of WHOLE) if (signs.places.has(sign)) add("sign", `whole ${sign}`);
  for (const { from, to } of places.slice(0, MOST_LOOKED_AT)) {
    const begin = Math.max(0, from - BEFORE);
    const end = Math.min(signs.tokens.length, to + AFTER);
    signs.tokens.slice(begin, end).forEach(({ word }, index) => {
      const side = begin + index < from ? "before" : begin + index < to ? "itself" : "after";
      add("word", `${side} ${word}`);
      if (begin + index === from - 1 || begin + index === to) add("pair", `next ${side} ${word}`);
    });
    for (const hit of signs.concepts) {
      if (hit.to <= begin || hit.from >= end || (hit.from >= from && hit.to <= to)) continue;
      const side = hit.from < from ? "before" : "after";
      add("sign", `${side} ${hit.concept}`);
      add("beside", `${corps} ${side} ${hit.concept}`);
    }
  }
  return vectorOf(features, AROUND);
}
