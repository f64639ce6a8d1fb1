/** Shapes the conversation speaks in: what it hears, what it knows of the world, what it gives back. */
import type { AreaCode, CaseId, Corps, Instant, Locale } from "../../api/kernel.ts";
import type { Answers, Part, Submission } from "../../api/intake/index.ts";
import type { Triage } from "../../api/triage/index.ts";
import type { Taken } from "../channel.ts";

/** What the engine is told: the person's words, that time went by, or what an effect it asked for has found. */
export type ConversationInput =
  | Taken
  /** The wake-up that `wakeAt` asked for. */
  | { kind: "quiet" }
  /** Answer to `open_code`. */
  | { kind: "opened_by_code"; found: OpenedReport | undefined; tooManyTries: boolean }
  /** Answer to `file`: the receipt code, to be shown once, and who will read it by when. */
  | { kind: "filed"; case: CaseId; code: string; readers: string[]; byMinutes: number }
  /** Answer to `reassess`: other bodies read the report from now on, by name. */
  | { kind: "moved"; readers: string[] }
  /** Answer to `file` while no coordinator holds a key: nothing was filed; what was said is kept in the draft. */
  | { kind: "not_open" };

/** What the code opens: never the reporter's own words, which the holder of a phone could read over a shoulder. */
export type OpenedReport = {
  case: CaseId;
  filedAt: Instant;
  state: "waiting" | "claimed" | "closed";
  readBy: string | undefined;
  replies: { at: Instant; text: string; agencyName: string }[];
};

/** Facts and pure functions handed in for one turn. */
export type World = {
  now: Instant;
  /** The network's id of the message that is heard now, where the person can take it back there. */
  mark?: string;
  locale: Locale;
  /** False until a national coordinator holds a key: kind words and numbers only. */
  hotlineOpen: boolean;
  /** The network of this chat keeps what was said, whatever we ask of it. */
  networkKeeps: boolean;
  /** Triage of everything said so far. */
  assess(text: string, answers: Answers): Triage;
  /** What files early, from the triage face: only it tells a child who writes from an adult who was a child then. */
  dangerIn(text: string): { danger: boolean; selfHarm: boolean; childWriting: boolean };
  /** Place of everything said so far; `describe` gives its name for the person. */
  findPlace(
    text: string,
  ):
    | { kind: "found"; code: AreaCode; name: string }
    | { kind: "tie"; parent: string; options: { code: AreaCode; name: string }[] }
    | { kind: "none" };
  describePlace(code: AreaCode): string;
  /** Who would read this draft, by name, and within how many minutes a person looks at it. */
  readers(submission: Submission): { names: string[]; withinMinutes: number };
  /** Numbers to call that fit the draft: implicated corps left out, 112 only where it works, never 119/8 alone. */
  numbers(text: string, answers: Answers): { name: string; number: string; remark: string }[];
};

/**
 * What this chat still holds of a filed report, with what was said just now. `added`: messages and answers that it
 * added before, when it holds the report from its first word; undefined when it knows the latest words only.
 * `barredBefore`: corps that were kept out before what was said just now, as far as this chat knows.
 */
export type Told = {
  parts: Part[];
  answers: Answers;
  barred: Corps[];
  barredBefore: Corps[];
  added: number | undefined;
};

/** What the engine asks dispatch to do. Asking is all it can: it never sees keys, rows or networks. */
export type Effect =
  | { kind: "file"; submission: Submission }
  | { kind: "append"; case: CaseId; part: Part }
  | { kind: "answer"; case: CaseId; answers: Answers }
  /** Comes after everything that is added to the case in a turn: does the card follow? */
  | { kind: "reassess"; case: CaseId; told: Told }
  | { kind: "open_code"; text: string }
  | { kind: "mark_read"; case: CaseId }
  /** "Hapus" after the question: before filing everything goes; after filing address, link and conversation go. */
  | { kind: "erase" };

/** A message to the person, by locale key; dispatch renders it. */
export type Prompt = {
  key: string;
  params?: Record<string, string | number>;
  choices?: { token: string; key: string; params?: Record<string, string | number> }[];
  /** Numbers to call and the receipt code may be copied and saved; everything else asks not to be. */
  copyable?: true;
  askPlace?: true;
};

export type Turned = {
  state: State;
  prompts: Prompt[];
  effects: Effect[];
  /** When to advance with `quiet` if nobody writes before. */
  wakeAt: Instant | undefined;
  /** Steps reached in this turn, for counting drop-out. */
  steps: string[];
  /** The language to render the prompts in: the one the person chose, else the world's. */
  locale: Locale;
};

/** Versioned; opaque to everyone but the engine, which brings an older version forward. */
export type State = { v: number } & Record<string, unknown>;
