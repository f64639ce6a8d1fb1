/**
 * What people call a place besides its official name. Those of aliases.json are shipped; admins add their own, which win
 * over shipped ones of the same words and may also silence them.
 */
import type { AreaCode } from "../kernel.ts";
import shipped from "./aliases.json" with { type: "json" };
import { consonantsOf, isMisspelt } from "./misspelling.ts";
import { keyOf, shortName } from "./names.ts";
import type { GazetteerRows } from "./tree.ts";
import type { Alias, AliasKind, OwnAlias } from "./words.ts";

export const ALIAS_KINDS: readonly AliasKind[] = ["nickname", "old_name", "closed_site", "landmark"];

/**
 * The shipped aliases. They are kept as "Village, District, Regency" so that a person can read and check them; those of
 * areas that `rows` lack are left out (a test over the whole official list says that none is).
 */
export function shippedAliases(rows: GazetteerRows): Alias[] {
  const codes = codesByFullName(rows);
  return ALIAS_KINDS.flatMap((kind) =>
    Object.entries(shipped[kind] as Record<string, string>).flatMap(([name, texts]) => {
      const area = codes.get(name);
      return area === undefined ? [] : texts.split(", ").map((text) => ({ text, area, kind }));
    }),
  );
}

/** From the key of each alias to its area. */
export function aliasesByKey(shippedOnes: readonly Alias[], own: readonly OwnAlias[]): Map<string, AreaCode> {
  const byKey = new Map(shippedOnes.map(({ text, area }) => [keyOf(text), area]));
  for (const { text, area } of own) {
    if (area === undefined) byKey.delete(keyOf(text));
    else byKey.set(keyOf(text), area);
  }
  return byKey;
}

function codesByFullName(rows: GazetteerRows): Map<string, AreaCode> {
  const names = new Map<string, string>();
  const codes = new Map<string, AreaCode>();
  const remember = (code: string, name: string, above: string) => {
    const full = above === "" ? name : `${name}, ${names.get(above) ?? ""}`;
    names.set(code, full);
    codes.set(full, code as AreaCode);
  };
  for (const { code, name } of [...rows.provinces, ...rows.regencies]) remember(code, shortName(name), "");
  for (const { code, name } of rows.districts) remember(code, name, code.slice(0, 5));
  for (const { code, name } of rows.villages) remember(code, name, code.slice(0, 8));
  return codes;
}

/** Shorter nicknames are one letter away from too many other words. */
const SHORTEST_MISSPELT = 7;

/**
 * "muara bngo": the areas whose alias a key may be a slip of. Sorted once, by their consonants and by first letter and
 * length, since a slip leaves one or the other nearly as it was.
 */
export function misspeltAliases(aliases: ReadonlyMap<string, AreaCode>): (key: string) => AreaCode[] {
  const alike = new Map<string, string[]>();
  const add = (shape: string, name: string) => {
    const known = alike.get(shape);
    if (known === undefined) alike.set(shape, [name]);
    else known.push(name);
  };
  for (const name of aliases.keys()) {
    if (name.length < SHORTEST_MISSPELT) continue;
    add(consonantsOf(name), name);
    add(`${name.charAt(0)}${name.length}`, name);
  }
  return (key) => {
    if (key.length < SHORTEST_MISSPELT) return [];
    const lengths = [-1, 0, 1].map((more) => `${key.charAt(0)}${key.length + more}`);
    const near = [consonantsOf(key), ...lengths].flatMap((shape) => alike.get(shape) ?? []);
    const meant = near.filter((name) => isMisspelt(key, name)).map((name) => aliases.get(name));
    return [...new Set(meant.filter((area) => area !== undefined))];
  };
}
