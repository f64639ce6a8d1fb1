/**
 * Which bodies a report names as offender, client, owner, protector, or as having refused: a body counts when words of
 * backing, refusal or an act stand close to it, not when it is merely told or mentioned.
 */
import { CORPS, type Corps } from "../kernel.ts";
import type { Concept } from "./lexicon.ts";
import type { Place, Signs } from "./signs.ts";

/** Words that make the body beside them part of the matter, and how many words away they may stand. */
const INVOLVING: { concepts: Concept[]; before: number; after: number }[] = [
  { concepts: ["backing"], before: 5, after: 7 },
  { concepts: ["brushed_off"], before: 2, after: 9 },
];
/** Bodies whose people are with children every day: there the act itself, said after the body, involves it. */
const NEAR_CHILDREN = new Set<Corps>(["school", "religious", "care_home"]);
const ACTS: Concept[] = ["assault", "touch", "room", "euphemism", "images", "lure", "beaten"];
const ACT_AFTER = 12;
/** Serving men: when they are the subject of an act or of a trade. */
const ARMED = new Set<Corps>(["police", "military"]);

export type Involvement = { corps: Corps; at: Place; because: Place };

export function involvedBodies(signs: Signs): Involvement[] {
  return CORPS.flatMap((corps) => {
    const because = (signs.places.get(corps) ?? []).flatMap((at) => {
      const reason = reasonFor(corps, at, signs);
      return reason === undefined ? [] : [{ corps, at, because: reason }];
    });
    return because.slice(0, 1);
  });
}

function reasonFor(corps: Corps, at: Place, signs: Signs): Place | undefined {
  for (const { concepts, before, after } of INVOLVING) {
    const near = nearest(signs, concepts, at, before, after);
    if (near !== undefined) return near;
  }
  if (NEAR_CHILDREN.has(corps)) return nearest(signs, ACTS, at, 0, ACT_AFTER);
  if (ARMED.has(corps)) return nearest(signs, ACTS, at, 0, ACT_AFTER / 2);
  return undefined;
}

function nearest(signs: Signs, concepts: Concept[], at: Place, before: number, after: number): Place | undefined {
  for (const concept of concepts) {
    const found = signs.places.get(concept)?.find((hit) => hit.to > at.from - before && hit.from < at.to + after);
    if (found !== undefined) return found;
  }
  return undefined;
}
