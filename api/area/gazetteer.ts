/** Builds the gazetteer from the official rows: the tree, the name index and the search, once, at start. */
import type { AreaCode } from "../kernel.ts";
import { aliasesByKey, misspeltAliases, shippedAliases } from "./aliases.ts";
import { isAnyCue, isCue } from "./context.ts";
import { indexNames, type NameIndex, type OfficialNames } from "./name-index.ts";
import { wordsOf, type Word } from "./names.ts";
import { resolvePlace } from "./resolve.ts";
import { createSearch } from "./search.ts";
import { createTree, type GazetteerRows } from "./tree.ts";
import type { Area, Gazetteer, OwnAlias } from "./words.ts";
import { zoneOf } from "./zones.ts";

/** A gazetteer over `rows`. Everything it offers is pure and synchronous. */
export function createGazetteer(rows: GazetteerRows): Gazetteer {
  const tree = createTree(rows);
  const names = indexNames(rows);
  const shipped = shippedAliases(rows);
  // Few people search; the list of its keys is made when the first of them does.
  let search: ReturnType<typeof createSearch> | undefined;
  const searchIn = (index: NameIndex) => {
    search ??= createSearch(tree, tree.codes());
    return search(index);
  };
  const known = (codes: readonly AreaCode[]): Area[] =>
    codes.map((code) => tree.find(code)).filter((area) => area !== undefined);
  const withAliases = (own: readonly OwnAlias[]): Gazetteer => {
    const aliases = aliasesByKey(shipped, own);
    const misspeltAlias = misspeltAliases(aliases);
    const index: NameIndex = {
      ...names,
      alias: (key) => aliases.get(key),
      misspelt(key, parts) {
        const codes = names.misspelt(key, parts);
        return codes.length > 0 || names.isWord(key) ? codes : misspeltAlias(key);
      },
    };
    return {
      resolve: (text) => resolvePlace(text, tree, index),
      find: (code) => tree.find(code),
      describe: (code) => tree.describe(code),
      children: (code) => known(tree.children(code)),
      search: (words, limit) => known(searchIn(index)(words, limit)),
      zoneOf,
      withAliases,
      shipped,
      isEverydayWord: (text) => isEverydayPhrase(wordsOf(text), names),
    };
  };
  return withAliases([]);
}

const SHORTEST = 3;
const SHORTEST_PHRASE = 8;
const isEveryday = (word: Word, names: OfficialNames): boolean =>
  names.isOrdinary(word.key) || isAnyCue(word) || word.key.length < SHORTEST || /^\d+$/.test(word.key);

/** "malam", "di rumah", "km 9"; but "pasar kembang" names a place, though both words are said every day. */
function isEverydayPhrase(words: readonly Word[], names: OfficialNames): boolean {
  if (!words.every((word) => isEveryday(word, names))) return false;
  const letters = words.reduce((sum, { key }) => sum + key.length, 0);
  return words.length === 1 || isCue(words[0], "preposition") || letters < SHORTEST_PHRASE;
}
