/** How place names are compared: without capitals, accents, spaces and punctuation ("Tanjung-Balai" = "tanjungbalai"). */

/** One written word with its UTF-16 offsets. `opens`: a sentence, line or listed name begins here. */
export type Word = {
  written: string;
  key: string;
  start: number;
  end: number;
  opens: boolean;
  capital: boolean;
};

/** Accents and invisible signs (zero-width, soft hyphen, direction of writing) stand in a word, they do not end it. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*(?:['’`]\p{L}[\p{L}\p{M}\p{Cf}]*)*/gu;

/** Words that people write short with a full stop, which then ends no sentence ("kec. Sukarami"). */
const ABBREVIATED = /^(kec|kab|kel|ds|dsn|dk|kp|jl|jln|gg|prov|tj|tjg|sei|gn|no|bp|sdr)$/i;

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const end = start + match[0].length;
    const between = text.slice(last, start);
    const opens = words.length === 0 || /[.!?;:,\n()"“”–—]/.test(between);
    const abbreviated = /^\.\s?$/.test(between) && ABBREVIATED.test(words.at(-1)?.written ?? "");
    words.push({
      written: match[0],
      key: keyOf(match[0]).replace(STRETCHED, "$1"),
      start,
      end,
      opens: opens && !abbreviated,
      capital: /^\p{Lu}/u.test(match[0]),
    });
    last = end;
  }
  return words;
}

/** "Bandunggg", "utaraaaa": no name has a letter three times in a row, but "Raha III" a numeral. */
const STRETCHED = /(?!^iii$)([a-z])\1{2,}/g;

/** Letters and digits only, lower case; fancy letters ("𝐛𝐚𝐭𝐚𝐦") plain. */
export function keyOf(name: string): string {
  // Nearly all names are plain letters: what need not be taken apart is not, ninety thousand times.
  if (PLAIN.test(name)) return name;
  const lower = name.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
const PLAIN = /^[a-z0-9]+$/;

const NUMERALS: [string, string, string][] = [
  ["i", "satu", "1"],
  ["ii", "dua", "2"],
  ["iii", "tiga", "3"],
  ["iv", "empat", "4"],
  ["v", "lima", "5"],
];

/** The keys under which an official name is found: as it is, with its numeral written otherwise, and its halves of "A/B". */
export function keysOfName(name: string): string[] {
  const plain = name.replace(/\s*\(.*?\)/g, "");
  const keys = new Set([keyOf(plain), ...plain.split("/").map(keyOf)]);
  const numeral = /^(.+)\s(\S+)$/.exec(plain);
  const forms = NUMERALS.find((row) => row.includes(keyOf(numeral?.[2] ?? "")));
  if (numeral?.[1] !== undefined && forms !== undefined) {
    for (const form of forms) keys.add(keyOf(numeral[1]) + form);
  }
  keys.delete("");
  return [...keys];
}

/** The name of a regency or province as people say it, without "Kabupaten", "Kota", "Administrasi" or "Daerah Khusus Ibukota". */
export function spokenName(name: string): string {
  return name
    .replace(/^(Kabupaten|Kota)\s(Administrasi\s)?/, "")
    .replace(/^Daerah (Khusus Ibukota|Istimewa)\s/, "");
}

const SHORT_NAMES: Record<string, string> = {
  "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
  "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
};
/** The name of any area as it is written on screens and in the lists of this part: "DKI Jakarta", "Kota Jakarta Pusat". */
export const shortName = (name: string): string => SHORT_NAMES[name] ?? name.replace(" Administrasi", "");
