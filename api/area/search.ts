/** Type-ahead over names: every typed word must begin a word of the area's name or of what lies around it. */
import { areaAndAbove, NATION, parentArea, type AreaCode } from "../kernel.ts";
import { keyOf, wordsOf } from "./names.ts";
import type { Tree } from "./tree.ts";

type Entry = { key: string; code: AreaCode };

export function createSearch(
  tree: Tree,
  codes: readonly AreaCode[],
): (words: string, limit: number) => AreaCode[] {
  const entries: Entry[] = codes
    .flatMap((code) => {
      const whole = keyOf(tree.bareName(code));
      const parts = wordsOf(tree.bareName(code)).slice(1);
      return [{ key: whole, code }, ...parts.map(({ key }) => ({ key, code }))];
    })
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.code.length - b.code.length));

  return (words, limit) => {
    const typed = wordsOf(words).map(({ key }) => key);
    const first = typed[0];
    if (first === undefined || first === "") return [];
    const found = new Map<AreaCode, number>();
    for (let at = lowerBound(entries, first); at < entries.length; at += 1) {
      const entry = entries[at];
      if (entry === undefined || !entry.key.startsWith(first)) break;
      const rank = rankOf(entry, typed);
      if (rank !== undefined && rank < (found.get(entry.code) ?? Infinity)) found.set(entry.code, rank);
    }
    return [...found]
      .toSorted(([a, rankA], [b, rankB]) => rankA - rankB || a.length - b.length || (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([code]) => code);
  };

  /** Lower is better: the whole name, then the beginning of the name, then a later word of it. */
  function rankOf({ key, code }: Entry, typed: readonly string[]): number | undefined {
    const name = keyOf(tree.bareName(code));
    const all = typed.join("");
    if (name === all) return 0;
    if (name.startsWith(all)) return 1;
    const around = areaAndAbove(parentArea(code)).filter((above) => above !== NATION);
    const known = [code, ...around].flatMap((above) => wordsOf(tree.bareName(above)).map((word) => word.key));
    if (!typed.every((word) => known.some((other) => other.startsWith(word)))) return undefined;
    return name === typed[0] ? 2 : key === name ? 3 : 4;
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
