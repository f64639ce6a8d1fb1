/** What frightened people ask before they dare: recognised by its words, answered from locales (`bot.fear.*`). */
import { core, isQuestion, withStems, wordCount } from "./vocabulary.ts";

export const FEARS = [
  "neighbours",
  "identity",
  "readers",
  "police",
  "visum",
  "cost",
  "wrong",
  "after",
  "living",
] as const;
export type Fear = (typeof FEARS)[number];

/** "Kalau suami ditangkap kami makan apa": asked in so many words, with or without a question mark. */
const LIVING =
  /\b((makan|hidup) (apa|dari ?mana|pakai apa|gimana|bagaimana)|siapa (yang|yg) (kasih makan|ngasih makan|menafkahi|nafkahi|biayai|membiayai|cari (uang|nafkah))|nafkah\w* (gimana|bagaimana|dari ?mana|siapa)|(gimana|bagaimana) nafkah\w*|how (will|do|can) we (live|eat)|who will (feed|support) us)\b/u;
const LONGEST = 200;

/** In this order: "siapa yang baca, polisi?" asks who reads. */
const ABOUT: [Fear, RegExp][] = [
  ["readers", /\b(siapa.*(baca|membaca|lihat|tahu laporan)|dibaca siapa|who.*(read|see))/u],
  [
    "wrong",
    /\b(salah lapor|kalau salah|saya salah|aku salah|kalo salah|klo salah|ternyata salah|fitnah|tidak terbukti|ga terbukti|dituntut|uu ite|i am wrong|im wrong|mistaken|be sued)\b/u,
  ],
  ["visum", /\b(visum|periksa dokter|diperiksa dokter|ke rumah sakit|medical exam|forensic)\b/u],
  ["cost", /\b(biaya|bayar|membayar|gratis|pulsa|cost|pay|free of charge|is it free)\b/u],
  [
    "identity",
    /\b(identitas|nomor saya|nomer saya|nomorku|nama saya|namaku|ktp|nik|anonim|dilacak|lacak|rahasia|ketahuan|my name|my number|anonymous|track|trace)\b/u,
  ],
  [
    "neighbours",
    /\b(tetangga|keluarga|orang lain|orang kampung|warga|bocor|viral|malu|neighbou?rs?|find out|family)\b/u,
  ],
  ["police", /\b(polisi|kantor polisi|jadi saksi|dipenjara|ditangkap|bap|police|witness|court)\b/u],
  [
    "after",
    /\b(setelah lapor|habis lapor|abis lapor|terus gimana|selanjutnya|apa yang terjadi|prosesnya|what happens)\b/u,
  ],
];

/** "Biayanya berapa ya bu", "visum wajib ga": asked without a question mark. Short, so that no story is taken for one. */
const ASKS_AT_THE_END = /\b(berapa|brp|gimana|gmn|bagaimana|kah|ga|gak|gk|nggak|ngga|enggak|kan)$/u;
const MOST_WORDS = 6;
const asksAtTheEnd = (text: string): boolean =>
  wordCount(text) <= MOST_WORDS && ASKS_AT_THE_END.test(core(text));

/** The fear a question speaks of; undefined for a statement, however fearful: that is part of a story. */
export function fearIn(text: string): Fear | undefined {
  const said = withStems(text);
  if (text.length <= LONGEST && LIVING.test(said)) return "living";
  if (!(isQuestion(text) || asksAtTheEnd(text)) || text.length > LONGEST) return undefined;
  return ABOUT.find(([, pattern]) => pattern.test(said))?.[0];
}
