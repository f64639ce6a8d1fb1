/** How much two sketches share beyond chance. */
import { SKETCH_BITS, type Sketch } from "../vault/index.ts";

/** `shared`: words in common beyond what chance gives; `part`: of the shorter report, 0 to 1. */
export type Likeness = { shared: number; part: number };

/**
 * Overlap corrected for chance: two sets of a and b bits out of m share ab/m by chance alone, and min(a, b) at most,
 * so (shared - ab/m) / (min(a, b) - ab/m) is 0 for strangers and 1 when the shorter is contained in the longer (the
 * form of Cohen's kappa). Containment rather than Jaccard, because a second report is often much shorter.
 * Undefined when no key is common to both.
 */
export function likenessOf(one: readonly Sketch[], other: readonly Sketch[]): Likeness | undefined {
  const pairs = one.flatMap((sketch) => {
    const twin = other.find(({ period }) => period === sketch.period);
    return twin === undefined ? [] : [beyondChance(sketch.bits, twin.bits)];
  });
  return pairs.toSorted((a, b) => b.part - a.part)[0];
}

function beyondChance(one: Uint8Array, other: Uint8Array): Likeness {
  const [a, b] = [ones(one), ones(other)];
  const both = ones(one.map((byte, index) => byte & (other[index] ?? 0)));
  const byChance = (a * b) / SKETCH_BITS;
  const most = Math.min(a, b) - byChance;
  const shared = both - byChance;
  return { shared, part: most <= 0 ? 0 : Math.max(0, shared / most) };
}

const ones = (bytes: Uint8Array): number =>
  bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0);
