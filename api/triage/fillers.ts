/**
 * Texts that say nothing, made from the labelled messages themselves. In some languages nearly every labelled message
 * is a report; without these, the mere language of an ordinary text would speak for one.
 */
import type { Labelled } from "./heads.ts";
import { congruence } from "./separator.ts";
import type { Signs } from "./signs.ts";

/** One filler for so many messages of a register with a regional language. */
const MESSAGES_PER_FILLER = 3;
const FEWEST_WORDS = 8;
const MOST_WORDS = 25;
const REGIONAL = /^mix_/;

/** Words of one register that belong to no concept, drawn at random. The same messages give the same fillers. */
export function fillersFrom(messages: readonly Labelled[], signs: readonly Signs[]): string[] {
  const words = new Map<string, string[]>();
  const regional = messages.flatMap(({ register }, at) =>
    REGIONAL.test(register) ? [{ register, at }] : [],
  );
  for (const { register, at } of regional) {
    const known = words.get(register) ?? [];
    known.push(...unmarkedWords(signs[at]));
    words.set(register, known);
  }
  const draw = congruence(7);
  return regional
    .filter((_, at) => at % MESSAGES_PER_FILLER === 0)
    .map(({ register }) => {
      const choice = words.get(register) ?? [];
      const length = FEWEST_WORDS + Math.floor(draw() * (MOST_WORDS - FEWEST_WORDS + 1));
      return Array.from({ length }, () => choice[Math.floor(draw() * choice.length)] ?? "").join(" ");
    });
}

function unmarkedWords(signs: Signs | undefined): string[] {
  if (signs === undefined) return [];
  const marked = new Set<number>();
  for (const { from, to } of signs.concepts) for (let at = from; at < to; at += 1) marked.add(at);
  return signs.tokens
    .filter(({ written }, at) => !marked.has(at) && written.length > 1)
    .map(({ written }) => written);
}
