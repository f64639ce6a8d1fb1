/**
 * Which bodies a report names as offender, client, owner, protector, or as having refused: a body counts when words of
 * backing, refusal or an act stand close to it, not when it is merely told, thanked or mentioned.
 */
import { CORPS, type Corps } from "../kernel.ts";
import type { Concept } from "./lexicon.ts";
import type { Place, Signs } from "./signs.ts";

/** Reasons for which a body is involved, and how many words before and after the body they may stand. */
type Reason = { concepts: Concept[]; before: number; after: number };
const BACKING: Reason = { concepts: ["backing"], before: 5, after: 8 };
const REFUSAL: Reason = { concepts: ["brushed_off"], before: 2, after: 12 };
const ACT: Reason = {
  concepts: [
    "assault",
    "touch",
    "room",
    "euphemism",
    "images",
    "image_threat",
    "lure",
    "beaten",
    "assault_hint",
    "family_offender",
  ],
  before: 8,
  after: 14,
};
/** People of a body who act themselves; a school is not involved because a child merely goes there. */
export const ACTORS: Partial<Record<Corps, Concept>> = {
  school: "school_staff",
  religious: "religious",
  care_home: "care_home",
  village: "village",
  police: "police",
  military: "military",
  local_government: "local_government",
};
/** "guru ngaji", "guru les", "pelatih silat" teach outside a school. */
const OUTSIDE_SCHOOL = new Set("ngaji mengaji les privat silat minggu renang tpq tari agama".split(" "));
/** "lapor ke pak RT", "ditahan polisi": whom one turns to, not who did it. */
const TURNED_TO = new Set("lapor ngadu mengadu ditahan ditangkap bantuan panggil".split(" "));
const TURNED_TO_WITHIN = 3;

export type Involvement = { corps: Corps; at: Place; because: Place };

/** `inAuthority`: the signs as a whole say that somebody set over others did it, so whoever is named of them is involved. */
export function involvedBodies(signs: Signs, inAuthority: boolean): Involvement[] {
  return CORPS.flatMap((corps) => involvement(corps, signs, inAuthority) ?? []);
}

function involvement(corps: Corps, signs: Signs, inAuthority: boolean): Involvement | undefined {
  for (const at of signs.places.get(corps) ?? []) {
    const because =
      nearest(signs, REFUSAL, at) ?? (turnedTo(signs, at) ? undefined : nearest(signs, BACKING, at));
    if (because !== undefined && !caught(signs, at)) return { corps, at, because };
  }
  const actors = ACTORS[corps];
  for (const at of actors === undefined ? [] : (signs.places.get(actors) ?? [])) {
    if (turnedTo(signs, at) || (corps === "school" && isOutsideSchool(signs, at))) continue;
    const because = nearest(signs, ACT, at) ?? (inAuthority ? at : undefined);
    if (because !== undefined) return { corps, at, because };
  }
  return undefined;
}

function nearest(signs: Signs, { concepts, before, after }: Reason, at: Place): Place | undefined {
  for (const concept of concepts) {
    const found = signs.places
      .get(concept)
      ?.find((hit) => hit.to > at.from - before && hit.from < at.to + after);
    if (found !== undefined) return found;
  }
  return undefined;
}

const turnedTo = ({ tokens }: Signs, at: Place): boolean =>
  tokens.slice(Math.max(0, at.from - TURNED_TO_WITHIN), at.from).some(({ word }) => TURNED_TO.has(word));
const isOutsideSchool = ({ tokens }: Signs, at: Place): boolean =>
  tokens.slice(at.to, at.to + 2).some(({ word }) => OUTSIDE_SCHOOL.has(word));
/** The body has done its work: the offender is in its cells. */
const caught = (signs: Signs, at: Place): boolean =>
  nearest(signs, { concepts: ["offender_gone"], before: 4, after: 3 }, at) !== undefined;
