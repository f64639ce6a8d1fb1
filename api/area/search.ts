/**
 * Type-ahead over names: every typed word must begin a word of the area's name or of what lies around it, or be a short
 * form or nickname of one of these; where nothing begins so, misspelt names are tried.
 */
import { areaAndAbove, NATION, parentArea, type AreaCode } from "../kernel.ts";
import abbreviations from "./abbreviations.json" with { type: "json" };
import type { NameIndex } from "./name-index.ts";
import { keyOf, wordsOf } from "./names.ts";
import type { Tree } from "./tree.ts";

/** One word from which an area can be found; `name` is the whole name, without spaces. */
type Entry = { key: string; name: string; code: AreaCode };
type Typed = { key: string; alias: AreaCode | undefined };

export type Search = (words: string, limit: number) => AreaCode[];

const spelledOut: Record<string, string> = abbreviations;
/** Two letters begin thousands of names; the first thousands of entries hold enough to choose from. */
const MOST_LOOKED_AT = 6000;
const SHORTEST_MISSPELT = 4;
/** Ranks, lower is better: the whole name, its beginning, its first word, a later word, a misspelling. */
const [WHOLE, BEGINNING, FIRST_WORD, OWN_WORD, LATER_WORD, MISSPELT] = [0, 1, 2, 3, 4, 5];

/** `names` is asked for at each search, because installations add aliases while we run. */
export function createSearch(tree: Tree, codes: readonly AreaCode[]): (names: NameIndex) => Search {
  const entries: Entry[] = codes
    .flatMap((code) => {
      const name = keyOf(tree.bareName(code));
      const parts = wordsOf(tree.bareName(code)).slice(1);
      return [{ key: name, name, code }, ...parts.map(({ key }) => ({ key, name, code }))];
    })
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.code.length - b.code.length));

  return (names) => (words, limit) => {
    const typed = wordsOf(words).map(({ key }) => ({
      key: spelledOut[key] ?? key,
      alias: names.alias(key),
    }));
    const all = typed.map(({ key }) => key).join("");
    if (all === "") return [];
    const found = new Map<AreaCode, number>();
    const keep = (code: AreaCode, rank: number | undefined) => {
      if (rank !== undefined && rank < (found.get(code) ?? Infinity)) found.set(code, rank);
    };
    const alias = names.alias(all);
    if (alias !== undefined) keep(alias, WHOLE);
    for (const lead of typed) {
      const from = lowerBound(entries, lead.key);
      for (const entry of entries.slice(from, from + MOST_LOOKED_AT)) {
        if (!entry.key.startsWith(lead.key)) break;
        keep(entry.code, rankOf(entry, all, lead, typed));
      }
    }
    if (found.size === 0 && all.length >= SHORTEST_MISSPELT) {
      for (const code of names.misspelt(all)) keep(code, MISSPELT);
      for (const lead of typed)
        for (const code of names.misspelt(lead.key))
          if (
            isAround(
              code,
              typed.filter((word) => word !== lead),
            )
          )
            keep(code, MISSPELT);
    }
    return [...found]
      .toSorted(([a, rankA], [b, rankB]) => rankA - rankB || a.length - b.length || (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([code]) => code);
  };

  function rankOf(
    { key, name, code }: Entry,
    all: string,
    lead: Typed,
    typed: readonly Typed[],
  ): number | undefined {
    if (name === all) return WHOLE;
    if (name.startsWith(all)) return BEGINNING;
    if (typed.length > 1 && !isAround(code, typed)) return undefined;
    return name === lead.key ? FIRST_WORD : key === name ? OWN_WORD : LATER_WORD;
  }

  /** Whether each word begins a word of the area's or a larger area's name, or is an alias of one of them. */
  function isAround(code: AreaCode, typed: readonly Typed[]): boolean {
    const chain = [code, ...areaAndAbove(parentArea(code))].filter((above) => above !== NATION);
    const known = chain.flatMap((above) => wordsOf(tree.bareName(above)).map((word) => word.key));
    return typed.every(
      ({ key, alias }) =>
        known.some((other) => other.startsWith(key)) || (alias !== undefined && chain.includes(alias)),
    );
  }
}

function lowerBound(entries: readonly Entry[], key: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.key ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
