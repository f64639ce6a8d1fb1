/** Whom a few added words accuse. By themselves they need be no report, so `assess` would see nobody in them. */
import { CORPS, type Corps } from "../kernel.ts";
import { ACTORS, involvedBodies } from "./implicated.ts";
import { signsOf, type Signs } from "./signs.ts";

const OFFENDER = new Set("pelaku pelakunya terlapor terlapornya oknum oknumnya offender".split(" "));
const BETWEEN = new Set(
  "itu ini adalah ialah ternyata memang juga seorang anggota oknum pak bapak si dia kan emang is was a an the".split(
    " ",
  ),
);

/** "Pelakunya oknum polisi", "dia ternyata dibekingi polisi": corps named as offender, protector or as having refused. */
export function accusedIn(text: string): Corps[] {
  const signs = signsOf(text);
  const involved = involvedBodies(signs, false).map(({ corps }) => corps);
  return [...new Set([...involved, ...CORPS.filter((corps) => isOffender(corps, signs))])];
}

/** The word for the offender stands before the body, with nothing but small words between. */
function isOffender(corps: Corps, { tokens, places }: Signs): boolean {
  const actors = ACTORS[corps];
  const named = [...(places.get(corps) ?? []), ...(actors === undefined ? [] : (places.get(actors) ?? []))];
  return named.some(({ from }) => {
    const before = tokens.slice(0, from).map(({ word }) => word);
    const offender = before.findLastIndex((word) => OFFENDER.has(word));
    return offender !== -1 && before.slice(offender + 1).every((word) => BETWEEN.has(word));
  });
}
