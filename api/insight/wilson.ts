/** The interval of a share. */

const Z = 1.96;

/** 95 % interval of `part` in `whole` (Wilson 1927, JASA 22, 209–212); everything from 0 to 1 when there is nothing. */
export function wilson(part: number, whole: number): [low: number, high: number] {
  if (whole === 0) return [0, 1];
  const share = part / whole;
  const square = Z ** 2 / whole;
  const middle = share + square / 2;
  const reach = Z * Math.sqrt((share * (1 - share)) / whole + square / (4 * whole));
  return [(middle - reach) / (1 + square), (middle + reach) / (1 + square)];
}
