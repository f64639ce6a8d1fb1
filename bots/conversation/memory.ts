/** What the engine remembers of a chat between two messages: plain JSON, versioned, and as little as it can. */
import {
  MINUTE,
  type AreaCode,
  type CaseId,
  type Corps,
  type Instant,
  type Locale,
} from "../../api/kernel.ts";
import type { Answers, FilingReason, Part } from "../../api/intake/index.ts";
import type { State, World } from "./words.ts";

/** After this long without a word a draft is filed, and a filed report closes itself off from the chat. */
export const QUIET_AFTER = 30 * MINUTE;

export const QUESTIONS = ["safe", "child", "going_on", "where", "which_place", "when"] as const;
export type Question = (typeof QUESTIONS)[number];
/** What the summary offers to put right. */
export const CORRECTIONS = ["where", "child", "going_on", "when", "readers", "contact"] as const;
export type Correction = (typeof CORRECTIONS)[number];
export type PlaceOption = { code: AreaCode; name: string };

/** Where the talk stands, when nothing interrupts it. */
export type BaseStep =
  | { at: "greeting" }
  | { at: "telling" }
  /** Plainly no report: the person was told what this is for. */
  | { at: "off_topic" }
  /**
   * `misses`: replies that did not answer; the second one moves on. `places`: options of `which_place`. `ofSelf`: the
   * writer tells of what is done to the writer.
   */
  | {
      at: "asking";
      question: Question;
      misses: number;
      places?: PlaceOption[];
      /** The options of `which_place` are the districts around a pin, not places of one name. */
      aroundPin?: true;
      ofSelf?: true;
      correcting?: true;
    }
  /** `more`: one body was named already, "ada lagi?". */
  | { at: "readers"; more?: true; correcting?: true }
  | { at: "readers_words"; correcting?: true }
  | { at: "contact"; misses: number; correcting?: true }
  | { at: "hours"; misses: number; correcting?: true }
  | { at: "summary" }
  | { at: "correcting" }
  | { at: "following" };

/** An interruption keeps where to go back to; interruptions are never nested. */
export type Step =
  | BaseStep
  | { at: "ask_first"; back: BaseStep; more?: true }
  | { at: "erasing"; back: BaseStep }
  | { at: "code"; back: BaseStep }
  /** An unsent draft after a long silence: nothing of it is shown until the person goes on. */
  | { at: "resting"; back: BaseStep }
  /** A code opened a report while an unsent draft lay here: is the draft part of it, or a report of its own? */
  | { at: "joining"; case: CaseId; back: BaseStep };

/** What was said and is not (or only just) filed. */
export type Draft = {
  parts: Part[];
  /** The network's id of each part, "" where it has none; goes with the draft and into no report. */
  marks?: string[];
  answers: Answers;
  /** Asked or skipped, so never asked again; at most four (and `safe`, which only a child hears). */
  asked: Question[];
  /** Which of the two questions about the reporter's own safety were put; they lie outside the cap. */
  safety?: ("readers" | "contact")[];
  /** A filing was asked for and not yet answered; holds how many parts went along. */
  filing?: { reason: FilingReason; parts: number };
  /** Filed early, while the questions still follow. Until they end the words stay here to know what is missing. */
  case?: CaseId;
  /** Messages and answers added since it was filed; with them dispatch sees whether another chat has added some too. */
  added?: number;
  /** Corps that this report is kept from, as far as it was told. */
  barred?: Corps[];
  /** Numbers to call were shown because of what it says; not again with every line. */
  warned?: true;
  /** "Ini memang laporan", said of what looked like none. */
  insists?: true;
  /** Became quiet without being filed; not woken again until the person writes. */
  rested?: true;
};

export type Memory = {
  v: 1;
  /** Counts questions put on the screen; a button of an earlier one is recognised by it. */
  turn: number;
  step: Step;
  /** The limits (who knows that you wrote, what is kept) have been said. */
  greeted: boolean;
  /** When the person last wrote. */
  lastAt: Instant;
  /** Messages heard since we last said that we listen. */
  unanswered: number;
  locale?: Locale;
  /** A child who writes alone: simpler words, fewer questions. */
  voice?: "child";
  draft?: Draft;
  /** The case that text is appended to while the session lives. */
  live?: CaseId;
  /** The reporter said it is safe to reply here: the chat stays with this case. */
  bound?: CaseId;
  /** Filed while quiet: the code is told, and forgotten, when the person writes again. */
  untold?: { case: CaseId; code: string; readers: string[]; byMinutes: number; askContact: boolean };
  /** A code was sent with other words around it: kept until we know whether those digits are a code. */
  trying?: { text: string; beside: string };
  /** Corps whose numbers are not shown in this chat: implicated, or shut out by the reporter. */
  barred?: Corps[];
  numbersAt?: Instant;
  /** Was told that we can answer in English. */
  offeredEnglish?: true;
  /** The person blocked us; everything goes as soon as the draft is filed. */
  left?: true;
};

const CURRENT = 1;

type Migration = (older: Record<string, unknown>) => Record<string, unknown>;
/** `MIGRATIONS[n]` brings version n to n + 1. Every version that was ever deployed keeps its step. */
const MIGRATIONS: Record<number, Migration> = {};

/** Applies one step after the other. Throws on a version nobody can bring forward: a newer program wrote it. */
export function bringForward(state: State, migrations: Record<number, Migration>, to: number): State {
  let now = state;
  while (now.v < to) {
    const step = migrations[now.v];
    if (step === undefined) throw new Error(`conversation state v${now.v} has no migration to v${now.v + 1}`);
    now = { ...step(now), v: now.v + 1 };
  }
  if (now.v !== to) throw new Error(`conversation state v${now.v} is newer than v${to}`);
  return now;
}

/** A chat that never wrote. `turn` starts at a moment of the day, so that buttons of an erased chat do not fit. */
export function freshMemory(world: World): Memory {
  return {
    v: CURRENT,
    turn: Math.floor(world.now / 1_000) % 86_400,
    step: { at: "greeting" },
    greeted: false,
    lastAt: world.now,
    unanswered: 0,
  };
}

export function memoryOf(state: State | undefined, world: World): Memory {
  if (state === undefined) return freshMemory(world);
  return bringForward(state, MIGRATIONS, CURRENT) as State & Memory;
}

/** Nothing of what was said or filed remains; the question counter does, so that old buttons stay old. */
export function newcomerAgain(memory: Memory): Memory {
  const { v, turn, lastAt, locale, bound, untold, barred } = memory;
  const kept = { v, turn, lastAt, unanswered: 0, ...(locale && { locale }), ...(bound && { bound }) };
  const step: BaseStep = bound === undefined ? { at: "greeting" } : { at: "following" };
  const known = bound !== undefined || untold !== undefined ? { barred } : {};
  return { ...kept, ...known, ...(untold && { untold }), step, greeted: bound !== undefined };
}

export const baseOf = (step: Step): BaseStep => ("back" in step ? step.back : step);

/** Where the talk goes on once a story was told: at the greeting, and in an interruption of it, telling has begun. */
export const afterStory = (back: BaseStep): BaseStep => (back.at === "greeting" ? { at: "telling" } : back);
