/** "Pelakunya oknum polisi": the plainest way to accuse, which needs no weights. */
import type { Place, Signs } from "./signs.ts";

const OFFENDER = new Set("pelaku pelakunya terlapor terlapornya oknum oknumnya offender".split(" "));
const BETWEEN = new Set(
  "itu ini adalah ialah ternyata memang juga seorang anggota oknum pak bapak si dia kan emang is was a an the".split(
    " ",
  ),
);

/** The word for the offender stands before the body, with nothing but small words between. */
export function isOffender({ from }: Place, { tokens }: Signs): boolean {
  for (let at = from - 1; at >= 0; at -= 1) {
    const word = tokens[at]?.word ?? "";
    if (OFFENDER.has(word)) return true;
    if (!BETWEEN.has(word)) return false;
  }
  return false;
}
