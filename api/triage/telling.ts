/** Which clauses tell an officer that a claim is right, and what of them. */
import { OF_WHOM, type Signposts } from "./claims.ts";
import type { Clause } from "./clauses.ts";
import { meantBy } from "./meant.ts";
import type { Token } from "./normalise.ts";
import type { Place, Signs } from "./signs.ts";
import { LONGEST, narrowed, trimmed, wordsIn } from "./underline.ts";

/** How much a stretch of text weighs for a claim, as the weights see it. */
export type Weighed = Place & { weight: number };
/** What is quoted for a claim, and why: the signs in it that show the claim, the telling ones first, if any does. */
export type Underlined = { place: Place; signs: string[]; score: number };
/** A clause with the signs in it and with what they and the weights make of it. */
type Telling = { clause: Clause; by: string[]; near: string[]; beside: string[]; score: number };

const QUOTES_PER_CLAIM = 2;
/** What tells less than this share of the best would only distract. */
const WORTH_SHOWING = 0.6;
/** Fewer words are read together with those before them: "di hotel", a bare "15". */
const SHORTEST = 3;
const SHORTEST_AGE = 2;
const OF_AGES = new Set("umur tahun kelas sd smp sma smk mts tk masih baru".split(" "));
const AGES = new Set(["minor", "own_minor_age", "adult_age", "own_adult_age"]);
/** Where no sign is seen, a neighbour that tells this share of what the best does is read with it. */
const EXPLAINS = 0.3;
/** Worth of a sign that defines the claim, of one that shows it, of one that makes either tell more, of each further one. */
const DEFINES = 0.9;
const SHOWS = 0.4;
const HELPS = 0.4;
const FURTHER = 0.1;
/** "Ke siapa lapornya?", and for what was done "aku 14" or "ada anak umur 9 di sini": of these nothing can be learned. */
const SAYS_NOTHING = 0.4;
const SO_FEW_WORDS = 7;

export const within = (inner: Place, outer: Place): boolean =>
  inner.from >= outer.from && inner.to <= outer.to;

/** The phrases that show a claim, the most telling first, none inside another; `naming`: each holds one of these. */
export function underlined(
  signs: Signs,
  clauses: readonly Clause[],
  posts: Signposts,
  weighed: readonly Weighed[],
  naming?: readonly Place[],
): Underlined[] {
  const tellings = clauses.map((clause) => tellingOf(signs, weighed, posts, clause));
  const fitting = tellings.filter(
    ({ clause }) => naming === undefined || naming.some((place) => within(place, clause)),
  );
  const chosen = theBest(fitting, posts);
  const quoted: Place[] = [];
  return chosen.flatMap((one) => {
    const whole = trimmed(signs.tokens, grown(signs, tellings, chosen, one));
    if (quoted.some(({ from, to }) => from < whole.to && whole.from < to)) return [];
    quoted.push(whole);
    const place = trimmed(
      signs.tokens,
      narrowed(signs.tokens, whole, toldByWord(signs, weighed, posts, whole)),
    );
    const why = [...one.by, ...one.near];
    return [{ place, signs: why.length > 0 ? [...why, ...one.beside] : [], score: one.score }];
  });
}

/** The best clause, and further ones that tell nearly as much and show something the others do not. */
function theBest(tellings: readonly Telling[], posts: Signposts): Telling[] {
  const showing = tellings.filter(({ by, near }) => by.length + near.length > 0);
  const fitting = posts.strict && showing.length > 0 ? showing : tellings;
  const [best, ...others] = fitting.toSorted((x, y) => y.score - x.score);
  if (best === undefined) return [];
  const chosen = [best];
  for (const one of others) {
    const further = one.by.some((sign) => chosen.every(({ by }) => !by.includes(sign)));
    const whole = posts.alone || one.beside.length > 0;
    if (chosen.length < QUOTES_PER_CLAIM && one.score >= WORTH_SHOWING * best.score && further && whole)
      chosen.push(one);
  }
  return chosen;
}

function tellingOf(signs: Signs, weighed: readonly Weighed[], posts: Signposts, clause: Clause): Telling {
  const seen = (names: readonly string[]) =>
    names.filter((name) => meantBy(signs, name).some((place) => within(place, clause)));
  const [by, near, beside] = [seen(posts.by), seen(posts.near), seen(posts.beside)];
  let score = weighed.reduce((sum, one) => sum + (within(one, clause) ? one.weight : 0), 0);
  score += by.length > 0 ? DEFINES : near.length > 0 ? SHOWS : 0;
  score += FURTHER * Math.max(0, by.length - 1);
  if (by.length + near.length > 0 && beside.length > 0) score += HELPS;
  const asks = /^[^\p{L}\p{N}]*\?/u.test(signs.text.slice(signs.tokens[clause.to - 1]?.end));
  const aged = posts.aside.some((sign) => AGES.has(sign)) && seen([...AGES]).length > 0;
  const bare = aged && by.length + near.length === 0 && wordsIn(signs.tokens, clause) < SO_FEW_WORDS;
  if (asks || bare) score -= SAYS_NOTHING;
  return { clause, by, near, beside, score };
}

/**
 * With its neighbour in the sentence, where that is chosen too, where the clause alone is too short or too vague to be
 * understood, or where it names somebody and the neighbour says what was done.
 */
function grown(
  { tokens }: Signs,
  tellings: readonly Telling[],
  chosen: readonly Telling[],
  one: Telling,
): Place {
  const at = tellings.indexOf(one);
  const [before, after] = [tellings[at - 1], tellings[at + 1]].map((neighbour) =>
    neighbour?.clause.sentence === one.clause.sentence ? neighbour : undefined,
  );
  const joined = (place: Place, { clause }: Telling): Place => ({
    from: Math.min(place.from, clause.from),
    to: Math.max(place.to, clause.to),
  });
  const fits = (place: Place) => wordsIn(tokens, trimmed(tokens, place)) <= LONGEST;
  if (isShort(tokens, one)) {
    const around = [before, after].flatMap((neighbour) => (neighbour ? [joined(one.clause, neighbour)] : []));
    return around.find(fits) ?? around[0] ?? one.clause;
  }
  let place: Place = one.clause;
  for (const neighbour of [after, before]) {
    if (neighbour === undefined || !fits(joined(place, neighbour))) continue;
    const alone = place === one.clause;
    if (chosen.includes(neighbour) || (alone && explains(neighbour, one))) place = joined(place, neighbour);
  }
  return place;
}

/** "Aku 14" says all it has to; "umur 14" and "kalau nolak" do not. */
function isShort(tokens: readonly Token[], { clause, by, near }: Telling): boolean {
  const place = trimmed(tokens, clause);
  const ofSomebody = tokens
    .slice(place.from, place.to)
    .some(({ word }) => !/^\d+$/.test(word) && !OF_AGES.has(word));
  const enough = [...by, ...near].some((sign) => AGES.has(sign)) ? SHORTEST_AGE : SHORTEST;
  return !ofSomebody || wordsIn(tokens, place) < enough;
}

const explains = (neighbour: Telling, one: Telling): boolean =>
  (one.beside.length === 0 && neighbour.beside.length > 0) ||
  (one.by.length === 0 && neighbour.by.length > 0) ||
  (one.by.length + one.near.length === 0 && neighbour.score >= EXPLAINS * one.score);

function toldByWord(signs: Signs, weighed: readonly Weighed[], posts: Signposts, place: Place): number[] {
  const telling = Array.from({ length: place.to - place.from }, () => 0);
  const add = ({ from, to }: Place, weight: number) => {
    for (let at = from; at < to; at += 1)
      telling[at - place.from] = (telling[at - place.from] ?? 0) + weight / (to - from);
  };
  const addSigns = (names: readonly string[], weight: number) => {
    for (const name of names)
      for (const one of meantBy(signs, name)) if (within(one, place)) add(one, weight);
  };
  for (const one of weighed) if (within(one, place)) add(one, one.weight);
  addSigns(posts.by, DEFINES);
  addSigns(posts.near, SHOWS);
  addSigns(
    posts.beside.filter((sign) => !OF_WHOM.includes(sign)),
    FURTHER,
  );
  return telling;
}
