/**
 * The Damm check digit (H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004): one decimal digit that
 * detects every single wrong digit and every swap of two neighbours. ISO/IEC 7064 MOD 11,10 lets a few swaps pass.
 */

/** A totally anti-symmetric quasigroup of order 10 with zeros on the diagonal; a row per interim digit. */
const QUASIGROUP = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

/** The digit to append to a string of decimal digits. */
export function checkDigit(digits: string): string {
  let interim = "0";
  for (const digit of digits) interim = QUASIGROUP[Number(interim)]?.[Number(digit)] ?? "0";
  return interim;
}

/** Whether the last digit is the check digit of those before it. */
export const hasRightCheckDigit = (digits: string): boolean => checkDigit(digits) === "0";
