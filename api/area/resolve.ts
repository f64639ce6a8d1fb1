/**
 * Which place a text means. Every candidate area is scored (score.ts); the best wins, related ones rank behind it, and
 * when two equals remain the parent they share is answered, to be asked about. Method and measurements: hierarchical
 * resolver over the official list, longest match first.
 */
import { areaAndAbove, NATION, parentArea, type AreaCode } from "../kernel.ts";
import { isCue, isCueKey } from "./context.ts";
import { mentionsIn, type Mention } from "./mentions.ts";
import type { NameIndex } from "./name-index.ts";
import { wordsOf, type Word } from "./names.ts";
import { plainlyNamed, scoreOf, type Candidate } from "./score.ts";
import { withMisspelt } from "./spelling.ts";
import { spokenAt } from "./tongue.ts";
import type { Tree } from "./tree.ts";
import type { PlaceMatch, Resolution } from "./words.ts";

const FAR_APART = 14;
/** Below this nothing is said. */
const ENOUGH = 0.7;
const TIE_WITHIN = 0.05;
const OTHERS = 5;
/** Words of a language that are shown as evidence. */
const HINTS = 2;
const OFTEN = 6;

export function resolvePlace(text: string, tree: Tree, index: NameIndex): Resolution {
  const words = wordsOf(text);
  const mentions = thinned(
    withoutCalled(mentionsIn(words, index)).filter((mention) => !isAbroad(words, mention)),
  );
  if (mentions.length === 0) return { kind: "none" };
  const candidates = scored(withMisspelt({ mentions, words, tree, index }));
  const best = candidates[0];
  if (best === undefined || best.score < ENOUGH || isLeft(best) || (leadsAbroad(words) && isHome(best)))
    return { kind: "none" };
  const matches = candidates.slice(0, OTHERS).map((candidate) => toMatch(candidate, text, words));
  const [first, ...others] = matches;
  if (first === undefined) return { kind: "none" };
  const rivals = candidates.filter(
    ({ code, score }) => best.score - score <= TIE_WITHIN && !related(code, best.code),
  );
  if (rivals.length === 0) return { kind: "found", match: first, others };
  const tied = [best, ...rivals];
  const spoken = spokenMatch(tied, text, words);
  if (spoken !== undefined)
    return { kind: "found", match: spoken, others: matches.filter(({ code }) => code !== spoken.code) };
  const parent = sharedParent(tied.map(({ code }) => code));
  if (parent === NATION && differentNames(tied)) return { kind: "found", match: first, others };
  // "Tungkal Ilir" lies in two provinces: a few can be asked about, a name of many says nothing.
  if (parent === NATION && tied.length > OTHERS) return { kind: "none" };
  return {
    kind: "tie",
    code: parent,
    candidates: tied.slice(0, OTHERS).map((one) => toMatch(one, text, words)),
  };
}

/** Of equals, the one whose language the message is mixed with; the words of that language stand in the evidence. */
function spokenMatch(
  tied: readonly Candidate[],
  text: string,
  words: readonly Word[],
): PlaceMatch | undefined {
  const spoken = spokenAt(
    tied.map(({ code }) => code),
    words,
  );
  const chosen = tied.find(({ code }) => code === spoken?.code);
  if (spoken === undefined || chosen === undefined) return undefined;
  const match = toMatch(chosen, text, words);
  const hints = spoken.words.slice(0, HINTS).map(({ start, end }) => spanOf(text, start, end));
  return { ...match, spans: [...match.spans, ...hints] };
}

const spanOf = (text: string, start: number, end: number) => ({ quote: text.slice(start, end), start, end });

/** "dari Dumai ke Kuala Lumpur", "asal Jepara, dipaksa di luar negeri": where somebody left from is not where it happens. */
const leadsAbroad = (words: readonly Word[]): boolean =>
  words.some((_, at) => isAbroadName(words.slice(at, at + 1)) || isAbroadName(words.slice(at, at + 2)));
const isHome = ({ mentions }: Candidate): boolean =>
  mentions[0]?.part === "origin" || mentions[0]?.part === "bound" || mentions[0]?.part === "people";

/** Only a place that somebody left, or has family in, is named: where it happens has to be asked. */
const isLeft = ({ mentions }: Candidate): boolean => mentions[0]?.part === "left";

/** What is called after a place is none, nor is its name said again for short: "soto Kudus ... rasanya Kudus". */
function withoutCalled(mentions: readonly Mention[]): Mention[] {
  const things = new Set(mentions.filter(({ called }) => called).map(({ codes }) => codes[0]));
  return mentions.filter(
    ({ called, part, marker, codes }) =>
      !called && (part !== "plain" || marker !== undefined || !things.has(codes[0])),
  );
}

/** A name said over and over adds nothing but time: a text of thousands of names must not hold up the others. */
function thinned(mentions: readonly Mention[]): Mention[] {
  const said = new Map<string, number>();
  return mentions.filter(({ codes }) => {
    const name = `${codes[0] ?? ""} ${codes.length}`;
    const times = (said.get(name) ?? 0) + 1;
    said.set(name, times);
    return times <= OFTEN;
  });
}

/** "Medan, Malaysia", "Batu Malaysia": a place named together with a foreign country is not ours. */
const isAbroad = (words: readonly Word[], { from, to }: Mention): boolean =>
  isCue(words[to], "abroad") || isAbroadName(words.slice(from, to));
const isAbroadName = (span: readonly Word[]): boolean =>
  isCueKey(span.map(({ key }) => key).join(""), "abroad");

function scored(mentions: readonly Mention[]): Candidate[] {
  const candidates = new Map<AreaCode, Candidate>();
  const far = plainlyNamed(mentions);
  for (const [at, mention] of mentions.entries()) {
    const around = neighbours(mentions, at);
    for (const code of mention.codes) {
      const candidate = scoreOf(code, mention, around, far);
      const known = candidates.get(code);
      if (candidate !== undefined && (known === undefined || known.score < candidate.score))
        candidates.set(code, candidate);
    }
  }
  return [...candidates.values()].toSorted((a, b) => b.score - a.score || b.code.length - a.code.length);
}

/** The mentions close to one; `mentions` are in the order of the text, so a long text costs no more than its length. */
function neighbours(mentions: readonly Mention[], at: number): Mention[] {
  const here = mentions[at]?.from ?? 0;
  const isNear = (mention: Mention | undefined) =>
    mention !== undefined && Math.abs(mention.from - here) <= FAR_APART;
  let first = at;
  while (isNear(mentions[first - 1])) first -= 1;
  let last = at;
  while (isNear(mentions[last + 1])) last += 1;
  return mentions.slice(first, last + 1);
}

const related = (a: AreaCode, b: AreaCode): boolean =>
  areaAndAbove(a).includes(b) || areaAndAbove(b).includes(a);
const differentNames = (tied: readonly Candidate[]): boolean =>
  new Set(tied.map(({ mentions }) => mentions[0]?.from)).size > 1;

function sharedParent(codes: readonly AreaCode[]): AreaCode {
  const [first, ...rest] = codes;
  if (first === undefined) return NATION;
  return (
    areaAndAbove(parentArea(first)).find((above) =>
      rest.every((code) => areaAndAbove(code).includes(above)),
    ) ?? NATION
  );
}

function toMatch({ code, score, mentions }: Candidate, text: string, words: readonly Word[]): PlaceMatch {
  return {
    code,
    score,
    spans: mentions.map(({ from, to }) => {
      const start = words[from]?.start ?? 0;
      const end = words[to - 1]?.end ?? start;
      return spanOf(text, start, end);
    }),
  };
}
