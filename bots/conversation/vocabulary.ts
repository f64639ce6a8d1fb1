/** Short words a person types to steer the talk, in Indonesian, everyday spelling, and English. Never shown. */

/** Lower case, without marks, emoji, a leading slash or drawn-out letters: "Haloooo, kak!!" → "halo kak". */
export function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’`]/gu, "")
    .replace(/[^\p{L}\p{N}?]+/gu, " ")
    .replace(/\?/gu, " ")
    .replace(/(\p{L})\1{2,}/gu, "$1")
    .trim();
}

/** The plain text twice, as said and without possessives, for looking up nouns: "bupatinya" also reads "bupati". */
export function withStems(text: string): string {
  const said = plain(text);
  return `${said} ${said.replace(/(\p{L}{4,})(?:nya|ku|mu)\b/gu, "$1")}`;
}

const words = (list: string): string[] => list.split("|");
const tokensOf = (text: string): string[] => (plain(text) === "" ? [] : plain(text).split(" "));
export const wordCount = (text: string): number => tokensOf(text).length;

/** Forms of address and particles that say nothing by themselves: "iya kak" is "iya". */
const ADDRESS = new Set(
  words(
    "kak|kakak|ka|min|admin|pak|bapak|bu|ibu|mas|mbak|mba|bang|abang|om|tante|dong|deh|sih|ya|yah|nih|lah|please|sir|maam|thanks",
  ),
);

/** The plain text, without address and particles around it; the text itself when nothing else is left. */
export function core(text: string): string {
  const tokens = tokensOf(text);
  while (tokens.length > 1 && ADDRESS.has(tokens[tokens.length - 1] ?? "")) tokens.pop();
  while (tokens.length > 1 && tokens[0] !== "ya" && ADDRESS.has(tokens[0] ?? "")) tokens.shift();
  return tokens.join(" ");
}

const SMALL_TALK = new Set([
  ...ADDRESS,
  ...words(
    "halo|hallo|hello|hai|hi|hey|hei|oi|woi|p|ping|permisi|punten|misi|spada|start|mulai|tes|test|testing|cek",
  ),
  ...words(
    "assalamualaikum|assalamu|alaikum|asalamualaikum|ass|aslm|waalaikumsalam|wr|wb|salam|shalom|om|swastiastu",
  ),
  ...words(
    "selamat|met|pagi|siang|sore|malam|malem|good|morning|afternoon|evening|kulo|nuwun|sampurasun|horas",
  ),
  ...words(
    "terima|kasih|terimakasih|makasih|makasi|trims|tq|thank|thanks|you|sama|ok|oke|okay|baik|siap|iya|y|maaf|sorry",
  ),
  ...words(
    "mau|saya|aku|sy|ingin|lapor|melapor|tanya|nanya|bertanya|boleh|ada|orang|apa|kabar|di|sini|ini|i|want|to|report|ask",
  ),
]);

/** A greeting, thanks, a bare number or "mau lapor": nothing in it that a report could hold. */
export function isSmallTalk(text: string): boolean {
  const tokens = tokensOf(text);
  if (tokens.every((token) => /^\d{1,2}$/u.test(token))) return true;
  return tokens.length <= 8 && tokens.every((token) => SMALL_TALK.has(token));
}

const CRY = /^(?:tolong|tolongin|tlg|tulung|tulungi|bantu|bantuan|bantuin|help|sos)$/u;
const AROUND_CRY = new Set([
  ...ADDRESS,
  ...words(
    "saya|aku|sy|kami|gue|gua|minta|mohon|butuh|perlu|me|us|i|need|cepat|cepet|segera|sekarang|skrg|ini|now|halo",
  ),
]);

/** A cry for help and nothing else: "tolong", "kak tolong saya", "help me". */
export function isCry(text: string): boolean {
  const tokens = tokensOf(text);
  return (
    tokens.some((token) => CRY.test(token)) &&
    tokens.every((token) => CRY.test(token) || AROUND_CRY.has(token))
  );
}

const ASKING = new Set(
  words(
    "apa|apakah|bagaimana|gimana|gmn|gmna|siapa|kenapa|mengapa|kapan|berapa|bisakah|bolehkah|emang|emangnya|memangnya|what|who|how|will|can|could|is|are|does|do|when|why|where",
  ),
);
export function isQuestion(text: string): boolean {
  return text.trim().endsWith("?") || ASKING.has(tokensOf(text)[0] ?? "");
}

export const COMMANDS = [
  "menu",
  "numbers",
  "code",
  "erase",
  "cancel",
  "repeat",
  "done",
  "skip",
  "indonesian",
  "english",
  "language",
  "report",
  "ask",
] as const;
export type Command = (typeof COMMANDS)[number];

const COMMAND_WORDS: Record<Command, string[]> = {
  menu: words("menu|bantuan|help|pilihan"),
  numbers: words(
    "nomor lain|nomer lain|nomor lainnya|ada nomor lain|minta nomor lain|nomor|nomor telepon|other numbers|other number|numbers",
  ),
  code: words(
    "kode|punya kode|kode laporan|saya punya kode|status|status laporan|cek status|cek laporan|lihat laporan|laporan saya|lihat laporan saya|cek laporan saya|saya mau lihat laporan saya|mau lihat laporan|code|i have a code|have a code",
  ),
  erase: words("hapus|hapus semua|hapus semuanya|hapus chat|hapus laporan|delete|erase|delete all|erase all"),
  cancel: words("batal|batalkan|ga jadi|gak jadi|tidak jadi|nggak jadi|kembali|cancel|back|never mind"),
  repeat: words("ulang|ulangi|repeat|again"),
  done: words(
    "selesai|sudah|sdh|udah|udh|dah|sudah selesai|udah selesai|itu saja|itu aja|cukup|wis|wes|uwis|uwes|sampun|atos|segitu aja|segitu saja|itu doang|gitu aja|begitu saja|sudah cukup|sudah semua|sudah itu saja|udah itu aja|sekian|done|finish|finished|thats all|that is all|send|kirim",
  ),
  skip: words("lewati|lewat|skip|pass"),
  indonesian: words("bahasa indonesia|indonesian"),
  english: words("english|bahasa inggris|inggris"),
  language: words("ganti bahasa|bahasa|change language|language"),
  report: words(
    "lapor|mau lapor|saya mau lapor|lapor lagi|lapor baru|laporan baru|buat laporan|report|new report|i want to report",
  ),
  ask: words("tanya|tanya dulu|mau tanya|mau tanya dulu|ask|ask first|i want to ask"),
};

/** A command counts only as the whole message; inside a story the same word is a word of the story. */
export function commandIn(text: string): Command | undefined {
  const said = core(text);
  return COMMANDS.find((command) => COMMAND_WORDS[command].includes(said));
}

export const YES = words("ya|iya|iyaa|y|yes|yup|yep|betul|benar|bener|boleh|aman|oke|ok|ada");
export const NO = words(
  "tidak|tdk|gak|ga|gk|nggak|ngga|enggak|engga|ndak|no|nope|bukan|jangan|tidak ada|ga ada|gak ada|nggak ada",
);
export const UNSURE = words(
  "tidak tahu|tidak tau|tdk tau|gak tau|ga tau|gatau|gak tahu|ga tahu|nggak tahu|nggak tau|ngga tau|enggak tau|kurang tahu|kurang tau|ragu|ragu ragu|tidak yakin|ga yakin|entah|lupa|not sure|unsure|dont know|i dont know|no idea",
);
export const SKIP = COMMAND_WORDS.skip;
export const DONE = COMMAND_WORDS.done;

/** "tidak tahu", "lupa": an answer that says nothing, and needs no second try. */
export const isUnsure = (text: string): boolean => UNSURE.includes(core(text));
