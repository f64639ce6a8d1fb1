/** Which clauses tell an officer that a claim is right, and what of them. */
import { OF_WHOM, type Signposts } from "./claims.ts";
import type { Clause } from "./clauses.ts";
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
const WORTH_SHOWING = 0.5;
/** Fewer words are read together with those before them: "di hotel", a bare "15". */
const SHORTEST = 3;
const SHORTEST_AGE = 2;
const AGES = new Set(["minor", "own_minor_age", "adult_age", "own_adult_age"]);
/** Where no sign is seen, a neighbour that tells this share of what the best does is read with it. */
const EXPLAINS = 0.3;
/** Worth of a sign that defines the claim, of one that shows it, of one that makes either tell more, of each further one. */
const DEFINES = 0.7;
const SHOWS = 0.35;
const HELPS = 0.4;
const FURTHER = 0.1;
/** "Ke siapa lapornya?" */
const ASKS = 0.4;

/** Words that carry a sign by chance: in them it shows nothing. */
const MISLEADING: Partial<Record<string, ReadonlySet<string>>> = {
  pupil: new Set(["seragam", "osis", "pramuka", "paskib", "angkatan", "wali", "guru"]),
  held_papers: new Set(["kontrak"]),
  contact_online: new Set(["tinggal"]),
  online_only: new Set(["tinggal"]),
  parent: new Set(["adik"]),
  household: new Set(["adik"]),
};
/** "Guru kelas 1", "perempuan empat lima orang": numbers that are no child's age. */
const NO_AGE_AFTER = new Set(["guru", "wali", "ruang"]);
const NO_AGE_BEFORE = new Set(["orang"]);

export const within = (inner: Place, outer: Place): boolean =>
  inner.from >= outer.from && inner.to <= outer.to;

/** Where a sign is seen and means what it says. */
function shownIn({ tokens, places }: Signs, sign: string): Place[] {
  const misleading = MISLEADING[sign];
  const seen = places.get(sign) ?? [];
  if (sign === "minor")
    return seen.filter(
      ({ from, to }) =>
        !NO_AGE_AFTER.has(tokens[from - 1]?.word ?? "") && !NO_AGE_BEFORE.has(tokens[to]?.word ?? ""),
    );
  if (misleading === undefined) return seen;
  return seen.filter(({ from, to }) => !tokens.slice(from, to).some(({ word }) => misleading.has(word)));
}

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
    names.filter((name) => shownIn(signs, name).some((place) => within(place, clause)));
  const [by, near, beside] = [seen(posts.by), seen(posts.near), seen(posts.beside)];
  let score = weighed.reduce((sum, one) => sum + (within(one, clause) ? one.weight : 0), 0);
  score += by.length > 0 ? DEFINES : near.length > 0 ? SHOWS : 0;
  score += FURTHER * Math.max(0, by.length - 1);
  if (by.length + near.length > 0 && beside.length > 0) score += HELPS;
  if (/^[^\p{L}\p{N}]*\?/u.test(signs.text.slice(signs.tokens[clause.to - 1]?.end))) score -= ASKS;
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
  const short = isShort(tokens, one);
  const [before, after] = [tellings[at - 1], tellings[at + 1]];
  let place: Place = one.clause;
  for (const neighbour of short ? [before, after] : [after, before]) {
    if (neighbour?.clause.sentence !== one.clause.sentence) continue;
    const joined = {
      from: Math.min(place.from, neighbour.clause.from),
      to: Math.max(place.to, neighbour.clause.to),
    };
    const alone = place === one.clause;
    const fits = wordsIn(tokens, joined) <= LONGEST;
    if (alone && short) place = joined;
    else if (fits && (chosen.includes(neighbour) || (alone && explains(neighbour, one)))) place = joined;
  }
  return place;
}

/** "Umur 14" says all it has to; "kalau nolak" does not. */
function isShort(tokens: readonly Token[], { clause, by }: Telling): boolean {
  const words = wordsIn(tokens, trimmed(tokens, clause));
  return words < (by.some((sign) => AGES.has(sign)) ? SHORTEST_AGE : SHORTEST);
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
      for (const one of shownIn(signs, name)) if (within(one, place)) add(one, weight);
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
