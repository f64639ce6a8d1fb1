/**
 * The signs in a text: concepts of the lexicon, ages, and frames, i.e. things that mean more together than alone.
 * Frames after notes on Indonesian reports: child + act, adult + act, sex trade + force, papers or exit,
 * a closed place + movement, a near threat + now, the writer + an act.
 */
import { agesIn, isMinor } from "./ages.ts";
import { read, type Concept } from "./lexicon.ts";
import type { Hit } from "./phrases.ts";
import type { Token } from "./normalise.ts";

/** Where a sign is seen: token positions; empty for signs of the whole text (its length, a question mark). */
export type Place = Pick<Hit, "from" | "to">;
export type Signs = {
  text: string;
  tokens: Token[];
  places: Map<string, Place[]>;
  /** Every sighting of a concept, negated or not, and of a stated age or adulthood; in no order. */
  concepts: Hit[];
};

const ACTS: Concept[] = [
  "assault",
  "assault_hint",
  "touch",
  "room",
  "euphemism",
  "images",
  "image_threat",
  "contact_online",
  "lure",
  "sold",
  "sex_trade",
  "trade_online",
  "clients",
  "pimp",
  "trade_hint",
  "night_venue",
  "lodging",
  "massage",
  "forced",
  "held_papers",
  "recruited",
  "leaving",
  "past_trade",
  "needs",
  "beaten",
  "other_crime",
  "neglect",
  "workplace",
  "husband",
  "self",
  "men",
  "teacher",
  "bosses",
  "paid",
  "arranged",
  "child_marriage",
  "robbery",
  "fraud",
  "drugs",
  "labour",
  "hunger",
  "harassment",
];
const PEOPLE = ["minor", "young", "grown"] as const;
const TRADE: Concept[] = ["sex_trade", "clients", "pimp", "trade_online"];
const FRAMES: [first: string, second: string][] = [
  ...ACTS.flatMap((act) => PEOPLE.map((person): [string, string] => [person, act])),
  ...[
    "forced",
    "held_papers",
    "recruited",
    "leaving",
    "past_trade",
    "needs",
    "self",
    "night_venue",
    "lodging",
  ].map((other): [string, string] => ["trade", other]),
  ...["massage", "trade_hint", "sold", "men_come", "surroundings", "paid", "spouse", "officer"].map(
    (other): [string, string] => ["trade", other],
  ),
  ["assault", "images"],
  ["leaving", "self"],
  ["beaten", "husband"],
  ["closed_place", "moved"],
  ["closed_place", "trade"],
  ["now", "threat_near"],
  ["now", "self"],
  ["now", "forced"],
  ["now", "beaten"],
  ["threat_near", "self"],
  ["fear", "self"],
  ["assault", "self"],
  ["offender_gone", "past"],
  ["told_before", "officer"],
  ["told_before", "brushed_off"],
  ["officer", "backing"],
  ["right_now", "threat_near"],
  ["right_now", "self"],
  ["right_now", "forced"],
  ["right_now", "beaten"],
  ["right_now", "room"],
  ["right_now", "missing"],
  ["religious_carer", "touch"],
  ["religious_carer", "assault"],
  ["household_words", "minor"],
  ["parent", "minor"],
  ["parent", "touch"],
  ["parent", "room"],
  ["parent", "beaten"],
  ["parent", "sold"],
  ["self", "grown"],
  ["self", "minor"],
  ["household_words", "assault"],
  ["household_words", "touch"],
  ["household_words", "beaten"],
  ["teacher", "assault"],
  ["teacher", "touch"],
];
const TEEN = 13;
/** Length is told in steps of so many words, up to so many steps. */
const STEP = 5;
const STEPS = 10;

/**
 * All signs of a text, with the places where they are seen. `placed`: whether a place is known; undefined where nobody
 * has looked. Pure.
 */
export function signsOf(text: string, placed?: boolean): Signs {
  const { tokens, hits } = read(text);
  const places = new Map<string, Place[]>();
  for (const [concept, seen] of hits) {
    const said = seen.filter((hit) => !isNegated(tokens, hit.from));
    if (said.length > 0) places.set(concept, said);
    if (said.length < seen.length) places.set(`no ${concept}`, seen);
    if (new Set(said.map((hit) => hit.from)).size >= 2) places.set(`${concept}*2`, said);
  }
  addPeople(places, tokens, text);
  const trade = TRADE.flatMap((concept) => places.get(concept) ?? []);
  if (trade.length > 0) places.set("trade", trade);
  for (const [first, second] of FRAMES) {
    const one = places.get(first);
    const other = places.get(second);
    if (one !== undefined && other !== undefined) places.set(`${first}+${second}`, [...other, ...one]);
  }
  addShape(places, tokens, text);
  if (placed !== undefined) places.set(placed ? "place known" : "place unknown", []);
  return { text, tokens, places, concepts: [...[...hits.values()].flat(), ...sightings(places)] };
}

const SEEN_PEOPLE = ["minor", "young", "grown", "own_minor_age", "own_adult_age"];
const sightings = (places: Map<string, Place[]>): Hit[] =>
  SEEN_PEOPLE.flatMap((concept) =>
    (places.get(concept) ?? []).map(({ from, to }) => ({ concept, from, to })),
  );

/** `minor`: an age under 18 is said; `young`: only words for children; `grown`: adulthood is said. */
function addPeople(places: Map<string, Place[]>, tokens: Token[], text: string): void {
  const ages = agesIn(tokens, text);
  const minors = ages.filter(isMinor);
  const adults = ages.filter((age) => !isMinor(age));
  const young = [...(places.get("pupil") ?? []), ...(places.get("kin_child") ?? [])];
  const grown = [...adults, ...(places.get("adult_person") ?? []), ...(places.get("spouse") ?? [])];
  const own = ages.filter((age) => isOwn(tokens, age));
  if (own.length > 0) places.set(own.some(isMinor) ? "own_minor_age" : "own_adult_age", own);
  if (ages.length > own.length) places.set("anothers_age", ages);
  const teens = minors.filter(({ years }) => years >= TEEN);
  if (teens.length > 0) places.set("teen", teens);
  if (teens.length < minors.length) places.set("small_child", minors);
  if (minors.length > 0) places.set("minor", minors);
  else if (young.length > 0) places.set("young", young);
  if (adults.length > 0) places.set("adult_age", adults);
  if (grown.length > 0) places.set("grown", grown);
}

function addShape(places: Map<string, Place[]>, tokens: Token[], text: string): void {
  places.set(`${STEP * Math.min(STEPS, Math.floor(tokens.length / STEP))} words`, []);
  if (text.includes("?")) places.set("question_mark", []);
  if (/\?\s*$/.test(text)) places.set("ends_asking", []);
}

/** "saya 14", "umur saya 14", "saya masih kelas 7"; not "anak saya 14", where the writer only owns the word. */
function isOwn(tokens: readonly Token[], age: { from: number; to: number }): boolean {
  for (const back of [1, 2]) {
    if (tokens[age.from - back]?.word !== "saya") continue;
    const between = back === 1 || OWN_BETWEEN.has(tokens[age.from - 1]?.word ?? "");
    const ofAnother =
      !tokens[age.from - back]?.opens && OF_ANOTHER.has(tokens[age.from - back - 1]?.word ?? "");
    return between && !ofAnother;
  }
  return false;
}
const OWN_BETWEEN = new Set("umur masih baru kelas sekarang sudah anak ini dari".split(" "));
const OF_ANOTHER = new Set(
  "anak adik kakak abang cucu keponakan sepupu saudara teman tetangga murid siswi siswa kelas rakan kawan bocah gadis perempuan laki cowok istri suami pacar ipar asuh putri putra bayi pembantu sodara mertua panak alo adi ading kemanakan".split(
    " ",
  ),
);

const NEGATIONS = new Set(["tidak", "bukan", "belum", "tanpa"]);
const BETWEEN_NEGATION = new Set(
  "ada yang pernah sampai mau akan sedang orang di niat kepikiran lagi dalam".split(" "),
);
const LONGEST_NEGATION = 4;

/** "tidak ada yang memaksa", "bukan mau bunuh diri". */
function isNegated(tokens: readonly Token[], at: number): boolean {
  for (let back = 1; back <= LONGEST_NEGATION; back += 1) {
    if (tokens[at - back + 1]?.opens !== false) return false;
    const word = tokens[at - back]?.word ?? "";
    if (NEGATIONS.has(word)) return true;
    if (!BETWEEN_NEGATION.has(word)) return false;
  }
  return false;
}
