/**
 * The language a message is mixed with says where it is likely written: of several districts of one name the one in whose
 * province people speak so. A hint among equals, never more: people write from far away, too.
 */
import type { AreaCode } from "../kernel.ts";
import type { Word } from "./names.ts";
import tongues from "./tongues.json" with { type: "json" };

/** Different words of a language before it is heard. */
const FEWEST = 2;

const provincesOf = new Map<string, string[]>();
for (const [provinces, words] of Object.entries(tongues)) {
  for (const word of words.split(" "))
    provincesOf.set(word, [...(provincesOf.get(word) ?? []), ...provinces.split(" ")]);
}

/** The one of `codes` in whose province the words are spoken, if it is one, with the words that say so. */
export function spokenAt(
  codes: readonly AreaCode[],
  words: readonly Word[],
): { code: AreaCode; words: Word[] } | undefined {
  const heard = codes.map((code) => ({ code, words: heardIn(code, words) }));
  const most = Math.max(...heard.map((one) => one.words.length));
  const [only, ...others] = heard.filter((one) => one.words.length === most);
  return most >= FEWEST && others.length === 0 ? only : undefined;
}

/** Each word of a language of the province, once. */
function heardIn(code: AreaCode, words: readonly Word[]): Word[] {
  const province = code.slice(0, 2);
  const own = words.filter(({ key }) => provincesOf.get(key)?.includes(province) === true);
  return own.filter(({ key }, at) => own.findIndex((other) => other.key === key) === at);
}
