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
  const before = tokens.slice(0, from).map(({ word }) => word);
  const offender = before.findLastIndex((word) => OFFENDER.has(word));
  return offender !== -1 && before.slice(offender + 1).every((word) => BETWEEN.has(word));
}
