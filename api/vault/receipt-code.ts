/**
 * The receipt code as people write it: 20 digits in five groups of four. Five digits locate the report (random,
 * not secret), fourteen are secret (46.5 bits, behind argon2id and the pepper), the last is a Damm check digit.
 */
import { ok, refuse, type Random, type Result } from "../kernel.ts";
import { checkDigit, hasRightCheckDigit } from "./damm.ts";

const LENGTH = 20;
const LOCATOR = 5;
const SECRET = 14;

export type ReceiptParts = { locator: string; secret: string };

export const newReceiptParts = (random: Random): ReceiptParts => ({
  locator: randomDigits(random, LOCATOR),
  secret: randomDigits(random, SECRET),
});

/** "1234 5678 9012 3456 7890" */
export function writeReceiptCode({ locator, secret }: ReceiptParts): string {
  const digits = locator + secret;
  return (digits + checkDigit(digits)).match(/.{4}/g)?.join(" ") ?? "";
}

/**
 * Finds the code in what somebody typed: spaces, dashes, dots, full-width digits, the letter o for zero, words
 * around it. Refuses "bad_check_digit" for a typing error, told before any hash is spent on it, and "unknown_code"
 * when there are no 20 digits.
 */
export function parseReceiptCode(text: string): Result<ReceiptParts> {
  const candidates = runsOf(text).flatMap(codesIn);
  const digits = candidates.find(hasRightCheckDigit);
  if (digits === undefined) return refuse(candidates.length === 0 ? "unknown_code" : "bad_check_digit");
  return ok({ locator: digits.slice(0, LOCATOR), secret: digits.slice(LOCATOR, LOCATOR + SECRET) });
}

/** A whole message that can only be meant as a code: 20 digits and separators, right or mistyped. */
export function looksLikeReceiptCode(text: string): boolean {
  const plain = text.normalize("NFKC").trim();
  return /^[\do\s.,\-–—_/()]+$/i.test(plain) && plain.replace(/[^\do]/gi, "").length === LENGTH;
}

type Group = { digits: string; start: number; end: number };

/** Groups of digits, joined into runs where only separators lie between them. */
function runsOf(text: string): Group[][] {
  const plain = text.normalize("NFKC");
  const runs: Group[][] = [];
  for (const match of plain.matchAll(/(?<![\p{L}\d])[\do]*\d[\do]*(?![\p{L}\d])/giu)) {
    const group = {
      digits: match[0].replace(/o/gi, "0"),
      start: match.index,
      end: match.index + match[0].length,
    };
    const before = runs.at(-1)?.at(-1);
    const between = before && plain.slice(before.end, group.start);
    if (between !== undefined && /^[\s.,\-–—_/()]*$/.test(between)) runs.at(-1)?.push(group);
    else runs.push([group]);
  }
  return runs;
}

/** Neighbouring groups of a run that make 20 digits together ("tanggal 12, 1234 5678 …" has more than a code). */
function codesIn(run: Group[]): string[] {
  return run.flatMap((_, from) =>
    run
      .slice(from)
      .map((_group, count) =>
        run
          .slice(from, from + count + 1)
          .map((group) => group.digits)
          .join(""),
      )
      .filter((digits) => digits.length === LENGTH),
  );
}

/** Uniform digits: bytes of 250 and above are thrown away, else low digits would come more often. */
function randomDigits(random: Random, count: number): string {
  let digits = "";
  while (digits.length < count) {
    for (const byte of random(count)) if (byte < 250 && digits.length < count) digits += byte % 10;
  }
  return digits;
}
