/**
 * Clauses of a chat message: who did what, said in one go. Chat has few commas, so that words which open a new thought
 * part clauses as well.
 */
import type { Place, Signs } from "./signs.ts";
import type { Token } from "./normalise.ts";

const list = (words: string): Set<string> => new Set(words.split(" "));

/** Always open a new thought. */
const OPENERS = list(
  "tapi tetapi tp namun karena soalnya soale padahal pdhl sedangkan makanya makanne sehingga kalau waktu wektu wktu pas " +
    "ketika saat krn biar supaya meski walaupun meskipun ternyata taunya jebul katanya lantas njuk njur banjur tuluy " +
    "bahwa but when while then although so",
);
/** Open a new thought, unless they stand behind what they describe: "diawasi terus", "tahun lalu". */
const OPENERS_OR_ADVERBS = list("terus trs trus teros tros lalu kemudian");
const TIMES = list("tahun bulan minggu hari malam jam menit lebaran waktu semester");
const PREPOSITIONS = list("di ke dari sama dengan pakai sampai pada tiap setiap sambil karena kalau");
const JOINERS = list("dan dn habis abis sampai lan jeung");
/** Behind a joining word these begin a clause of their own. */
const SUBJECTS = list("saya dia mereka kami kita kamu itu ada orangnya anaknya pelakunya semua tidak");
/** "Anak saya (14) ..." is one thought; a longer remark in brackets is one of its own. */
const SHORT_REMARK = 30;

/** A clause, as token positions, and the sentence it stands in. */
export type Clause = Place & { sentence: number };

/** The clauses of a text in order; together they hold every token. Pure. */
export function clausesOf({ text, tokens }: Signs): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  let sentence = 0;
  for (let at = 1; at <= tokens.length; at += 1) {
    if (at < tokens.length && !opensClause(text, tokens, at)) continue;
    clauses.push({ from, to: at, sentence });
    if (tokens[at]?.opens) sentence += 1;
    from = at;
  }
  return clauses;
}

function opensClause(text: string, tokens: readonly Token[], at: number): boolean {
  const [last, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (last === undefined || token === undefined || last.start === token.start) return false;
  if (parted(text, last, token)) return true;
  if (OPENERS.has(token.word) || OPENERS.has(token.written)) return true;
  if (next === undefined || parted(text, token, next)) return false;
  if (OPENERS_OR_ADVERBS.has(token.word)) return !TIMES.has(last.word) && !PREPOSITIONS.has(next.word);
  return JOINERS.has(token.word) && SUBJECTS.has(next.word);
}

/** Whether a stop of any kind stands between two words. */
function parted(text: string, { end }: Token, { start, opens }: Token): boolean {
  const between = text.slice(end, start);
  if (between.includes("(")) return !text.slice(end, end + SHORT_REMARK).includes(")");
  const before = text.slice(Math.max(0, end - SHORT_REMARK), end);
  if (between.includes(")") && !before.includes("(")) return true;
  return (
    opens || (/[,:…]|\s[-–—]\s/.test(between) && !isInRemark(before, text.slice(end, end + SHORT_REMARK)))
  );
}

/** Between short brackets: the last one before is open, the first one behind closes it. */
const isInRemark = (before: string, behind: string): boolean =>
  before.lastIndexOf("(") > before.lastIndexOf(")") && behind.includes(")");
