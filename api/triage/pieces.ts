/** Pieces of words: what is left to go by where nobody listed the word. */

const SHORTEST = 3;
const LONGEST = 5;

/** Pieces of 3 to 5 letters, with the gaps before and behind the word; longer ones later. */
export function piecesOf(word: string): string[] {
  const letters = ` ${word} `;
  const pieces: string[] = [];
  for (let size = SHORTEST; size <= LONGEST; size += 1) {
    for (let from = 0; from + size <= letters.length; from += 1)
      pieces.push(letters.slice(from, from + size));
  }
  return pieces;
}
