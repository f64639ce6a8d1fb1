/** Cutting a text that is longer than one message of a network may be. */

/** Where a text may be cut, best first: paragraph, line, sentence, word. */
const CUTS = [/\n\s*\n/g, /\n/g, /[.!?…](?=\s)/g, /\s/g];

/** Cuts `text` into trimmed pieces of at most `longest` UTF-16 units; never within a character. */
export function split(text: string, longest: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const end = cutBefore(rest, longest);
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

function cutBefore(text: string, longest: number): number {
  // One unit beyond, so that a space right behind the last word that fits is seen.
  const window = text.slice(0, longest + 1);
  for (const cut of CUTS) {
    const ends = [...window.matchAll(cut)].map((match) => match.index + match[0].trimEnd().length);
    const end = ends.findLast((at) => at <= longest && at >= longest / 2);
    if (end !== undefined) return end;
  }
  // No gap in the second half: between two characters, not within a surrogate pair.
  const unit = text.charCodeAt(longest - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? longest - 1 : longest;
}
