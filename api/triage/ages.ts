/** Ages and school classes that a text states, in digits or words ("14 thn", "tiga belas tahun", "adekku 12", "kls 2 smp"). */
import type { Token } from "./normalise.ts";

/** `from`/`to` are token positions, `to` exclusive. */
export type Age = { years: number; from: number; to: number };

export const ADULT = 18;
const OLDEST = 99;
/** "Dua tahun" of nobody in particular is how long, not how old. */
const SHORTEST_BARE = 4;
const AGE_WORD = "umur";
const BETWEEN = new Set("saya anak dia masih baru sekitar kira kurang lebih di bawah itu jalan".split(" "));
const UNITS_BEFORE = new Set("sudah selama hampir sejak tiap dalam sampai kontrak pasal hukuman".split(" "));
const UNITS_AFTER = new Set(
  "lalu kemudian silam terakhir penjara lagi kerja lebih lamanya belakangan".split(" "),
);
const PERSONS = new Set(
  "saya anak adik bocah dia kakak teman sepupu keponakan cucu gadis perempuan murid siswi baru masih pacar remaja".split(
    " ",
  ),
);
const COUNTED = new Set(
  "kali orang jam bulan hari minggu juta ribu menit tahun kelas ekor buah kg km meter malam anak rumah kamar porsi rb jt ratus x".split(
    " ",
  ),
);
const SCHOOL = new Set("sd smp sma smk mts tk paud".split(" "));

/** Every stated age of a person; durations ("2 tahun lalu") are left out. Classes come as the usual age in them. */
export function agesIn(tokens: readonly Token[], text: string): Age[] {
  const ages: Age[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const number = numberAt(tokens, at);
    if (number === undefined) continue;
    const { value, to } = number;
    const before = tokens[at - 1];
    const after = tokens[to]?.word ?? "";
    if (before?.word === "kelas" && value <= 12) {
      const school = tokens.slice(to, to + 2).find((token) => SCHOOL.has(token.word))?.word;
      ages.push({ years: ageInClass(value, school), from: at - 1, to });
    } else if (isAge(tokens, text, at, to, value, before?.word ?? "", after)) {
      ages.push({ years: after === "bulan" ? 0 : value, from: at, to: after === "tahun" ? to + 1 : to });
    }
    at = to - 1;
  }
  return ages;
}
export const isMinor = (age: Age): boolean => age.years < ADULT;

function isAge(
  tokens: readonly Token[],
  text: string,
  at: number,
  to: number,
  value: number,
  before: string,
  after: string,
): boolean {
  if (value < 1 || value > OLDEST) return false;
  if (follows(tokens, at)) return true;
  if (after === "tahun") {
    if (UNITS_AFTER.has(tokens[to + 1]?.word ?? "") || UNITS_BEFORE.has(before)) return false;
    return value >= SHORTEST_BARE || PERSONS.has(before);
  }
  const first = tokens[at];
  const last = tokens[to - 1];
  if (first === undefined || last === undefined) return false;
  if (text[first.start - 1] === "(" && /^[\s]*[),]/.test(text.slice(last.end, last.end + 2)))
    return value >= 3;
  // "Perempuan empat lima orang" counts women.
  const counts = COUNTED.has(after) || (/^\d+$/.test(after) && COUNTED.has(tokens[to + 1]?.word ?? ""));
  return value >= SHORTEST_BARE && !first.opens && PERSONS.has(before) && !counts;
}

/** "umur 14", "umurnya baru 14", "umur anaknya 14". */
function follows(tokens: readonly Token[], at: number): boolean {
  for (let back = 1; back <= 3; back += 1) {
    const word = tokens[at - back]?.word ?? "";
    if (word === AGE_WORD) return true;
    if (!BETWEEN.has(word)) return false;
  }
  return false;
}

function numberAt(tokens: readonly Token[], at: number): { value: number; to: number } | undefined {
  const word = tokens[at]?.word ?? "";
  if (!/^\d{1,2}$/.test(word)) return undefined;
  const value = Number(word);
  const next = tokens[at + 1]?.word;
  if (value < 10 && next === "belas") return { value: value + 10, to: at + 2 };
  if (value < 10 && next === "likur") return { value: value + 20, to: at + 2 };
  if (value >= 10) return { value, to: at + 1 };
  // "Umur dua enam", as it is spoken.
  const spoken = value >= 2 && value <= 5 && /^\d$/.test(next ?? "") && !tokens[at + 1]?.opens;
  if (spoken && /^\D/.test(tokens[at]?.written ?? "") && follows(tokens, at))
    return { value: value * 10 + Number(next), to: at + 2 };
  if (next !== "puluh") return { value, to: at + 1 };
  const ones = tokens[at + 2]?.word ?? "";
  return /^\d$/.test(ones)
    ? { value: value * 10 + Number(ones), to: at + 3 }
    : { value: value * 10, to: at + 2 };
}

/** Usual age in Indonesian schools: class 1 SD at 6–7, class 7 (1 SMP) at 12–13, class 10 (1 SMA) at 15–16. */
function ageInClass(grade: number, school: string | undefined): number {
  if (school === "smp" || school === "mts") return grade <= 3 ? grade + 12 : grade + 6;
  if (school === "sma" || school === "smk") return grade <= 3 ? grade + 14 : Math.min(grade + 5, 17);
  return Math.min(grade + 6, 17);
}
