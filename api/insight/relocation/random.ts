/** Chance from a seed: the same numbers on every machine, for any number of workers. */

/** A stream of numbers in [0, 1). */
export type Chance = () => number;

/**
 * The stream number `stream` of `seed` (both whole numbers). sfc32 (Chris Doty-Humphrey, PractRand), mixed well before
 * the first number, because neighbouring seeds start alike.
 */
export function chanceOf(seed: number, stream: number): Chance {
  let a = seed | 0;
  let b = stream | 0;
  let c = (seed / 2 ** 32) | (0 ^ 0x9e3779b9);
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 15; round++) next();
  return next;
}

/** Standard normal: Box and Muller, Annals of Mathematical Statistics 1958. */
export function drawNormal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

/** Gamma with this shape and scale 1. Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. */
export function drawGamma(shape: number, chance: Chance): number {
  if (shape < 1) return drawGamma(shape + 1, chance) * (1 - chance()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = drawNormal(chance);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - chance()) < x ** 2 / 2 + d * (1 - v + Math.log(v))) return d * v;
  }
}
