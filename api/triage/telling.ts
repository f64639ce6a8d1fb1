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

const within = (inner: Place, outer: Place): boolean => inner.from >= outer.from && inner.to <= outer.to;

/** The phrases that show a claim, the most telling first, none inside another; `naming`: each holds one of these. */
export function underlined(
  signs: Signs,
  clauses: readonly Clause[],
  posts: Signposts,
  weighed: readonly Weighed[],
  naming?: readonly Place[],
): Underlined[] {
  const clauseAt = clauseFinder(signs.tokens.length, clauses);
  const tellings = tellingsOf(signs, clauses, clauseAt, posts, weighed);
  const named = naming && new Set(naming.map(clauseAt));
  const fitting = tellings.filter((_, at) => named === undefined || named.has(at));
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

/** The number of the clause that a place lies in; undefined where it lies in several. */
function clauseFinder(length: number, clauses: readonly Clause[]): (place: Place) => number | undefined {
  const at = new Int32Array(length);
  clauses.forEach(({ from, to }, number) => at.fill(number, from, to));
  return ({ from, to }) => (at[from] === at[to - 1] ? at[from] : undefined);
}

/** One pass over places and weights, however many clauses there are: a long story must not take its square. */
function tellingsOf(
  signs: Signs,
  clauses: readonly Clause[],
  clauseAt: (place: Place) => number | undefined,
  posts: Signposts,
  weighed: readonly Weighed[],
): Telling[] {
  const tellings = clauses.map((clause): Telling => ({ clause, by: [], near: [], beside: [], score: 0 }));
  const at = (place: Place): Telling | undefined => tellings[clauseAt(place) ?? -1];
  for (const one of weighed) {
    const telling = at(one);
    if (telling !== undefined) telling.score += one.weight;
  }
  for (const role of ["by", "near", "beside"] as const) {
    for (const sign of posts[role])
      for (const place of meantBy(signs, sign)) {
        const seen = at(place)?.[role];
        if (seen?.at(-1) !== sign) seen?.push(sign);
      }
  }
  const ages = posts.aside.some((sign) => AGES.has(sign)) ? [...AGES] : [];
  const aged = new Set(ages.flatMap((sign) => meantBy(signs, sign).map(at)));
  for (const telling of tellings) telling.score += worthOf(signs, telling, aged.has(telling));
  return tellings;
}

/** What the signs in a clause are worth; `aged`: it says an age, which for this claim is no reason. */
function worthOf({ text, tokens }: Signs, { clause, by, near, beside }: Telling, aged: boolean): number {
  let worth = by.length > 0 ? DEFINES : near.length > 0 ? SHOWS : 0;
  worth += FURTHER * Math.max(0, by.length - 1);
  if (by.length + near.length > 0 && beside.length > 0) worth += HELPS;
  const end = tokens[clause.to - 1]?.end ?? 0;
  const asks = /^[^\p{L}\p{N}]*\?/u.test(text.slice(end, tokens[clause.to]?.start));
  const bare = aged && by.length + near.length === 0 && wordsIn(tokens, clause) < SO_FEW_WORDS;
  return asks || bare ? worth - SAYS_NOTHING : worth;
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
