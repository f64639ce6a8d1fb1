/** A small, predictable world for the conversation: triage by a few plain words, five places, two readers. */
import type { AreaCode, Category, Indicator, Instant } from "../../api/kernel.ts";
import { instant } from "../../api/kernel.ts";
import type { Answers } from "../../api/intake/index.ts";
import type { Triage } from "../../api/triage/index.ts";
import type { World } from "../../bots/conversation/index.ts";

export const START: Instant = instant(Date.UTC(2026, 10, 20, 3, 0));

const PLACES = [
  { code: "33.25", name: "Kabupaten Batang, Jawa Tengah", word: /\bbatang\b/iu },
  {
    code: "16.71.08",
    name: "Sukarami, Kota Palembang, Sumatera Selatan",
    word: /\bsukarami\b.*\bpalembang\b|\bpalembang\b.*\bsukarami\b/iu,
  },
  { code: "16.71", name: "Kota Palembang, Sumatera Selatan", word: /\bpalembang\b/iu },
  { code: "15", name: "Jambi", word: /\bjambi\b/iu },
];
const CIBATU = [
  { code: "32.05.20" as AreaCode, name: "Cibatu, Kabupaten Garut, Jawa Barat" },
  { code: "32.14.15" as AreaCode, name: "Cibatu, Kabupaten Purwakarta, Jawa Barat" },
];

const ONE_SELF = /(?:^|\n|kak |pak |bu )(aku|sy|saya) (di|mau keluar|12|13|14|15|dipaksa|digituin)/iu;
const YOUNG_SELF = /\b(aku|sy|saya) (umur )?1[0-7]\b/iu;
const HARM = /\b(dipegang|diapain|digituin|dipukul|open bo|mucikari|prostitusi|diganggu|dijual|esek)\b/iu;
const LEAVE = /\bmau keluar dari\b/iu;

/** Deterministic: the same words give the same triage, whatever the real lexicon learns. */
export function assess(text: string, answers: Answers): Triage {
  const danger = /\b(teriak|pintu dikunci|sekarang juga)\b/iu.test(text) || answers.goingOn === "now";
  const selfHarm = /\bmau mati|bunuh diri\b/iu.test(text);
  const youngSelf = YOUNG_SELF.test(text);
  const child =
    /\b(anak|ponakan|kelas \d|sd|smp)\b/iu.test(text) || youngSelf
      ? "yes"
      : /\bdewasa\b/iu.test(text)
        ? "no"
        : "possible";
  const self = ONE_SELF.test(text) || youngSelf;
  const indicators: Indicator[] = [
    ...(danger ? (["danger_now"] as const) : []),
    ...(selfHarm ? (["self_harm_risk"] as const) : []),
    ...(self ? (["self_report"] as const) : []),
  ];
  const harm = HARM.test(text) || danger || selfHarm;
  const category: Category = LEAVE.test(text)
    ? "exit_support"
    : !harm
      ? "not_a_report"
      : child === "yes"
        ? "child_sexual_abuse"
        : "hidden_prostitution";
  return {
    category,
    severity: danger || selfHarm ? "emergency" : harm ? "urgent" : "low",
    child:
      answers.child === "yes" || answers.child === "no"
        ? answers.child
        : self && child !== "yes"
          ? "no"
          : child,
    indicators,
    implicated: /\bpolisi itu pelaku|suaminya polisi|oknum polisi\b/iu.test(text) ? ["police"] : [],
    unsure: category === "not_a_report",
    evidence: [],
  };
}

export function worldAt(now: Instant, changes: Partial<World> = {}): World {
  return {
    now,
    locale: "id",
    hotlineOpen: true,
    networkKeeps: false,
    assess,
    dangerIn(text) {
      const { indicators } = assess(text, {});
      return {
        danger: indicators.includes("danger_now"),
        selfHarm: indicators.includes("self_harm_risk"),
        childWriting: YOUNG_SELF.test(text),
      };
    },
    findPlace(text) {
      const place = PLACES.find(({ word }) => word.test(text));
      if (place) return { kind: "found", code: place.code as AreaCode, name: place.name };
      if (/\bcibatu\b.*\bgarut\b/iu.test(text))
        return { kind: "found", ...(CIBATU[0] as (typeof CIBATU)[number]) };
      if (/\bcibatu\b/iu.test(text)) return { kind: "tie", parent: "Jawa Barat", options: CIBATU };
      return { kind: "none" };
    },
    describePlace: (code) => [...PLACES, ...CIBATU].find((place) => place.code === code)?.name ?? "Indonesia",
    readers({ answers, parts }) {
      const words = parts.map(({ text }) => text).join("\n");
      const barred = [...assess(words, answers).implicated, ...(answers.notReaders ?? [])];
      const names = ["UPTD PPA Contoh", ...(barred.includes("police") ? [] : ["Unit PPA Polres Contoh"])];
      return { names, withinMinutes: 120 };
    },
    numbers(text, answers) {
      const barred = [...assess(text, answers).implicated, ...(answers.notReaders ?? [])];
      const police = barred.includes("police")
        ? []
        : [{ name: "Polisi", number: "110", remark: "akan menanyakan identitas" }];
      return [{ name: "SAPA 129", number: "129", remark: "" }, ...police];
    },
    ...changes,
  };
}
