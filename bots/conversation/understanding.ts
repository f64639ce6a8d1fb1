/** What the words of a draft already say, so that nobody is asked what they have told. */
import { NATION, type AreaCode } from "../../api/kernel.ts";
import { narrativeOf, type Answers } from "../../api/intake/index.ts";
import type { Triage } from "../../api/triage/index.ts";
import type { Draft, PlaceOption } from "./memory.ts";
import { isCry, isQuestion, isSmallTalk, plain, wordCount } from "./vocabulary.ts";
import { speaksOfSomebody } from "./somebody.ts";
import type { World } from "./words.ts";

/** How much of a very long story is looked at again with every message; all of it is kept and filed. */
const LOOKED_AT = 16_000;

/** The draft's words as rules read them: beginning and end when it is very long. */
export function wordsOf(draft: Draft): string {
  const all = narrativeOf(draft.parts);
  if (all.length <= LOOKED_AT) return all;
  return `${all.slice(0, LOOKED_AT / 2)}\n${all.slice(-LOOKED_AT / 2)}`;
}

/** Why a report is filed before it is finished. */
export type Urgency = "danger" | "self_harm" | "child";

export function urgencyOf(draft: Draft, world: World): Urgency | undefined {
  const words = wordsOf(draft);
  const { indicators } = world.assess(words, draft.answers);
  const seen = world.dangerIn(words);
  const childByAnswer = indicators.includes("self_report") && draft.answers.child === "yes";
  if (seen.childWriting || childByAnswer) return "child";
  if (seen.selfHarm || indicators.includes("self_harm_risk")) return "self_harm";
  if (seen.danger || indicators.includes("danger_now")) return "danger";
  return undefined;
}

/**
 * An adult's own story is hers: it is filed only after her "ya", however long she is quiet. Adulthood must be said:
 * where a child may be the victim, silence files, because a report that goes nowhere would be the worse fault.
 */
export function isOwnStory(draft: Draft, world: World): boolean {
  const { indicators, child } = world.assess(wordsOf(draft), draft.answers);
  if (child !== "no") return false;
  const self = draft.answers.self === true || indicators.includes("self_report");
  return self && urgencyOf(draft, world) === undefined;
}

/**
 * Whether nothing of a report is in the draft and it plainly is something else, an advert say. Triage must be sure of
 * it, and one word of a child, a victim or danger is enough to say no; so does the person's own "ini memang laporan".
 */
export function isOffTopic(draft: Draft, world: World): boolean {
  if (draft.insists || draft.case !== undefined || !draft.parts.some(({ text }) => tells(text))) return false;
  const words = wordsOf(draft);
  if (speaksOfSomebody(words)) return false;
  const { category, indicators, implicated, unsure } = world.assess(words, draft.answers);
  return category === "not_a_report" && !unsure && indicators.length === 0 && implicated.length === 0;
}

/**
 * Whether there is anything to file: triage sees a report, or somebody told something in more than two words.
 * Deliberately wide: a machine discards nothing that a person might still understand, but plain adverts.
 */
export function hasContent(draft: Draft, world: World): boolean {
  if (draft.parts.length === 0 || isOffTopic(draft, world)) return false;
  if (world.assess(wordsOf(draft), draft.answers).category !== "not_a_report") return true;
  return draft.parts.some(({ text }) => tells(text));
}

/** More than a greeting, a cry, a question or a word or two. */
export const tells = (text: string): boolean =>
  !isSmallTalk(text) && !isCry(text) && !isQuestion(text) && (wordCount(text) > 2 || text.length > 40);

export type KnownPlace =
  | { kind: "known"; code: AreaCode; name: string; fine: boolean }
  | { kind: "tie"; parent: string; options: PlaceOption[] }
  | { kind: "none" };

export type Understanding = {
  triage: Triage;
  place: KnownPlace;
  goingOn: Answers["goingOn"];
  /** A time was given, in an answer or in the words. */
  whenSaid: boolean;
};

export function understand(draft: Draft, world: World): Understanding {
  const words = wordsOf(draft);
  const triage = world.assess(words, draft.answers);
  const dangerNow = triage.indicators.includes("danger_now");
  return {
    triage,
    place: placeOf(draft, words, world),
    goingOn: draft.answers.goingOn ?? (dangerNow ? "now" : goingOnIn(words)),
    whenSaid: draft.answers.when !== undefined || TIME_SAID.test(plain(words)),
  };
}

/** A province alone does not yet say whose it is. */
const isFine = (code: AreaCode): boolean => code !== NATION && code.includes(".");

/** In the order of api/pipeline.ts: what was confirmed, what "where?" was answered, what the story says. */
function placeOf({ answers }: Draft, words: string, world: World): KnownPlace {
  if (answers.area !== undefined) {
    return {
      kind: "known",
      code: answers.area,
      name: world.describePlace(answers.area),
      fine: isFine(answers.area),
    };
  }
  const answered = answers.place === undefined ? undefined : world.findPlace(answers.place);
  const found = answered === undefined || answered.kind === "none" ? world.findPlace(words) : answered;
  return found.kind === "found"
    ? { kind: "known", code: found.code, name: found.name, fine: isFine(found.code) }
    : found;
}

const STILL =
  /\b(masih|tiap|setiap|sering|terus menerus|sampai sekarang|smpe skrg|lagi dan lagi|(mau|ingin|pengen|pingin|pgn) (keluar|berhenti)|still|every|keeps)\b/u;
const OVER =
  /\b(dulu|dahulu|sudah lama|udah lama|tahun lalu|bertahun lalu|waktu kecil|sudah berhenti|years ago|used to)\b/u;

/** Only what is plain; when the words point both ways the person is asked. */
function goingOnIn(words: string): Answers["goingOn"] {
  const said = plain(words);
  const [still, over] = [STILL.test(said), OVER.test(said)];
  if (still === over) return undefined;
  return still ? "continuing" : "past";
}

const TIME_SAID =
  /\b(kemarin|kmrn|tadi|barusan|semalam|sekarang|skrg|hari ini|lusa|jam \d|tgl|tanggal|(senin|selasa|rabu|kamis|jumat|sabtu|minggu) (lalu|kemarin|malam)|(minggu|bulan|tahun) (lalu|kemarin|ini)|(januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)|(19|20)\d\d|sejak|yesterday|tonight|last (night|week|month|year)|since)\b/u;
