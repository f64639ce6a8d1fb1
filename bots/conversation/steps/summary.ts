/** Before sending: what was understood, who reads it, and how soon; never the story itself, which others could see. */
import { ofSelf } from "../next.ts";
import { understand } from "../understanding.ts";
import { answer, keepSaid, withoutDraft } from "../keep.ts";
import { CORRECTIONS, type Correction, type Memory } from "../memory.ts";
import { go, sayAndAsk, stay, andThen, withEffects, type Move } from "../move.ts";
import type { Option } from "../options.ts";
import { readersLines, submissionOf } from "../readers.ts";
import type { Prompt, World } from "../words.ts";
import { DONE, YES } from "../vocabulary.ts";
import { placeAnswered } from "./asking.ts";
import type { StepRules } from "./rules.ts";

const OPTIONS: readonly Option[] = [
  {
    value: "send",
    key: "bot.choice.send",
    words: [
      "kirim",
      "kirim laporan",
      "kirim sekarang",
      "ya",
      "iya",
      "ya kirim",
      "oke",
      "ok",
      "send",
      "send it",
      "yes",
      "send report",
    ],
  },
  {
    value: "correct",
    key: "bot.choice.correct",
    words: ["perbaiki", "betulkan", "ubah", "salah", "ada yang salah", "correct", "fix", "correct something"],
  },
  { value: "add", key: "bot.choice.add", words: ["tambah", "tambah cerita", "add", "add more"] },
  {
    value: "erase",
    key: "bot.choice.erase",
    words: ["hapus", "hapus semua", "erase", "delete", "erase everything"],
  },
];

/** Filed already, in danger: nothing is to be sent any more, but what was understood can still be put right. */
const isFiled = ({ draft }: Memory): boolean => draft?.case !== undefined;

export const summary: StepRules<{ at: "summary" }> = {
  ask: (_step, memory, world) => [summaryPrompt(memory, world)],
  options: (_step, memory) => (isFiled(memory) ? filedOptions(memory) : OPTIONS),
  choose(value, step, memory, world) {
    if (value === "right") return finished(memory, world);
    if (isCorrection(value)) return correct(value, memory, world);
    if (value === "correct") return go(memory, { at: "correcting" });
    if (value === "add") return go(memory, { at: "telling" });
    if (value === "erase") return go(memory, { at: "erasing", back: step });
    return send(memory, world);
  },
  hear: (text, _step, memory, world) =>
    andThen(keepSaid(memory, text, world), (kept) => {
      const place = isFiled(memory) ? placeAnswered(text, world) : undefined;
      const noted = place === undefined ? stay(kept) : answer(kept, place);
      return andThen(noted, (now) => sayAndAsk(now, { key: "bot.noted" }));
    }),
  skip: (_step, memory, world) => (isFiled(memory) ? finished(memory, world) : sayAndAsk(memory)),
};

/** The words of a report that was filed early have done their work here and leave the memory. */
const finished = (memory: Memory, world: World): Move => go(withoutDraft(memory, world), { at: "following" });

function summaryPrompt({ draft }: Memory, world: World): Prompt {
  if (draft === undefined) return { key: "bot.telling.start" };
  const known = understand(draft, world);
  const lines = draft.case === undefined ? readersLines(draft, world) : undefined;
  const unfiled = lines === undefined ? "bot.summary.nobody_yet" : "bot.summary.all";
  return {
    key: draft.case === undefined ? unfiled : "bot.summary.filed",
    params: {
      kind: known.triage.category,
      urgency: known.triage.severity,
      place: known.place.kind === "known" ? known.place.name : (draft.answers.place ?? ""),
      child: known.triage.child,
      going_on: known.goingOn ?? "unsure",
      readers: lines?.readers ?? "",
      minutes: lines?.withinMinutes ?? 0,
    },
  };
}

/** "Kirim": the place shown above counts as confirmed. Nothing is called received before `filed` comes back. */
function send(memory: Memory, world: World): Move {
  const { draft } = memory;
  if (draft === undefined) return go(memory, { at: "telling" });
  const { place } = understand(draft, world);
  const area = place.kind === "known" ? { area: place.code } : {};
  const sent = { ...draft, answers: { ...draft.answers, ...area } };
  const filing = { reason: "said_so" as const, parts: sent.parts.length };
  const submission = submissionOf(sent, "said_so");
  return withEffects(stay({ ...memory, draft: { ...sent, filing } }), { kind: "file", submission });
}

const CORRECTION_WORDS: Record<Correction, readonly string[]> = {
  where: ["tempat", "lokasi", "di mana", "place", "the place"],
  child: ["anak", "usia", "ada anak atau tidak", "child", "whether a child is involved"],
  going_on: ["masih terjadi", "masih terjadi atau tidak", "whether it goes on", "going on"],
  when: ["kapan", "waktu", "waktunya", "when", "the time"],
  readers: ["siapa yang tidak boleh membaca", "pembaca", "yang membaca", "who must not read it", "readers"],
  contact: ["cara balas", "cara membalas", "balasan", "how to reply", "reply"],
};

const isCorrection = (value: string): value is Correction =>
  (CORRECTIONS as readonly string[]).includes(value);
const correction = (value: Correction): Option => ({
  value,
  key: `bot.choice.correction.${value}`,
  words: CORRECTION_WORDS[value],
});

const RIGHT: Option = {
  value: "right",
  key: "bot.choice.right",
  words: [...YES, ...DONE, "sudah benar", "benar semua", "sudah pas", "its right", "that is right"],
};
/** A child is not asked to check a form: where it happens, and whether we may write back. */
const FOR_CHILDREN: readonly Correction[] = ["where", "contact"];

const filedOptions = ({ voice }: Memory): readonly Option[] => [
  RIGHT,
  ...(voice === "child" ? FOR_CHILDREN : CORRECTIONS).map(correction),
];

const PICKS: readonly Option[] = [
  ...CORRECTIONS.map(correction),
  { value: "back", key: "bot.choice.back", words: ["kembali", "batal", "tidak jadi", "back"] },
];

export const correcting: StepRules<{ at: "correcting" }> = {
  ask: () => [{ key: "bot.summary.pick" }],
  options: () => PICKS,
  choose(value, _step, memory, world) {
    if (value === "back") return go(memory, { at: "summary" });
    return correct(value as Correction, memory, world);
  },
  hear: (text, _step, memory, world) =>
    andThen(keepSaid(memory, text, world), (kept) =>
      andThen(sayAndAsk(kept, { key: "bot.noted" }), (now) => go(now, { at: "summary" })),
    ),
};

/**
 * The old answer goes only when a new one comes; the bodies shut out start again from none, unless the report is with
 * its readers already: then more can be put out, and nobody comes back by this.
 */
function correct(what: Correction, memory: Memory, world: World): Move {
  if (what === "contact") return go(memory, { at: "contact", misses: 0, correcting: true });
  if (what !== "readers") {
    const self = memory.draft === undefined ? {} : ofSelf(what, understand(memory.draft, world).triage);
    return go(memory, { at: "asking", question: what, misses: 0, correcting: true, ...self });
  }
  if (isFiled(memory)) return go(memory, { at: "readers", correcting: true });
  const draft = memory.draft && {
    ...memory.draft,
    answers: { ...memory.draft.answers, notReaders: undefined },
  };
  return go({ ...memory, draft }, { at: "readers", correcting: true });
}
