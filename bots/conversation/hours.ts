/** Hours in which it is safe to write, from everyday words: "jam 8-15", "siang", "habis magrib", "di atas jam 9 malam". */
import { plain } from "./vocabulary.ts";

/** Local hours 0–23; `from` after `to` wraps midnight. */
export type Hours = { from: number; to: number };

const PARTS_OF_DAY: [RegExp, Hours][] = [
  [/\b(jam kerja|jam kantor|office hours|working hours)\b/u, { from: 8, to: 16 }],
  [/\b(jam sekolah|school hours)\b/u, { from: 7, to: 13 }],
  [/\b(subuh|dini hari|dawn)\b/u, { from: 4, to: 6 }],
  [/\b(tengah malam|midnight)\b/u, { from: 23, to: 3 }],
  [/\b(magrib|maghrib|isya)\b/u, { from: 18, to: 21 }],
  [/\b(pagi|morning)\b/u, { from: 6, to: 11 }],
  [/\b(siang|noon|daytime)\b/u, { from: 11, to: 15 }],
  [/\b(sore|afternoon)\b/u, { from: 15, to: 18 }],
  [/\b(malam|malem|evening|night)\b/u, { from: 18, to: 22 }],
];

const CLOCK = /(?<![\d.:])(\d{1,2})(?:[.:]\d{2})?(?![\d.:]\d)\s*(am|pm|pagi|siang|sore|malam|malem)?/giu;

/** "Jangan malam", "kecuali sore": says when not to write; to read it as leave would be the worst fault. */
const NOT_THEN =
  /\b(jangan|jgn|kecuali|selain|bukan|tidak|tdk|gak|ga|gk|nggak|ngga|bahaya|except|not|never|dont)\b/u;

/** Undefined when the words name no time of day, or one at which not to write. */
export function hoursIn(text: string): Hours | undefined {
  const said = plain(text);
  if (NOT_THEN.test(said)) return undefined;
  const times = [...text.normalize("NFKC").toLowerCase().matchAll(CLOCK)]
    .map(([, hour, part]) => ({ hour: Number(hour), part }))
    .filter(({ hour }) => hour <= 24);
  const [first, second] = times;
  if (first && second) {
    // "8-9 malam": the part of the day stands once, behind both.
    const to = onClock(second.hour, second.part);
    const from = onClock(
      first.hour,
      first.part ?? (first.hour < second.hour && to > 12 && second.hour < 12 ? second.part : undefined),
    );
    return from === to ? undefined : { from, to };
  }
  if (first) return around(onClock(first.hour, first.part), said);
  return PARTS_OF_DAY.find(([pattern]) => pattern.test(said))?.[1];
}

const ABOUT_TIME = new Set(
  "jam pukul sampai smp sd s d hingga antara dari ke dan atau mulai setelah sesudah habis sebelum di atas bawah lewat hanya cuma aman kalau klo pas waktu hari kerja kantor sekolah pagi siang sore malam malem subuh magrib maghrib isya tengah dini am pm to until till from after before between and only at morning noon afternoon evening night office working school hours midnight the in saja aja kak pak bu min ya".split(
    " ",
  ),
);

/** Whether the words speak of a time of day and of nothing else; other words are part of a story, and are kept. */
export const speaksOnlyOfTime = (text: string): boolean =>
  plain(text)
    .split(" ")
    .every((word) => ABOUT_TIME.has(word) || /^\d+$/u.test(word));

/** Hour on the 24-hour clock: "3 sore" is 15, "12 malam" is 0, "1 siang" is 13. */
function onClock(hour: number, part: string | undefined): number {
  const late =
    part === "pm" ||
    part === "sore" ||
    part === "malam" ||
    part === "malem" ||
    (part === "siang" && hour < 6);
  if ((part === "malam" || part === "malem" || part === "am") && hour === 12) return 0;
  return late && hour < 12 ? hour + 12 : hour % 24;
}

/** One time only: after it until night, before it from morning, else the hour that begins with it. */
function around(hour: number, said: string): Hours | undefined {
  if (/\b(atas|setelah|stlh|sesudah|habis|lewat|mulai|after|from)\b/u.test(said))
    return wide(hour, hour < 21 ? 21 : 23);
  if (/\b(sebelum|bawah|sampai|before|until)\b/u.test(said)) return wide(6, hour);
  return { from: hour, to: (hour + 1) % 24 };
}

const wide = (from: number, to: number): Hours | undefined => (from === to ? undefined : { from, to });
